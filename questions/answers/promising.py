"""What an answer promises: kept with its draft, and made a commitment in the act that publishes the answer."""

from datetime import datetime

from app.access import Viewer
from app.database import Insert, Statement
from app.people.units import directory
from questions.answers.draft import DraftPromise
from questions.answers.policy import AnswerFacts
from questions.answers.tables import AnswerPromise
from questions.commitments import recording
from questions.commitments.states import DueWording

FORGET = Statement("DELETE FROM answer_promise WHERE answer = {}")
KEEP = Insert(
    AnswerPromise, "answer", "words", "owner", "product", "due_wording", "due_day", "due_days", "day_of_month"
)
FIND = Statement(
    "SELECT words, owner, product, due_wording, due_day, due_days, day_of_month FROM answer_promise WHERE answer = {}"
)
IN_THE_ROOM = Statement(
    "SELECT code FROM commitment WHERE question = {} AND state <> 'cancelled' ORDER BY id DESC LIMIT 1"
)
SIGNER = Statement(
    "SELECT person.name, answer.signer_title FROM answer LEFT JOIN person ON person.id = answer.approver"
    " WHERE answer.id = {}"
)


async def keep_promise(answer_id: int, promise: DraftPromise) -> None:
    """Keep it in the place of what was typed before, inside the caller's transaction."""
    await FORGET.run(answer_id)
    if promise != DraftPromise():
        await KEEP(
            answer_id,
            promise.words,
            promise.owner_id,
            promise.product,
            promise.wording.value if promise.wording else "",
            promise.day,
            promise.days,
            promise.day_of_month,
        )


async def promise_of(answer_id: int) -> DraftPromise:
    """What the draft promises so far; empty when it promises nothing."""
    row = await FIND.one(answer_id)
    if row is None:
        return DraftPromise()
    return DraftPromise(
        row["words"],
        row["owner"],
        row["product"],
        DueWording(row["due_wording"]) if row["due_wording"] else None,
        row["due_day"],
        row["due_days"],
        row["day_of_month"],
    )


async def promised_already(question_id: int) -> str:
    """The code of a commitment that came from this question before, in the room; "" for none."""
    row = await IN_THE_ROOM.one(question_id)
    return str(row["code"]) if row else ""


async def make_commitment(answer: AnswerFacts, *, by: Viewer, at: datetime) -> str:
    """The commitment of an answer that is being published; its code, or "" where the answer promises nothing.

    A promise that the answering unit gives for itself was approved by its leader with the answer, so it needs no
    confirmation; another unit confirms or contests it as any other.
    """
    promise = await promise_of(answer.id)
    if promise.problems():
        return ""
    signer = await SIGNER.one(answer.id)
    assert signer is not None
    assert promise.owner_id is not None
    assert promise.due is not None
    return await recording.record(
        recording.Promise(
            promise.words,
            ", ".join(part for part in (signer["name"], signer["signer_title"]) if part)[:200],
            promise.owner_id,
            promise.product,
            promise.due,
        ),
        organiser_id=answer.question.organiser_id,
        event_id=answer.question.event_id,
        question_id=answer.question.id,
        happened_at=at,
        is_confirmed=promise.owner_id in (await directory()).same_as(answer.unit_id),
        by=by,
        at=at,
    )
