"""The asker takes a question back, while it is open: its units are told, and it leaves the public pages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app import post
from app.access import Viewer
from app.database import Statement, atomic
from app.post.texts import LetterText
from questions import seeing
from questions.answers.stopping import stop_answer
from questions.askers.veiling import SAFE_SUMMARY
from questions.clocks.requests import lapse_requests
from questions.facts import question_facts_by_id
from questions.merging.joining import part, release
from questions.moving import move_question
from questions.parts.asking import end_parts
from questions.policy import QuestionFacts
from questions.staff_readers import coordinators, speakers
from questions.states import QuestionAct, Visibility
from questions.tables import Question
from questions.triage import letters as triage_letters
from questions.undoing import WITHDRAW
from questions.wording import refresh_words

ASKER = Statement(f"SELECT name, email, language, {SAFE_SUMMARY} FROM question WHERE id = {{}}")  # noqa: S608 - our words


@atomic
async def withdraw(question: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    """Take the question back for good. `by` came by the secret link."""
    question = await question_facts_by_id(question.id)
    units = await take_from_units(question, by=by, at=at, act=QuestionAct.WITHDRAW)
    asker = await ASKER.one(question.id)
    assert asker is not None
    if asker["email"]:
        letter = triage_letters.withdrawn(
            to=asker["email"],
            name=asker["name"],
            code=question.code,
            language=asker["language"],
            key=f"withdrawn {question.code}",
        )
        await post.queue(letter, about=("question", question.id), at=at)
    await tell_officials(question, units, triage_letters.WITHDRAWN_FOR_DESK, asker["summary"], at)


async def tell_officials(
    question: QuestionFacts, units: Iterable[int], text: LetterText, summary: str, at: datetime
) -> None:
    """The coordinators, and the focal points of the units that had it: nothing is to be done any more."""
    reported = question.reported_unit_id
    told = await coordinators(question.organiser_id, reported_unit_id=reported, at=at)
    for unit_id in units:
        told += await speakers(unit_id, reported_unit_id=reported, at=at)
    for reader in {reader.id: reader for reader in told}.values():
        letter = triage_letters.over_for_officials(
            text,
            to=reader.email,
            name=reader.name,
            code=question.code,
            summary=summary,
            language=reader.language,
            key=f"{text.code} {question.code} {reader.id}",
        )
        await post.queue(letter, about=("question", question.id), at=at)


async def take_from_units(
    question: QuestionFacts, *, by: Viewer, at: datetime, act: QuestionAct, reason: str = "", **told: Any
) -> list[int]:
    """End a question by `act` inside the caller's transaction; returns the units (ids) that had it.

    What they drafted stays, as a draft. What everyone could read leaves the public pages. Those that were joined with
    it are looked at by themselves again.
    """
    values: dict[Any, Any] = {Question.paused_at: None}
    if seeing.is_public(question):
        values[Question.visibility] = Visibility.TAKEN_OFF.value
    await move_question(question, act, by=by, at=at, values=values, reason=reason, **told)
    await stop_answer(question.id, reason, by=by, at=at)
    await end_parts(question.id, by=by, at=at, by_letter=False)
    await lapse_requests(question.id, at)
    await part(question, by=by, at=at)
    await release(question, at=at)
    await refresh_words(question.id)
    return [row["unit"] for row in await WITHDRAW.all(question.id)]
