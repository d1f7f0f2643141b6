"""Taking an act back before anything was published: an assignment, an admission, a rejection, an approval.

Every act here needs a reason. What was written stays: rows of assignments, drafts, and the journal of both ways.
"""

from datetime import datetime
from typing import Any

from app import post
from app.access import Viewer
from app.database import Statement, atomic
from app.errors import require_words
from questions import seeing, undo_letters
from questions.answers.drafting import ASKER, COMMENT
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerAct
from questions.answers.stopping import stop_answer
from questions.answers.tables import Answer
from questions.clocks.requests import lapse_extension
from questions.merging.askers import letters_to
from questions.merging.joining import part
from questions.moving import move_answer, move_question
from questions.parts.asking import end_parts
from questions.policy import QuestionFacts
from questions.staff_readers import speakers
from questions.states import QuestionAct, Visibility
from questions.tables import Question
from questions.wording import refresh_words

WITHDRAW = Statement(
    "UPDATE assignment SET state = 'withdrawn' WHERE question = {} AND state IN ('offered', 'accepted')"
    " RETURNING id, unit"
)
NOT_APPROVED: dict[Any, Any] = {
    Answer.approver: None,
    Answer.approved_at: None,
    Answer.publish_at: None,
    Answer.signer_title: "",
    Answer.own_approval_reason: "",
}


@atomic
async def unassign(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Take a question back from its units. Their drafts stay; the date promised to the asker does not move."""
    require_words(reason)
    unit_id = question.lead_unit_id
    await move_question(
        question,
        QuestionAct.UNASSIGN,
        by=by,
        at=at,
        values={Question.lead_unit: None, Question.internal_due_on: None},
        reason=reason,
        unit=unit_id,
    )
    await stop_answer(question.id, reason, by=by, at=at)
    await lapse_extension(question.id, at)
    await end_parts(question.id, by=by, at=at, by_letter=False)
    for assignment in await WITHDRAW.all(question.id):
        await _tell_unit(question, assignment, reason, at)


async def _tell_unit(question: QuestionFacts, assignment: dict[str, Any], reason: str, at: datetime) -> None:
    asked = await ASKER.one(question.id)
    assert asked is not None
    for reader in await speakers(assignment["unit"], reported_unit_id=question.reported_unit_id, at=at):
        letter = undo_letters.unassigned(
            to=reader.email,
            name=reader.name,
            code=question.code,
            summary=asked["summary"],
            reason=reason,
            language=reader.language,
            key=f"unassigned {assignment['id']} {reader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


@atomic
async def reconsider(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Look again at a question that was accepted, or not, by mistake. Its asker is told why."""
    require_words(reason)
    values: dict[Any, Any] = {
        Question.rejection: "",
        Question.rejection_text: "",
        Question.appeal_until: None,
        Question.dispute_until: None,
    }
    if seeing.is_public(question):  # everyone could read it since it was accepted
        values[Question.visibility] = Visibility.TAKEN_OFF.value
    await move_question(
        question,
        QuestionAct.RECONSIDER,
        by=by,
        at=at,
        values=values,
        reason=reason,
    )
    await part(question, by=by, at=at)
    await refresh_words(question.id)
    for asker in await letters_to(question.id):
        letter = undo_letters.reconsidered(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            reason=reason,
            language=asker.language,
            key=f"reconsidered {asker.code} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", asker.id), at=at)


@atomic
async def recall(answer: AnswerFacts, reason: str, *, by: Viewer, at: datetime) -> None:
    """Make a draft again of an answer that waits for approval, or was approved and is not published."""
    require_words(reason)
    await move_answer(answer, AnswerAct.RECALL, by=by, at=at, values=NOT_APPROVED, reason=reason)
    await COMMENT(answer.id, by.person_id, "recalled", reason, at)
