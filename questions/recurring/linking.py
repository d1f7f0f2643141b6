"""Confirming that a question raises an earlier matter again, and taking that back."""

from datetime import datetime

from app.access import Viewer
from app.database import Duplicate, Insert, Statement, atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from questions import journal
from questions.facts import question_facts_by_id
from questions.moving import STALE, refuse
from questions.policy import QuestionFacts, coordinates
from questions.recurring.policy import why_not_link
from questions.recurring.tables import Recurrence

ADD = Insert(Recurrence, "question", "earlier", "person", "confirmed_at", "ended_reason")
PUT_AT = Statement("SELECT happened_at FROM question WHERE id = {}")
END = Statement(
    "UPDATE recurrence SET ended_at = {}, ended_reason = {} WHERE question = {} AND ended_at IS NULL RETURNING earlier"
)


async def link(question: QuestionFacts, earlier: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    """Confirm that the question raises the matter of the earlier one again. Raises Conflict when it is linked."""
    try:
        await _link(question, earlier, by=by, at=at)
    except Duplicate as known:
        raise Conflict(_("This question is linked with an earlier one already.")) from known


@atomic
async def _link(question: QuestionFacts, earlier: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    question, earlier = await question_facts_by_id(question.id), await question_facts_by_id(earlier.id)
    put_at, earlier_put_at = [await _put_at(each.id) for each in (question, earlier)]
    refuse(why_not_link(by, question, put_at, earlier, earlier_put_at), is_stale=coordinates(by, question))
    await ADD(question.id, earlier.id, by.person_id, at, "")
    await journal.record(
        "question.recur",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        after={"earlier": earlier.code},
    )


@atomic
async def unlink(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Take back that it is the same matter, with the reason."""
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    question = await question_facts_by_id(question.id)
    refuse(None if coordinates(by, question) else _("Only a coordinator of the organising unit may do this."),
           is_stale=False)  # fmt: skip
    row = await END.one(at, reason, question.id)
    if row is None:
        raise Conflict(STALE)
    earlier = await question_facts_by_id(row["earlier"])
    await journal.record(
        "question.unrecur",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        after={"earlier": earlier.code},
        reason=reason,
    )


async def _put_at(question_id: int) -> datetime:
    row = await PUT_AT.one(question_id)
    assert row is not None
    put_at: datetime = row["happened_at"]
    return put_at
