"""Telling the asker and the unit that answers what happened to the clock; inside the act's transaction."""

from datetime import date, datetime

from app import post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.formats import show_date
from app.people.queries import readers
from app.post.texts import LetterText
from questions import clock_letters
from questions.policy import QuestionFacts

ASKER = Statement("SELECT name, email, language FROM question WHERE id = {}")


async def tell_clock(
    question: QuestionFacts, text: LetterText, due_on: date | None, reason: str, *, by: Viewer, at: datetime
) -> None:
    """A letter to the asker, and one to the focal points of the unit; not to the one who did it."""
    about = ("question", question.id)
    values = {"code": question.code, "reason": reason, "date": show_date(due_on) if due_on else ""}
    key = f"{text.code} {question.code} {at:%Y%m%d%H%M%S%f}"
    asker = await ASKER.one(question.id)
    if asker and asker["email"]:
        letter = clock_letters.to_asker(
            text, values, to=asker["email"], name=asker["name"], language=asker["language"], key=key
        )
        await post.queue(letter, about=about, at=at)
    for reader in await _unit_readers(question.lead_unit_id, day_of(at)):
        if reader.email != by.email:
            letter = clock_letters.to_unit(
                text, values, to=reader.email, name=reader.name, language=reader.language, key=f"{key} {reader.id}"
            )
            await post.queue(letter, about=about, at=at)


async def _unit_readers(unit_id: int | None, day: date):  # type: ignore[no-untyped-def]
    if unit_id is None:
        return []
    return await readers(unit_id, Role.FOCAL, day=day) or await readers(unit_id, Role.APPROVER, day=day)
