"""The calendar and the day counts of this office, as the database has them now."""

from dataclasses import replace
from typing import Any

from app.calendar.clocks import CLOCKS, Clock, ClockRule, DayUnit
from app.calendar.special import SpecialCount
from app.calendar.working_days import DayKind, Override, WorkingCalendar, calendar_with
from app.database import Statement
from app.i18n import Bilingual

OVERRIDES = Statement("SELECT day, kind, note, source FROM calendar_override ORDER BY day LIMIT 2000")
CLOCK_OVERRIDES = Statement("SELECT clock, number, basis FROM clock_override ORDER BY clock LIMIT 200")
VERSION = Statement("SELECT max(id) AS version FROM calendar_change")
SPECIAL = Statement(
    "SELECT id, clock, event_type, field_id, unit_id, number, day_unit AS unit, shortened, basis FROM special_count"
    " ORDER BY id LIMIT 500"
)

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


async def calendar_version() -> int:
    """The version of the office's calendar: it grows with every day that is declared or forgotten."""
    row = await VERSION.one()
    return int(row["version"] or 0) if row else 0


async def load_clocks() -> dict[Clock, ClockRule]:
    """Every day count: as it ships, or as this office changed it. Dates that were set already keep theirs."""
    changed = {row["clock"]: row for row in await CLOCK_OVERRIDES.all()}
    return {clock: _changed(rule, changed.get(clock.value)) for clock, rule in CLOCKS.items()}


async def special_counts() -> tuple[SpecialCount, ...]:
    """Every day count that differs by type of forum, field or unit, oldest first."""
    return tuple(
        SpecialCount(**row | {"clock": Clock(row["clock"]), "unit": DayUnit(row["unit"])})
        for row in await SPECIAL.all()
    )


def _changed(rule: ClockRule, row: dict[str, Any] | None) -> ClockRule:
    return replace(rule, number=row["number"], basis=Bilingual(row["basis"])) if row else rule
