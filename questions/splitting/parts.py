"""The parts of a question, and the question that one is a part of."""

from datetime import date, datetime
from typing import NamedTuple

from app.database import Statement
from questions.public_lists import TAKEN_UP
from questions.states import QuestionState

PARTS = Statement(
    "SELECT question.code, question_part.number, question.summary, question.state, question.due_on,"
    " question.answered_at, question.submission_key AS key FROM question_part"
    " JOIN question ON question.id = question_part.part"
    " WHERE question_part.whole = {} ORDER BY question_part.number"
)
IDS = Statement("SELECT part FROM question_part WHERE whole = {} ORDER BY number")
PUBLIC_PARTS = Statement(
    "SELECT code, public_summary, state FROM question WHERE visibility = 'public'"  # noqa: S608 - states of the table
    f" AND {TAKEN_UP} AND id IN (SELECT question_part.part FROM question_part JOIN question AS whole"
    " ON whole.id = question_part.whole WHERE whole.code = {} AND whole.state = 'split') ORDER BY id"
)
WHOLE = Statement(
    "SELECT question.code, question.submission_key AS key, question_part.number FROM question_part"
    " JOIN question ON question.id = question_part.whole WHERE question_part.part = {}"
)


class Part(NamedTuple):
    """One part; the tracking link of its asker is made from `key`."""

    code: str
    number: int
    summary: str
    state: QuestionState
    due_on: date | None
    answered_at: datetime | None
    key: str


class Whole(NamedTuple):
    """The question that something is the `number`th part of."""

    code: str
    key: str
    number: int


class PublicPart(NamedTuple):
    """A part as everyone reads it."""

    code: str
    summary: str
    state: QuestionState


async def parts_of(question_id: int) -> tuple[Part, ...]:
    """In their order; empty for a question that was not split."""
    return tuple(Part(**row | {"state": QuestionState(row["state"])}) for row in await PARTS.all(question_id))


async def part_ids(question_id: int) -> list[int]:
    """Their ids, in their order; what an asker does with the own data of the whole is done with theirs."""
    return [row["part"] for row in await IDS.all(question_id)]


async def whole_of(question_id: int) -> Whole | None:
    row = await WHOLE.one(question_id)
    return Whole(**row) if row else None


async def public_parts(code: str) -> list[PublicPart]:
    """Those parts of the question of this code that everyone may read."""
    return [
        PublicPart(row["code"], row["public_summary"], QuestionState(row["state"]))
        for row in await PUBLIC_PARTS.all(code)
    ]
