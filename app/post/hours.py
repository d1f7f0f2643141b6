"""When letters of the clock may leave: by day, in Vietnam. What somebody has just done is told at once. Pure."""

from datetime import datetime, time, timedelta

from app.clock import at_local, day_of, local

FIRST, LAST = time(7), time(20)


def is_day(at: datetime) -> bool:
    """Whether this moment lies between seven in the morning and eight in the evening, in Vietnam."""
    return FIRST <= local(at).time() < LAST


def by_day(at: datetime) -> datetime:
    """This moment, or the next morning when it lies in the night."""
    if is_day(at):
        return at
    day = day_of(at)
    return at_local(day if local(at).time() < FIRST else day + timedelta(days=1), FIRST)
