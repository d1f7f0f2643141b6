"""Publishing an approved answer, and how it reached the asker."""

from datetime import datetime

from app import post
from app.access import Viewer
from app.database import Insert, Statement, atomic
from app.errors import Invalid
from app.people.units import directory
from questions import journal, letters, policy
from questions.answers.delivered import answered_at, reached_asker, why_not_delivered
from questions.answers.drafting import DRAFT
from questions.answers.policy import AnswerFacts
from questions.answers.promising import make_commitment
from questions.answers.states import AnswerAct
from questions.answers.tables import Answer, AnswerDelivery
from questions.clocks.requests import lapse_requests
from questions.merging.askers import askers_of
from questions.moving import move_answer, move_question, refuse
from questions.opinions.links import opinion_path
from questions.parts.asking import end_parts
from questions.policy import QuestionFacts
from questions.states import QuestionAct
from questions.tables import Question
from questions.values import Delivery, Outcome
from questions.wording import refresh_words

DELIVER = Insert(AnswerDelivery, "question", "way", "note", "person", "delivered_at", "entered_at")

# What was typed beside it and never saved.
UNSAVED = Statement("DELETE FROM answer_autosave WHERE question = {}")


@atomic
async def publish(answer: AnswerFacts, *, secret_key: str = "", by: Viewer, at: datetime) -> None:
    """Publish an approved answer: the public page shows it, the asker is told, the delivery is recorded.

    What it promises becomes a commitment in the same act.

    With `secret_key` the letter has the signed link by which the asker rates or disputes the answer.
    """
    row = await DRAFT.one(answer.id)
    assert row is not None
    await move_answer(
        answer,
        AnswerAct.PUBLISH,
        by=by,
        at=at,
        values={Answer.published_at: at},
        outcome=row["outcome"],
    )
    await move_question(
        answer.question,
        QuestionAct.ANSWER,
        by=by,
        at=at,
        values={Question.outcome: row["outcome"], Question.answered_at: at},
        outcome=row["outcome"],
    )
    await lapse_requests(answer.question.id, at)
    await end_parts(answer.question.id, by=by, at=at)
    if row["outcome"] == Outcome.WILL_BE_DONE:
        await make_commitment(answer, by=by, at=at)
    await UNSAVED.run(answer.question.id)
    await refresh_words(answer.question.id)
    for asker in await askers_of(answer.question.id):
        await DELIVER(asker.id, Delivery.PORTAL.value, "", by.person_id, at, at)
        await reached_asker(asker.id, Delivery.PORTAL, at, at=at)
        if not asker.email:
            continue
        await DELIVER(asker.id, Delivery.EMAIL.value, "", by.person_id, at, at)
        until = await reached_asker(asker.id, Delivery.EMAIL, at, at=at)
        letter = letters.answered(
            to=asker.email,
            name=asker.name,
            code=asker.code,
            unit=(await directory()).name(answer.unit_id),
            answer=row["body"],
            language=asker.language,
            until=until,
            opinion=opinion_path(secret_key, asker.code) if secret_key else "",
            turn=answer.question.reopened,
        )
        await post.queue(letter, about=("question", asker.id), at=at)


@atomic
async def record_delivery(
    question: QuestionFacts,
    way: Delivery,
    note: str,
    *,
    delivered_at: datetime,
    by: Viewer,
    at: datetime,
) -> None:
    """Note that the answer was handed over, posted or told by phone, and when that really happened.

    Raises Invalid for a moment before the answer was there: it would take the asker's days to dispute it.
    """
    refuse(
        policy.why_not_record_delivery(by, question),
        is_stale=policy.may_record_delivery(by, question),
    )
    too_early = why_not_delivered(delivered_at, await answered_at(question.id))
    if too_early is not None:
        raise Invalid(too_early, {"delivered_at": too_early})
    await DELIVER(question.id, way.value, note, by.person_id, delivered_at, at)
    await reached_asker(question.id, way, delivered_at, at=at)
    await journal.record(
        "answer.deliver",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        after={"way": way.value, "note": note},
        happened_at=delivered_at,
    )
