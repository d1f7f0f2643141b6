"""The leader's yes or no to an answer that waits for approval."""

from datetime import datetime

from app import post
from app.access import Viewer
from app.database import atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from questions import agency_letters
from questions.answers import policy as answer_policy
from questions.answers.drafting import COMMENT
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerAct
from questions.answers.tables import Answer
from questions.clearance.clearing import tell_clearance
from questions.facts import answer_facts
from questions.moving import STALE, move_answer
from questions.staff_readers import colleague


@atomic
async def return_to_drafter(answer: AnswerFacts, comment: str, *, by: Viewer, at: datetime) -> None:
    """Give the draft back with a comment; whoever wrote it is told. Raises Invalid without a comment."""
    if not comment.strip():
        raise Invalid(_("Please write what should change."), {"comment": _("Please write the comment.")})
    await move_answer(answer, AnswerAct.RETURN, by=by, at=at, reason=comment)
    await COMMENT(answer.id, by.person_id, "returned", comment, at)
    for person_id in answer.author_ids - {by.person_id}:
        writer = await colleague(person_id, reported_unit_id=answer.question.reported_unit_id, at=at)
        if writer is None:
            continue
        letter = agency_letters.returned(
            to=writer.email,
            name=writer.name,
            code=answer.question.code,
            by=by.name,
            comment=comment,
            language=writer.language,
            key=f"returned {answer.id} {answer.version} {person_id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", answer.question.id), at=at)


@atomic
async def approve(
    answer: AnswerFacts,
    *,
    reason: str = "",
    signer_title: str = "",
    by: Viewer,
    at: datetime,
) -> None:
    """Approve a draft that somebody else wrote. The only leader of a unit may approve an own one, with a reason.

    The answer to a flagged question goes to clearance from here.
    """
    answer = await _as_stored(answer)
    needs_reason = answer_policy.needs_reason_to_approve(by, answer)
    if needs_reason and not reason.strip():
        raise Invalid(
            _("You are the only leader of your unit and wrote this answer yourself. Please write why you approve it."),
            {"reason": _("Please give the reason.")},
        )
    values = {
        Answer.approver: by.person_id,
        Answer.approved_at: at,
        Answer.signer_title: signer_title,
        Answer.own_approval_reason: reason if needs_reason else "",
    }
    act = AnswerAct.PASS_ON if answer.question.needs_clearance else AnswerAct.APPROVE
    await move_answer(
        answer,
        act,
        by=by,
        at=at,
        values=values,
        reason=reason,
        own_draft=needs_reason,
    )
    if act is AnswerAct.PASS_ON:
        await tell_clearance(answer, at)


async def _as_stored(seen: AnswerFacts) -> AnswerFacts:
    """The answer with those who wrote on it by now: `seen` is as old as the request that was slow to arrive."""
    stored = await answer_facts(seen.id)
    if stored.version != seen.version:
        raise Conflict(STALE)
    return stored
