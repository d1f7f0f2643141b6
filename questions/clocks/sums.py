"""How often and for how long the units that answer stopped their clocks or had more time: sums, no question's text."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from functools import cache

from app.access import Viewer
from app.database import Statement
from app.people.directory import Directory, UnitRow
from questions.conditions import not_reported

SUMS = (
    "SELECT COALESCE(clock_event.lead_unit, question.lead_unit) AS unit,"
    " sum(CASE WHEN clock_event.kind = 'paused' THEN 1 ELSE 0 END) AS pauses,"
    " sum(CASE WHEN clock_event.kind = 'resumed' THEN clock_event.days ELSE 0 END) AS paused_days,"
    " sum(CASE WHEN clock_event.kind = 'extended' THEN 1 ELSE 0 END) AS extensions,"
    " sum(CASE WHEN clock_event.kind = 'held' THEN 1 ELSE 0 END) AS first_answers"
    " FROM clock_event JOIN question ON question.id = clock_event.question"
    " WHERE clock_event.kind IN ('paused', 'resumed', 'extended', 'held')"
    " AND COALESCE(clock_event.lead_unit, question.lead_unit) IS NOT NULL"
    " AND clock_event.happened_on >= {} AND clock_event.happened_on < {}"
    " AND (HIDDEN) GROUP BY 1 ORDER BY 1"
)


@dataclass(frozen=True)
class ClockSums:
    """`paused_days` are working days of pauses that ended."""

    pauses: int = 0
    paused_days: int = 0
    extensions: int = 0
    first_answers: int = 0

    def __add__(self, other: "ClockSums") -> "ClockSums":
        return ClockSums(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(ClockSums)))


async def clock_sums(
    unit_ids: Collection[int], units: Directory, since: date, until: date, *, viewer: Viewer
) -> list[tuple[UnitRow, ClockSums]]:
    """By the unit that was to answer then, or its successor, of these units only; from `since` to before `until`.

    A report on officials is not counted for those from whose unit it stays hidden.
    """
    hidden = not_reported(viewer)
    found: dict[int, ClockSums] = {}
    for row in await _sums(hidden.sql).all(since, until, *hidden.values):
        unit_id = units.resolve(row.pop("unit"))
        if unit_id in unit_ids:
            found[unit_id] = found.get(unit_id, ClockSums()) + ClockSums(**row)
    return [(units[unit_id], sums) for unit_id, sums in found.items() if sums != ClockSums()]


@cache
def _sums(hidden: str) -> Statement:
    """Compiled once for each number of own units."""
    return Statement(SUMS.replace("HIDDEN", hidden), slow=True)
