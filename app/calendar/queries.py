"""The calendar of this office, as the database has it now."""

from app.calendar.working_days import DayKind, Override, WorkingCalendar, calendar_with
from app.database import Statement

OVERRIDES = Statement("SELECT day, kind, note, source FROM calendar_override ORDER BY day LIMIT 2000")

_kept: tuple[tuple[Override, ...], WorkingCalendar] = ((), calendar_with())


async def overrides() -> tuple[Override, ...]:
    """Every day that the office itself declared, in order."""
    rows = await OVERRIDES.all()
    return tuple(Override(row["day"], DayKind(row["kind"]), row["note"], row["source"]) for row in rows)


async def load_calendar() -> WorkingCalendar:
    """The shipped calendar with the office's overrides.

    Reads the few overrides each time, so another process's change is seen at once; the calendar
    with its counted years is kept for as long as they stay the same.
    """
    global _kept
    declared = await overrides()
    if declared != _kept[0]:
        _kept = (declared, calendar_with(declared))
    return _kept[1]
