"""Telling those whom it concerns that a question moves on; inside the act."""

from collections.abc import Iterable
from datetime import datetime

from app import post
from app.access import Role
from app.database import Statement
from app.people.rows import Member, PersonRow
from app.people.units import directory
from app.post.texts import LetterText
from questions.askers.veiling import SAFE_SUMMARY
from questions.policy import QuestionFacts
from questions.staff_readers import colleague, staff
from questions.transfers import letters as moving_letters

SUMMARY = Statement(f"SELECT {SAFE_SUMMARY} FROM question WHERE id = {{}}")  # noqa: S608 - our words


async def tell_namers(question: QuestionFacts, at: datetime) -> None:
    """Two units gave it back: the chairs of the forum, or the leaders, are asked to decide."""
    row = await SUMMARY.one(question.id)
    values = {"code": question.code, "summary": row["summary"] if row else ""}
    await tell(await namers(question, at), moving_letters.TO_NAME, values, question, at)


async def namers(question: QuestionFacts, at: datetime) -> list[Member | PersonRow]:
    """`policy.names_unit` as people."""
    reported = question.reported_unit_id
    chairs = sorted(person_id for person_id, role in question.event_officers if role is Role.CHAIR)
    found = [await colleague(person_id, reported_unit_id=reported, at=at) for person_id in chairs]
    if chairs:
        return [chair for chair in found if chair is not None]
    leaders = await staff(question.organiser_id, Role.APPROVER, reported_unit_id=reported, at=at)
    parent = (await directory()).parents.get(question.organiser_id)
    return [*(leaders or await staff(parent, Role.APPROVER, reported_unit_id=reported, at=at))]


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
