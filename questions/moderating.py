"""The coordinator's first look: accept with kind, competence and field, word the public text, or decline to take it."""

from dataclasses import dataclass
from datetime import datetime

from app import journal, post
from app.access import Viewer
from app.database import Statement, atomic
from app.errors import NotAllowed
from questions import letters, policy
from questions.moving import move_question
from questions.policy import QuestionFacts
from questions.states import Competence, Kind, QuestionAct, Rejection, Visibility
from questions.tables import Question
from questions.wording import refresh_words

ASKER = Statement(
    "SELECT name, email, language, summary, code FROM question WHERE id = {}"
)
TEXT = Statement(
    "SELECT public_summary, public_detail, public_asker, visibility FROM question WHERE id = {}"
)


@dataclass(frozen=True)
class PublicText:
    """What everyone may read of a question; the original stays beside it for ever."""

    summary: str
    detail: str
    asker: str
    visibility: Visibility = Visibility.PUBLIC


@atomic
async def admit(
    question: QuestionFacts,
    text: PublicText,
    *,
    kind: Kind,
    competence: Competence,
    field_id: int | None,
    by: Viewer,
    at: datetime,
) -> None:
    """Accept a question. Its public text can be read by everyone from now on, if its visibility is public."""
    await move_question(
        question,
        QuestionAct.ADMIT,
        by=by,
        at=at,
        values={
            Question.kind: kind.value,
            Question.competence: competence.value,
            Question.field: field_id,
            **_columns(text),
        },
        kind=kind.value,
        competence=competence.value,
        field=field_id,
    )
    await refresh_words(question.id)
    await _tell_asker(question, letters.admitted, at)


@atomic
async def reject(
    question: QuestionFacts, reason: Rejection, text: str, *, by: Viewer, at: datetime
) -> None:
    """Decline to take a question, with a coded reason and words for the asker."""
    await move_question(
        question,
        QuestionAct.REJECT,
        by=by,
        at=at,
        values={Question.rejection: reason.value, Question.rejection_text: text},
        reason=text,
        rejection=reason.value,
    )
    await refresh_words(question.id)
    await _tell_asker(
        question,
        lambda **about: letters.rejected(reason=reason, text=text, **about),
        at,
    )


@atomic
async def edit_public_text(
    question: QuestionFacts, text: PublicText, *, by: Viewer, at: datetime
) -> None:
    """Word the public text anew; the journal keeps both."""
    refusal = policy.why_not_edit_public_text(by, question)
    if refusal is not None:
        raise NotAllowed(refusal)
    before = await TEXT.one(question.id)
    await Question.update(_columns(text)).where(Question.id == question.id)
    await journal.record(
        "question.edit_public_text",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        before=before,
        after={
            "public_summary": text.summary,
            "public_detail": text.detail,
            "public_asker": text.asker,
            "visibility": text.visibility.value,
        },
    )
    await refresh_words(question.id)


def _columns(text: PublicText) -> dict:
    return {
        Question.public_summary: text.summary,
        Question.public_detail: text.detail,
        Question.public_asker: text.asker,
        Question.visibility: text.visibility.value,
    }


async def _tell_asker(question: QuestionFacts, letter, at: datetime) -> None:
    row = await ASKER.one(question.id)
    if row and row["email"]:
        written = letter(
            to=row["email"],
            name=row["name"],
            code=row["code"],
            summary=row["summary"],
            language=row["language"],
        )
        await post.queue(written, about=("question", question.id), at=at)
