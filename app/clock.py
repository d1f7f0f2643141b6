"""The one clock: instants are aware UTC datetimes, days are dates in Asia/Ho_Chi_Minh."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def local(at: datetime) -> datetime:
    """The same instant on a Vietnamese wall clock."""
    return at.astimezone(VIETNAM)


def day_of(at: datetime) -> date:
    """The Vietnamese calendar day of an instant; deadlines compare by this day."""
    return at.astimezone(VIETNAM).date()


def at_local(day: date, at: time = time(0)) -> datetime:
    """The UTC instant of a wall-clock time on a Vietnamese day."""
    return datetime.combine(day, at, tzinfo=VIETNAM).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The UTC instant at which a Vietnamese day ends (24:00)."""
    return at_local(day + timedelta(days=1))
