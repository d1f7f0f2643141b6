"""Which days count as working days, and counting with them.

A week is Monday to Friday. The day a count starts on is not counted, and a day lasts
until 24:00 in Vietnam (BLDS 2015, Đ.147-148).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from app.calendar.vietnam import PUBLISHED_THROUGH, named, year_of
from app.errors import Invalid
from app.i18n import Sentence
from app.i18n import Sentence as _

ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    OFF = "off"
    WORK = "work"


@dataclass(frozen=True)
class Override:
    """One day that an office declares off or worked, whatever the tables say."""

    day: date
    kind: DayKind
    note: str | Sentence
    source: str = ""


# The package does not know of this exchange.
_DISPATCH = "12729/VPCP-KGVX, 25/12/2025"
CORRECTIONS = (
    Override(date(2026, 1, 2), DayKind.OFF, _("exchanged for Saturday 10/01/2026"), _DISPATCH),
    Override(date(2026, 1, 10), DayKind.WORK, _("in exchange for Friday 02/01/2026"), _DISPATCH),
)


@dataclass(frozen=True)
class WorkingCalendar:
    """The Vietnamese calendar with an office's overrides; build it with `calendar_with`."""

    overrides: Mapping[date, Override] = field(default_factory=dict, hash=False)
    _years: dict[int, list[date]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_working(self, day: date) -> bool:
        override = self.overrides.get(day)
        if override:
            return override.kind is DayKind.WORK
        known = year_of(day.year)
        return day in known.work or (day.weekday() < 5 and day not in known.off)

    def reason(self, day: date) -> Sentence | None:
        """Why a day is off, or why a weekend day is worked; None for an ordinary working day."""
        override = self.overrides.get(day)
        if override:
            if override.kind is DayKind.WORK:
                return _("Worked: %(note)s", note=override.note)
            return _("Day off: %(note)s", note=override.note)
        known = year_of(day.year)
        if day in known.work:
            return _("Worked in exchange for a day off")
        if day in known.off:
            name = named(known.off[day])
            return name if day.year <= PUBLISHED_THROUGH else _("%(holiday)s (expected)", holiday=name)
        return _("Weekly rest") if day.weekday() >= 5 else None

    def add(self, start: date, days: int) -> date:
        """The working day that is `days` working days after `start` (before it, when negative).

        `start` is not counted; zero gives `start` itself. Raises Invalid beyond the years 1 to 9999.
        """
        if not days:
            return start
        year = start.year
        working = self._working_days(year)
        place = bisect_right(working, start) + days - 1 if days > 0 else bisect_left(working, start) + days
        while place >= len(working):
            place -= len(working)
            year += 1
            working = self._working_days(year)
        while place < 0:
            year -= 1
            working = self._working_days(year)
            place += len(working)
        return working[place]

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` comes first."""
        if end < start:
            return -self.count(end, start)
        whole = sum(len(self._working_days(year)) for year in range(start.year, end.year))
        before_start = bisect_right(self._working_days(start.year), start)
        return whole + bisect_right(self._working_days(end.year), end) - before_start

    def end_of_period(self, start: date, days: int) -> date:
        """The last day of a period of calendar days; one that ends on a day off ends on the next working day."""
        last = self.moved(start, days)
        return last if self.is_working(last) else self.add(last, 1)

    def before(self, day: date) -> date:
        """The last day of "trước ngày D": the day before it, which lasts until 24:00."""
        return self.moved(day, -1)

    def moved(self, day: date, days: int) -> date:
        """`days` calendar days later, whatever days they are. Raises Invalid beyond the years 1 to 9999."""
        try:
            return day + timedelta(days=days)
        except OverflowError:
            raise Invalid(_("This date is outside the calendar.")) from None

    def _working_days(self, year: int) -> list[date]:
        if year not in self._years:
            if not MINYEAR <= year <= MAXYEAR:
                raise Invalid(_("This date is outside the calendar."))
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            days = map(date.fromordinal, range(first, last + 1))
            self._years[year] = [day for day in days if self.is_working(day)]
        return self._years[year]


def calendar_with(overrides: Iterable[Override] = ()) -> WorkingCalendar:
    """The shipped calendar, with an office's overrides on top of the known corrections."""
    return WorkingCalendar({o.day: o for o in (*CORRECTIONS, *overrides)})
