"""The demo's own clock: days counted in working days from the day of the run."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.calendar.working_days import WorkingCalendar
from app.clock import at_local, day_of


@dataclass(frozen=True)
class Days:
    """`now` is the moment of the run; nothing of the story happens after it."""

    now: datetime
    calendar: WorkingCalendar

    @property
    def today(self) -> date:
        return day_of(self.now)

    def day(self, working_days: int) -> date:
        """The day so many working days from today (0 is today, whatever day it is)."""
        return self.calendar.add(self.today, working_days) if working_days else self.today

    def at(self, working_days: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment on that day; for the story's past it is never later than now."""
        moment = at_local(self.day(working_days), time(hour, minute))
        return min(moment, self.now - timedelta(seconds=1)) if working_days <= 0 else moment
