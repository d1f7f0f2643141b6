"""Forms without the web: typed values from posted text, and problems beside their fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from app.clock import VIETNAM
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.text import clean_line, clean_text

Posted = Mapping[str, Sequence[str]]
V = TypeVar("V")
CLOCK_SLACK = timedelta(minutes=5)


@dataclass
class Reader:
    """Reads one posted form; every getter notes its problem and returns a usable empty value.

    `typed` keeps what the person wrote, so a page can show it again unchanged.
    """

    posted: Posted
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    def _raw(self, name: str) -> str:
        values = self.posted.get(name) or ("",)
        return values[-1]

    def line(self, name: str, *, required: bool = False, most: int = 200, why: Sentence | None = None) -> str:
        """One line of text of at most `most` characters."""
        return self._checked(name, clean_line(self._raw(name)), required, most, why)

    def text(self, name: str, *, required: bool = False, most: int = 10_000, why: Sentence | None = None) -> str:
        """Text of several lines, of at most `most` characters."""
        return self._checked(name, clean_text(self._raw(name)), required, most, why)

    def _checked(self, name: str, value: str, required: bool, most: int, why: Sentence | None) -> str:
        self.typed[name] = value
        if required and not value:
            self.problem(name, why or _("Please fill this in."))
        elif len(value) > most:
            self.problem(
                name, _("Please keep this to %(most)s characters; it has %(length)s.", most=most, length=len(value))
            )
        return value

    def ticked(self, name: str) -> bool:
        ticked = self._raw(name) in {"on", "1", "true", "yes"}
        self.typed[name] = "on" if ticked else ""
        return ticked

    def choice(self, name: str, choices: Sequence[str], *, required: bool = True) -> str:
        """One of `choices`, or "" when none was made and none is required."""
        value = clean_line(self._raw(name))
        self.typed[name] = value
        if value in choices:
            return value
        if required or value:
            self.problem(name, _("Please choose one of the list."))
        return ""

    def number(self, name: str, *, required: bool = False, least: int = 0, most: int = 2**31 - 1) -> int | None:
        value = clean_line(self._raw(name))
        self.typed[name] = value
        if not value:
            if required:
                self.problem(name, _("Please fill this in."))
            return None
        if not (value.isascii() and value.isdigit() and len(value) < 11 and least <= int(value) <= most):
            self.problem(name, _("Please enter a whole number from %(least)s to %(most)s.", least=least, most=most))
            return None
        return int(value)

    def numbers(self, name: str) -> list[int]:
        """Every ticked id of a list of boxes; anything that is no id is passed over."""
        values = self.posted.get(name, ())
        found = [value for value in values if value.isascii() and value.isdigit() and len(value) < 10]
        self.typed[name] = ",".join(found)
        return [int(value) for value in found]

    def day(self, name: str, *, required: bool = False) -> date | None:
        """A day, as a date field sends it (2026-09-05) or as people write it (05/9/2026)."""
        return self._parsed(name, required, read_day, _("Please enter a date like 05/9/2026."))

    def moment(self, name: str, *, required: bool = False) -> datetime | None:
        """A wall-clock time in Vietnam (2026-09-05T08:30), as an aware datetime."""
        return self._parsed(name, required, read_moment, _("Please enter a date and time like 05/9/2026 08:30."))

    def past_moment(self, name: str, at: datetime, *, required: bool = False) -> datetime | None:
        """The same of what has happened by `at`; clocks may differ by some minutes."""
        found = self.moment(name, required=required)
        if found is not None and found > at + CLOCK_SLACK:
            self.problem(name, _("This moment has not come yet."))
        return found

    def _parsed(self, name: str, required: bool, read: Callable[[str], V | None], why: Sentence) -> V | None:
        value = clean_line(self._raw(name))
        self.typed[name] = value
        if not value:
            if required:
                self.problem(name, _("Please fill this in."))
            return None
        found = read(value)
        if found is None:
            self.problem(name, why)
        return found

    def problem(self, name: str, sentence: Sentence) -> None:
        """Note the first problem of a field; later ones would only repeat it."""
        self.problems.setdefault(name, sentence)


def read_day(value: str) -> date | None:
    """A date from ISO or Vietnamese writing; years from 1900 to 2999."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            found = datetime.strptime(value, pattern).date()
        except ValueError:
            continue
        return found if 1900 <= found.year <= 2999 else None
    return None


def read_moment(value: str) -> datetime | None:
    """A wall-clock time in Vietnam as an aware datetime."""
    day_part, _separator, time_part = value.replace("T", " ").partition(" ")
    day = read_day(day_part)
    if day is None:
        return None
    for pattern in ("%H:%M", "%H:%M:%S"):
        try:
            clock = datetime.strptime(time_part.strip(), pattern).time() if time_part else time(0)
        except ValueError:
            continue
        return datetime.combine(day, clock, tzinfo=VIETNAM)
    return None
