"""The versions of a draft: each save word for word, what was last sent to the leaders, and what changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from app.access import Viewer
from app.database import Statement
from questions.answers.difference import Piece, difference, is_changed
from questions.values import OUTCOME_NAMES, Outcome

# What stands in the answer now. Drafts from before versions were kept begin with the text they had.
KEEP = Statement(
    "INSERT INTO answer_version (answer, version, summary, body, legal_basis, outcome, document_number, person,"
    " saved_at) SELECT id, version, summary, body, legal_basis, outcome, document_number, CAST({} AS INTEGER),"
    " edited_at FROM answer WHERE id = {} ON CONFLICT DO NOTHING"
)
SENT = Statement("UPDATE answer_version SET sent_at = {} WHERE answer = {} AND version = {}")
ALL = Statement(
    "SELECT answer_version.version, answer_version.saved_at, answer_version.sent_at, person.name AS person"
    " FROM answer_version LEFT JOIN person ON person.id = answer_version.person"
    " WHERE answer_version.answer = {} ORDER BY answer_version.version DESC LIMIT 100"
)
ONE = Statement(
    "SELECT summary, body, legal_basis, outcome, document_number FROM answer_version WHERE answer = {} AND version = {}"
)
LAST_SENT = Statement(
    "SELECT MAX(version) AS version FROM answer_version WHERE answer = {} AND version < {} AND sent_at IS NOT NULL"
)


class Version(NamedTuple):
    version: int
    saved_at: datetime
    sent_at: datetime | None
    person: str


class Change(NamedTuple):
    """What changed in one part of the answer, named as in `answers.forms.LABELS`."""

    name: str
    pieces: Sequence[Piece]


async def keep_version(answer_id: int, *, by: Viewer | None = None) -> None:
    """Keep the text that stands in the answer as its present version, inside the caller's transaction."""
    await KEEP.run(by.person_id if by else None, answer_id)


async def note_sent(answer_id: int, version: int, at: datetime) -> None:
    """The leaders see this version from now on, inside the caller's transaction."""
    await keep_version(answer_id)
    await SENT.run(at, answer_id, version)


async def versions_of(answer_id: int) -> list[Version]:
    """Newest first, at most 100."""
    rows = await ALL.all(answer_id)
    return [Version(row["version"], row["saved_at"], row["sent_at"], row["person"] or "") for row in rows]


async def last_sent_before(answer_id: int, version: int) -> int | None:
    """The version that the leaders had before them the last time."""
    row = await LAST_SENT.one(answer_id, version)
    return row["version"] if row else None


async def changes(answer_id: int, before: int, after: int) -> list[Change] | None:
    """What changed between two versions, part by part; None where one of them is not known."""
    old, new = await ONE.one(answer_id, before), await ONE.one(answer_id, after)
    if old is None or new is None:
        return None
    parts = (Change(name, difference(_shown(name, old[name]), _shown(name, new[name]))) for name in old)
    return [part for part in parts if is_changed(part.pieces)]


def _shown(name: str, value: str) -> str:
    return str(OUTCOME_NAMES[Outcome(value)]) if name == "outcome" and value else value
