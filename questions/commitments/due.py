"""From how a due date was said to the last day of the work. Pure but for the calendar that is passed in."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.commitments.states import DueWording


class Calendar(Protocol):
    def add(self, start: date, working_days: int) -> date: ...


@dataclass(frozen=True)
class Due:
    """As it was said: a `day` for before/by, working `days` for within, a `day_of_month` for monthly."""

    wording: DueWording
    day: date | None = None
    days: int | None = None
    day_of_month: int | None = None

    def problem(self) -> Sentence | None:
        """What is missing, or None."""
        if self.wording in (DueWording.BEFORE, DueWording.BY) and self.day is None:
            return _("Please enter the day.")
        if self.wording is DueWording.WITHIN and not self.days:
            return _("Please enter the number of working days.")
        if self.wording is DueWording.MONTHLY and not self.day_of_month:
            return _("Please enter the day of the month, from 1 to 28.")
        return None

    def is_over_on(self, said_on: date) -> bool:
        """Whether the day that was said had gone by on the day of the words: "before today" is yesterday."""
        if self.day is None:
            return False
        return (self.day - timedelta(days=1) if self.wording is DueWording.BEFORE else self.day) < said_on

    def last_day(self, said_on: date, calendar: Calendar) -> date:
        """The last day of the work. "Before the 30th" ends with the 29th; the day of the words is not counted."""
        if self.wording is DueWording.WITHIN:
            assert self.days is not None
            return calendar.add(said_on, self.days)
        if self.wording is DueWording.MONTHLY:
            assert self.day_of_month is not None
            return next_month_day(said_on, self.day_of_month)
        assert self.day is not None
        return self.day - timedelta(days=1) if self.wording is DueWording.BEFORE else self.day


def next_month_day(after: date, day_of_month: int) -> date:
    """The first day with this number that lies after `after`; numbers stop at 28, which every month has."""
    this_month = after.replace(day=day_of_month)
    if this_month > after:
        return this_month
    return (after.replace(day=1) + timedelta(days=32)).replace(day=day_of_month)
