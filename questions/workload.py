"""What each unit has in hand, of what this person may see: the numbers lead to the lists that they count."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.access import Role, Viewer
from app.database import Statement
from app.people.units import directory
from questions.queries import IS_OPEN, visible_to

SEEN_BY = (Role.COORDINATOR, Role.FOCAL, Role.APPROVER)


@dataclass(frozen=True)
class Load:
    """Open questions that this unit (id) leads; `soon` and `overdue` are some of them."""

    unit_id: int
    unit: str
    open: int
    soon: int
    overdue: int

    @property
    def path(self) -> str:
        return f"/desk/questions?unit={self.unit_id}&late="


async def workload(viewer: Viewer, today: date, soon: date) -> list[Load]:
    """The units with open questions, most overdue first; `soon` is the last day that counts as due soon.

    Merged units are counted with their successor. Empty for whoever neither shares work out nor answers for a unit.
    """
    if not viewer.has_any(*SEEN_BY):
        return []
    seen, units = IS_OPEN & visible_to(viewer), await directory()
    found: dict[int, Counter[str]] = {}
    for row in await _counting(seen.sql).all(today, soon, today, *seen.values):
        found.setdefault(units.resolve(row.pop("unit")), Counter()).update(row)
    loads = [Load(unit_id, units.short_name(unit_id), **numbers) for unit_id, numbers in found.items()]
    return sorted(loads, key=lambda load: (-load.overdue, -load.open, load.unit))


@lru_cache(maxsize=256)
def _counting(where: str) -> Statement:
    return Statement(
        "SELECT question.lead_unit AS unit, count(*) AS open,"  # noqa: S608 - words of our rules
        " sum(CASE WHEN question.due_on BETWEEN {} AND {} THEN 1 ELSE 0 END) AS soon,"
        " sum(CASE WHEN question.due_on < {} THEN 1 ELSE 0 END) AS overdue"
        f" FROM question WHERE question.lead_unit IS NOT NULL AND {where} GROUP BY question.lead_unit",
        slow=True,
    )
