"""The parts that wait: for those who write and approve them, and the late ones for those who need them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from app.access import Role, Viewer
from app.clock import now
from app.database import Statement
from app.database.json import load
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from questions.askers.veiling import shown_summary
from questions.conditions import Condition, any_of, not_reported, one_of
from questions.parts.states import PartState
from questions.staff_readers import members

MOST = 100
# What is waited for, of a question that is being answered.
WAITS = "answer_part.state IN ('writing', 'in_review') AND question.state IN ('offered', 'in_progress')"
C, F, D, L = Role.COORDINATOR, Role.FOCAL, Role.DRAFTER, Role.APPROVER


@dataclass(frozen=True)
class WaitingPart:
    """One part in a list of My work."""

    id: int
    unit_id: int
    unit: str
    state: PartState
    due_on: date
    author_ids: frozenset[int]
    code: str
    summary: str | Sentence
    lead_unit_id: int | None
    organiser_id: int
    reported_unit_id: int | None

    @property
    def path(self) -> str:
        return f"/desk/parts/{self.id}"


@dataclass(frozen=True)
class PartGroup:
    """`waits` finds the parts of this group for a person on a day; `path` lists them, where a list does."""

    key: str
    title: Sentence
    waits: Callable[[Viewer, WaitingPart, date], bool]
    path: str = ""


def _writes(viewer: Viewer, part: WaitingPart, _today: date) -> bool:
    return part.state is PartState.WRITING and part.unit_id in viewer.units(F, D)


def _approves(viewer: Viewer, part: WaitingPart, _today: date) -> bool:
    units = viewer.units(L)
    return part.state is PartState.IN_REVIEW and (part.unit_id in units or viewer.parents.get(part.unit_id, 0) in units)


def _misses(viewer: Viewer, part: WaitingPart, today: date) -> bool:
    """Late, for those who need it, and for the leaders of the unit that owes it."""
    needs = part.lead_unit_id in viewer.units(F, D, L) or part.organiser_id in viewer.units(C)
    return part.due_on < today and (needs or part.unit_id in viewer.units(L))


PART_GROUPS: tuple[PartGroup, ...] = (
    PartGroup("write", _("Parts to write for another unit's answer"), _writes),
    PartGroup("approve", _("Parts to approve"), _approves),
    PartGroup("late", _("Late parts of units"), _misses, "/desk/questions?late=part"),
)


async def waiting_parts(viewer: Viewer) -> list[WaitingPart]:
    """The open parts that this person writes, approves or waits for, the most urgent first."""
    under = {child for child, parent in viewer.parents.items() if viewer.has(L, parent)}
    mine = any_of(
        one_of("answer_part.unit", viewer.units(F, D, L) | under),
        one_of("question.lead_unit", viewer.units(F, D, L)),
        one_of("question.organiser", viewer.units(C)),
    )
    if not mine.values:
        return []
    mine = mine & not_reported(viewer)
    units = await directory()
    found = [
        WaitingPart(
            **{name: value for name, value in row.items() if name not in ("public_summary", "asker_seen_by")}
            | {
                "summary": shown_summary(row, viewer),
                "unit": units.short_name(units.resolve(row["unit_id"])),
                "state": PartState(row["state"]),
                "author_ids": frozenset(cast("list[int]", load(row["author_ids"]))),
            }
        )
        for row in await _finding(mine.sql).all(*mine.values)
    ]
    return [part for part in found if not await _only_wrote(viewer, part)]


async def _only_wrote(viewer: Viewer, part: WaitingPart) -> bool:
    """It awaits another leader's eyes, not those of this one who wrote it."""
    if part.state is not PartState.IN_REVIEW or viewer.person_id not in part.author_ids:
        return False
    leaders = await members(part.unit_id, L, reported_unit_id=part.reported_unit_id, at=now())
    return len(leaders) > 1


@lru_cache(maxsize=256)
def _finding(where: str) -> Statement:
    return Statement(
        "SELECT answer_part.id, answer_part.unit AS unit_id, answer_part.state, answer_part.due_on,"  # noqa: S608
        " answer_part.authors AS author_ids, question.code, question.summary,"
        " question.public_summary, question.asker_seen_by, question.lead_unit AS lead_unit_id,"
        " question.organiser AS organiser_id, question.reported_unit AS reported_unit_id"
        " FROM answer_part JOIN question ON question.id = answer_part.question"
        f" WHERE {WAITS} AND ({where}) ORDER BY answer_part.due_on, answer_part.id LIMIT {MOST}"
    )


def has_late_part(today: date, unit_ids: Collection[int] = ()) -> Condition:
    """The questions that wait for a late part, of one of these units where any are named."""
    of_units = one_of("answer_part.unit", unit_ids) if unit_ids else Condition("1 = 1")
    return Condition(
        "question.state IN ('offered', 'in_progress') AND question.id IN (SELECT answer_part.question FROM answer_part"  # noqa: S608
        f" WHERE answer_part.state IN ('writing', 'in_review') AND answer_part.due_on < {{}} AND {of_units.sql})",
        (today, *of_units.values),
    )


async def late_units(question_ids: Collection[int], today: date) -> dict[int, list[tuple[str, date]]]:
    """(unit, since when) of the late parts of these questions."""
    if not question_ids:
        return {}
    units, chosen = await directory(), one_of("answer_part.question", question_ids)
    late: dict[int, list[tuple[str, date]]] = {}
    for row in await _late(chosen.sql).all(*chosen.values, today):
        late.setdefault(row["question"], []).append((units.short_name(units.resolve(row["unit"])), row["due_on"]))
    return late


@lru_cache(maxsize=256)
def _late(where: str) -> Statement:
    return Statement(
        "SELECT answer_part.question, answer_part.unit, answer_part.due_on FROM answer_part JOIN question"  # noqa: S608
        f" ON question.id = answer_part.question WHERE {WAITS} AND {where} AND answer_part.due_on < {{}}"
        " ORDER BY answer_part.due_on, answer_part.id"
    )
