"""The search for everybody: questions that are public, announced forums, promises."""

from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from app.database import Statement
from app.database.word_index import wanted
from app.i18n import Sentence as _
from events.planning.queries import find_forums
from exports.finding.codes import codes_meant
from exports.finding.hits import SHOWN, Group
from questions.commitments.public_lists import Filter, commitments
from questions.commitments.seeing import PUBLIC as PUBLIC_PROMISE
from questions.conditions import one_of
from questions.public import removed_question
from questions.public_lists import PUBLIC
from questions.search import asked_words, search

CODE_ROWS = Statement("SELECT name FROM code_counter ORDER BY name DESC LIMIT 200")


async def public_thing_with_code(typed: str) -> str | None:
    """Where the one public thing stands whose code this is, also in short; None when none or several are meant.

    What was taken off the public pages is found by its whole code only: whoever has it may read the reason.
    """
    codes = codes_meant(typed.strip(), [row["name"] for row in await CODE_ROWS.all()])
    if not codes:
        return None
    wanted_codes = one_of("code", codes)
    questions = await _once(f"SELECT code FROM question WHERE {wanted_codes.sql} AND {PUBLIC}").all(  # noqa: S608
        *wanted_codes.values
    )
    promises = await _once(f"SELECT code FROM commitment WHERE {wanted_codes.sql} AND {PUBLIC_PROMISE}").all(  # noqa: S608
        *wanted_codes.values
    )
    paths = [f"/questions/{row['code']}" for row in questions] + [f"/commitments/{row['code']}" for row in promises]
    if not paths and await removed_question(typed.strip().upper()):
        return f"/questions/{typed.strip().upper()}"
    return paths[0] if len(paths) == 1 else None


@lru_cache(maxsize=64)
def _once(sql: str) -> Statement:
    return Statement(sql)


async def find_in_public(typed: str, at: datetime) -> list[Group]:
    """The groups in which something was found; each shows a few and leads to its whole list."""
    words = asked_words(typed)
    if not words:
        return []
    asked = quote(typed)
    questions = await search(words, 1)
    forums = await find_forums(wanted(words), most=SHOWN)
    promises = await commitments(Filter(text=typed), 1, at)
    assert questions.total is not None
    assert promises.total is not None
    assert forums.total is not None
    rows = questions.items[:SHOWN]
    groups = (
        Group("questions", _("Questions and answers"), rows, questions.total, f"/questions?q={asked}"),
        Group("forums", _("Forums"), forums.items, forums.total, f"/events?q={asked}"),
        Group("promises", _("Promises"), promises.items[:SHOWN], promises.total, f"/commitments?q={asked}"),
    )
    return [group for group in groups if group.items]
