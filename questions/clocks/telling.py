"""Telling the asker, the unit that answers and those who decide what happens to the clock; inside the act."""

from collections.abc import Iterable
from datetime import date, datetime

from app import post
from app.access import Viewer
from app.formats import show_date
from app.people.rows import Member
from app.post.texts import LetterText
from questions.clocks import letters as clock_letters
from questions.merging.askers import letters_to
from questions.policy import QuestionFacts
from questions.staff_readers import coordinators, speakers


async def tell_clock(
    question: QuestionFacts, text: LetterText, due_on: date | None, reason: str, *, by: Viewer, at: datetime
) -> None:
    """A letter to every asker, and one to the focal points of the unit; not to the one who did it."""
    for asker in await letters_to(question.id):
        letter = clock_letters.to_asker(
            text,
            _values(asker.code, due_on, reason),
            to=asker.email,
            name=asker.name,
            language=asker.language,
            key=_key(asker.code, text, at),
        )
        await post.queue(letter, about=("question", asker.id), at=at)
    await tell_unit(question, text, due_on, reason, by=by, at=at)


async def tell_unit(
    question: QuestionFacts, text: LetterText, due_on: date | None, reason: str, *, by: Viewer, at: datetime
) -> None:
    """To the focal points of the unit that answers, or to its leaders."""
    told = await speakers(question.lead_unit_id, reported_unit_id=question.reported_unit_id, at=at)
    await _tell(told, question, text, due_on, reason, by, at)


async def tell_deciders(
    question: QuestionFacts, text: LetterText, due_on: date | None, reason: str, *, by: Viewer, at: datetime
) -> None:
    """To the coordinators of the organising unit."""
    told = await coordinators(question.organiser_id, reported_unit_id=question.reported_unit_id, at=at)
    await _tell(told, question, text, due_on, reason, by, at)


async def _tell(
    told: Iterable[Member],
    question: QuestionFacts,
    text: LetterText,
    due_on: date | None,
    reason: str,
    by: Viewer,
    at: datetime,
) -> None:
    for reader in told:
        if reader.email == by.email:
            continue
        letter = clock_letters.to_unit(
            text,
            _values(question.code, due_on, reason),
            to=reader.email,
            name=reader.name,
            language=reader.language,
            key=f"{_key(question.code, text, at)} {reader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


def _values(code: str, due_on: date | None, reason: str) -> dict[str, str]:
    return {"code": code, "reason": reason, "date": show_date(due_on) if due_on else ""}


def _key(code: str, text: LetterText, at: datetime) -> str:
    return f"{text.code} {code} {at:%Y%m%d%H%M%S%f}"
