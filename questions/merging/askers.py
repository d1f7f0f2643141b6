"""Everybody who asked: whoever put a question, and those whose questions were joined with it."""

from typing import NamedTuple

from app.database import Statement

_COLUMNS = "SELECT question.id, question.code, question.name, question.email, question.language, question.summary"
ASKERS = Statement(
    f"{_COLUMNS} FROM question WHERE question.id = {{}}"
    f" UNION ALL {_COLUMNS} FROM question_merge JOIN question ON question.id = question_merge.question"
    " WHERE question_merge.stands = {} AND question_merge.parted_at IS NULL ORDER BY id"
)
JOINED = Statement(
    "SELECT question.id, question.code, question.summary, question.name, question.public_asker, question.happened_at"
    " FROM question_merge JOIN question ON question.id = question_merge.question"
    " WHERE question_merge.stands = {} AND question_merge.parted_at IS NULL ORDER BY question.id"
)


class Asker(NamedTuple):
    """Who put one question, under its own code; `email` may be empty."""

    id: int
    code: str
    name: str
    email: str
    language: str
    summary: str


async def askers_of(question_id: int) -> list[Asker]:
    """Each with the own question, the one that stands among them."""
    return [Asker(**row) for row in await ASKERS.all(question_id, question_id)]


async def letters_to(question_id: int) -> list[Asker]:
    """Those of them who gave an address for letters."""
    return [asker for asker in await askers_of(question_id) if asker.email]


async def joined_with(question_id: int) -> list[dict[str, object]]:
    """The questions that are answered by this one: id, code, summary, name, public_asker, happened_at."""
    return await JOINED.all(question_id)
