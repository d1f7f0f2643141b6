"""The chair's office clears an answer that its unit approved; a coordinator skips that, with a reason."""

from datetime import datetime
from typing import NamedTuple

from app import post
from app.access import Role, Viewer
from app.database import Insert, Statement, atomic
from app.errors import Invalid
from app.i18n import Sentence as _
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerAct
from questions.clearance import letters
from questions.clearance.tables import ClearanceRuling
from questions.moving import move_answer
from questions.staff_readers import staff

RULE = Insert(ClearanceRuling, "answer", "ruling", "reason", "person", "ruled_at")
# What was ruled before the unit approved it anew counts no more.
LAST = Statement(
    "SELECT clearance_ruling.ruling, clearance_ruling.reason, clearance_ruling.ruled_at, person.name AS person"
    " FROM clearance_ruling JOIN answer ON answer.id = clearance_ruling.answer"
    " LEFT JOIN person ON person.id = clearance_ruling.person"
    " WHERE clearance_ruling.answer = {} AND clearance_ruling.ruled_at >= answer.approved_at"
    " ORDER BY clearance_ruling.id DESC LIMIT 1"
)


class Cleared(NamedTuple):
    """`ruling` is "cleared" or "skipped"."""

    ruling: str
    reason: str
    at: datetime
    person: str | None


@atomic
async def clear(answer: AnswerFacts, *, by: Viewer, at: datetime) -> None:
    """The second approval; nobody gives it who wrote the answer or approved it in its unit."""
    await move_answer(answer, AnswerAct.CLEAR, by=by, at=at)
    await RULE(answer.id, "cleared", "", by.person_id, at)


@atomic
async def skip_clearance(answer: AnswerFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Go on without clearance; the reason is journaled and stands beside the answer until it is published."""
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    await move_answer(answer, AnswerAct.SKIP_CLEARANCE, by=by, at=at, reason=reason)
    await RULE(answer.id, "skipped", reason, by.person_id, at)


async def tell_clearance(answer: AnswerFacts, at: datetime) -> None:
    """Ask those who clear for the organising unit, inside the transaction of the unit's approval."""
    question = answer.question
    reported = question.reported_unit_id
    for reader in await staff(question.organiser_id, Role.CLEARANCE, reported_unit_id=reported, at=at):
        letter = letters.to_clear(
            to=reader.email,
            name=reader.name,
            code=question.code,
            answer_id=answer.id,
            language=reader.language,
            key=f"clear {answer.id} {answer.version} {reader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


async def cleared_of(answer_id: int) -> Cleared | None:
    """How the present text came through clearance; None where it was not there."""
    row = await LAST.one(answer_id)
    return Cleared(row["ruling"], row["reason"], row["ruled_at"], row["person"]) if row else None
