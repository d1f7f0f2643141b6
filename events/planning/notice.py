"""The days that a forum owes the public: notice before it, the cut-off, results after it. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.calendar.clocks import CLOCKS, Clock, ClockRule
from app.calendar.working_days import WorkingCalendar
from app.clock import at_local, day_of
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.types import EventType

# Questions close at the end of office hours.
CUTOFF_TIME = time(17)


@dataclass(frozen=True)
class Notice:
    """How long before the session a forum is made known. `days` are counted as its type counts them."""

    days: int
    least: int
    in_calendar_days: bool
    announced_on: date
    # The last day on which it can be announced in time.
    last_day: date
    # The last working day on or before it: what an office is told, that announces on no Sunday.
    announce_by: date
    rule: Sentence

    @property
    def is_short(self) -> bool:
        return self.announced_on > self.last_day

    @property
    def sentence(self) -> Sentence:
        if self.in_calendar_days:
            return _("%(days)s days before the session", days=self.days)
        return _("%(days)s working days before the session", days=self.days)


@dataclass(frozen=True)
class Results:
    """Until when the results of the session must be published."""

    due_on: date
    published_on: date | None

    def is_late(self, today: date) -> bool:
        return (self.published_on or today) > self.due_on


def notice_of(kind: EventType, announced_on: date, session_on: date, calendar: WorkingCalendar) -> Notice:
    """The day of the announcement is not counted, the day of the session is (BLDS 2015, Đ.147)."""
    if kind.notice_in_calendar_days:
        days, last_day = (session_on - announced_on).days, session_on - timedelta(kind.notice)
    else:
        days = calendar.count(announced_on, session_on)
        last_day = _last_day(session_on, kind.notice, calendar)
    announce_by = calendar.add(last_day + timedelta(1), -1)
    return Notice(
        days, kind.notice, kind.notice_in_calendar_days, announced_on, last_day, announce_by, kind.notice_rule
    )


def results_of(kind: EventType, held_on: date, published_on: date | None, calendar: WorkingCalendar) -> Results:
    """Calendar days; a period that would end on a day off ends on the next working day (BLDS 2015, Đ.148)."""
    return Results(calendar.end_of_period(held_on, kind.results_days), published_on)


def default_cutoff(
    starts_at: datetime, calendar: WorkingCalendar, at: datetime, rule: ClockRule = CLOCKS[Clock.QUESTIONS_CLOSE]
) -> datetime:
    """When questions close if nobody says otherwise; a forum planned later than that closes as it starts."""
    cutoff = at_local(rule.latest_before(day_of(starts_at), calendar), CUTOFF_TIME)
    return cutoff if cutoff > at else starts_at


def _last_day(session_on: date, working_days: int, calendar: WorkingCalendar) -> date:
    """The latest day from which so many working days lie up to the session, that day included."""
    return calendar.add(session_on + timedelta(1), -working_days) - timedelta(1)
