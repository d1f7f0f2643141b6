"""The letter by which the oversight learns what became of its request to have a question answered anew."""

from datetime import datetime

from app import post
from app.i18n import speaking
from questions.oversight import letters
from questions.policy import QuestionFacts
from questions.staff_readers import colleague
from questions.values import REPLY_NAMES, Reply


async def tell_writer(
    question: QuestionFacts, note_id: int, person_id: int, reply: Reply, reason: str, *, at: datetime
) -> None:
    """`note_id` is the request, `person_id` who wrote it; nobody is told who has left."""
    writer = await colleague(person_id, reported_unit_id=question.reported_unit_id, at=at)
    if writer is None:
        return
    with speaking(writer.language):
        name = str(REPLY_NAMES[reply])
    letter = letters.replied(
        to=writer.email,
        name=writer.name,
        code=question.code,
        reply=name,
        words=reason,
        language=writer.language,
        key=f"replied {note_id}",
    )
    await post.queue(letter, about=("question", question.id), at=at)
