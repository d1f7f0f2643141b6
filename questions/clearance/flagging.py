"""Flagging a question: its answer is cleared by the chair's office before it is published."""

from datetime import datetime

from app.access import Viewer
from app.database import Statement, atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from app.journal.queries import Entry, history
from questions import journal
from questions.clearance import policy
from questions.facts import answer_of, question_facts_by_id
from questions.moving import STALE, refuse
from questions.policy import QuestionFacts, coordinates

FLAG = Statement("UPDATE question SET needs_clearance = {} WHERE id = {} AND needs_clearance <> {} RETURNING id")


@atomic
async def flag(question: QuestionFacts, reason: str, *, needs_clearance: bool, by: Viewer, at: datetime) -> None:
    """Say, with a reason, that the answer needs clearance, or needs it no more."""
    if not reason.strip():
        raise Invalid(_("Please give the reason."), {"reason": _("Please give the reason.")})
    question = await question_facts_by_id(question.id)
    refuse(policy.why_not_flag(by, question, await answer_of(question)), is_stale=coordinates(by, question))
    if await FLAG.one(needs_clearance, question.id, needs_clearance) is None:
        raise Conflict(STALE)
    await journal.record(
        "question.flag" if needs_clearance else "question.unflag",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        reason=reason,
    )


async def flag_of(question: QuestionFacts) -> Entry | None:
    """Who flagged it last, when and why, for whoever clears its answer."""
    flags = [entry for entry in await history("question", question.id) if entry.act == "question.flag"]
    return flags[-1] if flags else None
