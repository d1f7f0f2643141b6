"""Đôn đốc: the chair, a coordinator or the oversight urges a unit on, in words that are kept and counted."""

from datetime import datetime, timedelta
from typing import NamedTuple

from app import post
from app.access import Role, Viewer
from app.database import Insert, Statement, atomic
from app.errors import Conflict, require_words
from app.i18n import Sentence as _
from app.people.units import directory
from questions import journal
from questions.facts import question_facts_by_id
from questions.moving import refuse
from questions.oversight import letters as oversight_letters
from questions.oversight import policy as oversight_policy
from questions.oversight.tables import Urging
from questions.policy import QuestionFacts
from questions.staff_readers import staff

URGE = Insert(Urging, "question", "commitment", "unit", "person", "words", "urged_at")
HOLD = Statement("UPDATE question SET state = state WHERE id = {}")
TWIN = Statement("SELECT id FROM urging WHERE question = {} AND person = {} AND words = {} AND urged_at > {} LIMIT 1")
OF_QUESTION = Statement(
    "SELECT urging.unit, urging.words, urging.urged_at, person.name FROM urging"
    " JOIN person ON person.id = urging.person WHERE urging.question = {} ORDER BY urging.id"
)
TWICE = timedelta(minutes=1)


class UrgedRow(NamedTuple):
    unit: str
    words: str
    at: datetime
    person: str


@atomic
async def urge(question: QuestionFacts, words: str, *, by: Viewer, at: datetime) -> None:
    """Urge the lead unit on; its leaders and focal points get the words. A button pressed twice urges once."""
    require_words(words)
    await HOLD.run(question.id)
    question = await question_facts_by_id(question.id)
    refuse(oversight_policy.why_not_urge(by, question), is_stale=oversight_policy.may_urge(by, question))
    assert question.lead_unit_id is not None
    if await TWIN.one(question.id, by.person_id, words, at - TWICE):
        raise Conflict(_("These words were sent a moment ago."))
    urging_id = await URGE(question.id, None, question.lead_unit_id, by.person_id, words, at)
    await journal.record(
        "question.urge",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.lead_unit_id,
        after={"unit": question.lead_unit_id},
        reason=words,
    )
    about, reported = ("question", question.id), question.reported_unit_id
    await tell_unit(
        question.lead_unit_id, urging_id, question.code, words, about, reported_unit_id=reported, by=by, at=at
    )


async def tell_unit(
    unit_id: int,
    urging_id: int,
    code: str,
    words: str,
    about: tuple[str, int],
    *,
    reported_unit_id: int | None = None,
    by: Viewer,
    at: datetime,
) -> None:
    """The letter to the leaders and focal points of a unit that was urged on."""
    told = [
        *await staff(unit_id, Role.APPROVER, reported_unit_id=reported_unit_id, at=at),
        *await staff(unit_id, Role.FOCAL, reported_unit_id=reported_unit_id, at=at),
    ]
    for reader in {reader.id: reader for reader in told}.values():
        letter = oversight_letters.urged(
            to=reader.email,
            name=reader.name,
            kind=about[0],
            code=code,
            who=by.name,
            words=words,
            language=reader.language,
            key=f"urged {urging_id} {reader.id}",
        )
        await post.queue(letter, about=about, at=at)


async def urgings_of(question_id: int) -> list[UrgedRow]:
    """Every time that it was urged on, oldest first."""
    units = await directory()
    return [
        UrgedRow(units.short_name(row["unit"]), row["words"], row["urged_at"], row["name"])
        for row in await OF_QUESTION.all(question_id)
    ]
