"""Everybody who asked: whoever put a question, and those whose questions were joined with it."""

from typing import NamedTuple

from app.access import Viewer
from app.database import Statement
from questions.askers.veiling import may_reach, shown_summary

_COLUMNS = "SELECT question.id, question.code, question.name, question.email, question.language, question.summary"
ASKERS = Statement(
    f"{_COLUMNS} FROM question WHERE question.id = {{}}"
    f" UNION ALL {_COLUMNS} FROM question_merge JOIN question ON question.id = question_merge.question"
    " WHERE question_merge.stands = {} AND question_merge.parted_at IS NULL ORDER BY id"
)
JOINED = Statement(
    "SELECT question.id, question.code, question.summary, question.public_summary, question.name,"
    " question.public_asker, question.happened_at, question.asker_seen_by, question.organiser AS organiser_id,"
    " stood.lead_unit AS lead_unit_id"
    " FROM question_merge JOIN question ON question.id = question_merge.question"
    " JOIN question AS stood ON stood.id = question_merge.stands"
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


async def joined_with(question_id: int, viewer: Viewer) -> list[dict[str, object]]:
    """The questions that are answered by this one: id, code, summary, asker, happened_at, as this person may know."""
    return [
        {
            **{name: row[name] for name in ("id", "code", "happened_at")},
            "summary": shown_summary(row, viewer),
            "asker": row["name"] if may_reach(row, viewer) else row["public_asker"],
        }
        for row in await JOINED.all(question_id)
    ]
