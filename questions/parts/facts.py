"""Reading what the rules need to know of a part, and the parts of a question as one sees them beside the draft."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from app.access import Role
from app.clock import now
from app.database import Statement
from app.database.json import load
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.units import directory
from questions.facts import question_facts_by_id
from questions.parts.policy import PartFacts
from questions.parts.states import PartState
from questions.policy import QuestionFacts
from questions.staff_readers import members

COLUMNS = "SELECT id, question, unit, state, version, authors, due_on FROM answer_part"
BY_ID = Statement(COLUMNS + " WHERE id = {}")
OF_QUESTION = Statement(COLUMNS + " WHERE question = {} ORDER BY id LIMIT 100")
WHOLE = Statement(
    "SELECT answer_part.id, answer_part.words, answer_part.body, answer_part.comment, answer_part.asked_at,"
    " answer_part.delivered_at, answer_part.own_approval_reason, asker.name AS asked_by, person.name AS approver"
    " FROM answer_part LEFT JOIN person AS asker ON asker.id = answer_part.asked_by"
    " LEFT JOIN person ON person.id = answer_part.approver"
    " WHERE answer_part.question = {} ORDER BY answer_part.id LIMIT 100"
)


@dataclass(frozen=True)
class PartView:
    """One part as a page shows it; who may read `body` is asked of `policy.may_read_part`."""

    facts: PartFacts
    unit: str
    words: str
    body: str
    comment: str
    asked_by: str
    asked_at: datetime
    delivered_at: datetime | None
    approver: str | None
    own_approval_reason: str

    @property
    def id(self) -> int:
        return self.facts.id

    @property
    def state(self) -> PartState:
        return self.facts.state

    @property
    def due_on(self) -> date | None:
        return self.facts.due_on

    @property
    def path(self) -> str:
        return f"/desk/parts/{self.facts.id}"


async def part_facts(part_id: int) -> PartFacts:
    """Raises NotFound for an unknown id."""
    row = await BY_ID.one(part_id)
    if row is None:
        raise NotFound(_("There is no such part."))
    return await _facts(row, await question_facts_by_id(row["question"]))


async def parts_of(question: QuestionFacts) -> list[PartView]:
    """Every part that was asked for, the first one first."""
    rows = await OF_QUESTION.all(question.id)
    if not rows:
        return []
    units, whole = await directory(), {row["id"]: row for row in await WHOLE.all(question.id)}
    return [
        PartView(
            facts=await _facts(row, question),
            unit=units.short_name(units.resolve(row["unit"])),
            **{
                name: whole[row["id"]][name]
                for name in (
                    *("words", "body", "comment", "asked_at", "delivered_at", "approver", "own_approval_reason"),
                )
            },
            asked_by=whole[row["id"]]["asked_by"] or "Đối thoại",
        )
        for row in rows
    ]


async def _facts(row: dict[str, Any], question: QuestionFacts) -> PartFacts:
    return PartFacts(
        id=row["id"],
        question=question,
        unit_id=row["unit"],
        state=PartState(row["state"]),
        author_ids=frozenset(cast("list[int]", load(row["authors"]))),
        version=row["version"],
        due_on=row["due_on"],
        approvers=len(await members(row["unit"], Role.APPROVER, reported_unit_id=question.reported_unit_id, at=now())),
        parent_unit_id=(await directory()).parents.get(row["unit"]),
    )
