"""Telling those whom it concerns that a question moves on; inside the act."""

from collections.abc import Iterable
from datetime import datetime

from app import post
from app.access import Role
from app.clock import day_of
from app.database import Statement
from app.people.queries import person, readers
from app.people.rows import Member, PersonRow
from app.people.units import directory
from app.post.texts import LetterText
from questions.askers.veiling import SAFE_SUMMARY
from questions.policy import QuestionFacts
from questions.transfers import letters as moving_letters

SUMMARY = Statement(f"SELECT {SAFE_SUMMARY} FROM question WHERE id = {{}}")  # noqa: S608 - our words


async def tell_namers(question: QuestionFacts, at: datetime) -> None:
    """Two units gave it back: the chairs of the forum, or the leaders, are asked to decide."""
    row = await SUMMARY.one(question.id)
    values = {"code": question.code, "summary": row["summary"] if row else ""}
    await tell(await namers(question, at), moving_letters.TO_NAME, values, question, at)


async def namers(question: QuestionFacts, at: datetime) -> list[Member | PersonRow]:
    """`policy.names_unit` as people."""
    chairs = [person_id for person_id, role in question.event_officers if role is Role.CHAIR]
    if chairs:
        found = [await person(person_id) for person_id in sorted(chairs)]
        return [one for one in found if one is not None and one.is_active]
    day, parent = day_of(at), (await directory()).parents.get(question.organiser_id)
    leaders: list[Member | PersonRow] = list(await readers(question.organiser_id, Role.APPROVER, day=day))
    return leaders or (list(await readers(parent, Role.APPROVER, day=day)) if parent else [])


async def tell(
    told: Iterable[Member | PersonRow], text: LetterText, values: dict[str, str], question: QuestionFacts, at: datetime
) -> None:
    for reader in told:
        letter = moving_letters.about_moving(
            text,
            values,
            to=reader.email,
            name=reader.name,
            language=reader.language,
            key=f"{text.code} {question.code} {reader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("question", question.id), at=at)
