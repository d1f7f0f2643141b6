"""Which question is answered in the place of one that was joined with it."""

from dataclasses import replace
from typing import NamedTuple

from app.database import Statement
from questions.facts import question_facts, question_facts_by_id
from questions.policy import QuestionFacts
from questions.states import QuestionState

STANDS = Statement(
    "SELECT question.id, question.code FROM question_merge JOIN question ON question.id = question_merge.stands"
    " WHERE question_merge.question = {} AND question_merge.parted_at IS NULL"
)
OF_CODE = Statement(
    "SELECT stands.code FROM question AS joined"
    " JOIN question_merge ON question_merge.question = joined.id AND question_merge.parted_at IS NULL"
    " JOIN question AS stands ON stands.id = question_merge.stands WHERE joined.code = {}"
)


class Standing(NamedTuple):
    """The question that is answered."""

    id: int
    code: str


async def standing(question_id: int) -> Standing | None:
    """None for a question that was not joined with another one."""
    row = await STANDS.one(question_id)
    return Standing(**row) if row else None


async def standing_code(code: str) -> str | None:
    """The code of the question that stands in the place of this one; None where none does."""
    row = await OF_CODE.one(code)
    return row["code"] if row else None


async def facts_as_asked(code: str) -> QuestionFacts:
    """What rules know of a question as its asker sees it: of the one that stands, with the asker's own window."""
    return await _as_asked(await question_facts(code))


async def asked_again(question: QuestionFacts) -> QuestionFacts:
    """The same facts, read anew within an act."""
    return await _as_asked(await question_facts_by_id(question.asked_as_id or question.id))


async def _as_asked(own: QuestionFacts) -> QuestionFacts:
    stands = await standing(own.id) if own.state is QuestionState.MERGED else None
    if stands is None:
        return own
    question = await question_facts_by_id(stands.id)
    return replace(question, asked_as_id=own.id, dispute_until=own.dispute_until)
