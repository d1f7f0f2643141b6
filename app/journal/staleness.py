"""Two who edit the same thing: whoever saves later is told, and overwrites only on purpose.

Every change leaves an entry in the journal, so the newest entry about a thing is its version.
"""

from app.database import Statement
from app.errors import Conflict
from app.i18n import Sentence as _

NEWEST = Statement(
    "SELECT id, person_name FROM journal_entry WHERE about_kind = {} AND about_id = {} ORDER BY id DESC LIMIT 1"
)


async def version_of(kind: str, number: int) -> str:
    """What a form keeps while somebody edits."""
    row = await NEWEST.one(kind, number)
    return str(row["id"]) if row else "0"


async def refuse_stale(kind: str, number: int, version: str) -> None:
    """Raises Conflict when the thing was changed since the form was opened. Call it behind the write of the act:
    only then has an earlier writer ended on PostgreSQL too. Without a version nothing was opened, as in imports.
    """
    row = await NEWEST.one(kind, number) if version else None
    if row and str(row["id"]) != version:
        raise Conflict(
            _(
                "%(name)s changed this after you opened it, so nothing was saved yet. What you wrote stands below:"
                " compare, and save again if it is to count.",
                name=row["person_name"],
            )
        )
