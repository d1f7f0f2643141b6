"""Reading the news: acts of the journal, in the order of their ids, as far as everyone may read what they are about.

Only sealed entries are read: on PostgreSQL an entry with a smaller id may be committed after one with a greater id.
"""

from app.database import Statement
from app.database.statements import Row
from app.people.units import directory
from questions.commitments.seeing import PUBLIC as PUBLIC_PROMISE
from questions.news.words import NEWS, Followed, News
from questions.states import taken_up_sql

BATCH = 200
_ACTS = ", ".join(f"'{act}'" for act in NEWS)
CURSOR = Statement("SELECT entry FROM news_cursor WHERE reader = {}")
BEGIN = Statement("INSERT INTO news_cursor (reader, entry) VALUES ({}, {}) ON CONFLICT DO NOTHING RETURNING id")
# Of several processes the first one takes the entries.
ADVANCE = Statement("UPDATE news_cursor SET entry = {} WHERE reader = {} AND entry = {} RETURNING id")
SEALED = Statement("SELECT entry_id FROM journal_seal ORDER BY id DESC LIMIT 1")
AFTER = Statement(
    "SELECT id, act, about_kind, about_id, happened_at FROM journal_entry WHERE id > {} AND id <= {}"  # noqa: S608
    f" AND act IN ({_ACTS}) ORDER BY id LIMIT {BATCH}"
)
ENTRY = Statement("SELECT id, act, about_kind, about_id, happened_at FROM journal_entry WHERE id = {}")
QUESTION = Statement(
    "SELECT question.id, question.code, question.public_summary AS title, question.field, question.lead_unit AS unit,"  # noqa: S608
    " question.organiser, event.series FROM question LEFT JOIN event ON event.id = question.event"
    f" WHERE question.id = {{}} AND question.visibility = 'public' AND {taken_up_sql('question.')}"
)
COMMITMENT = Statement(
    "SELECT commitment.id, commitment.code, commitment.words AS title, commitment.owner AS unit, commitment.question,"  # noqa: S608
    " commitment.organiser, event.series FROM commitment LEFT JOIN event ON event.id = commitment.event"
    f" WHERE commitment.id = {{}} AND {PUBLIC_PROMISE}"
)
EVENT = Statement(
    "SELECT id, slug AS code, title, organiser AS unit, organiser, series FROM event WHERE id = {} AND state <> 'draft'"
)
FIND = {"question": QUESTION, "commitment": COMMITMENT, "event": EVENT}
PATHS = {"question": "/questions/", "commitment": "/commitments/", "event": "/events/"}


async def unread(reader: str) -> list[Row]:
    """The next acts for this reader, and the cursor moved past them. Inside the reader's transaction.

    A reader that comes for the first time begins with what happens from now on.
    """
    sealed = (await SEALED.one() or {"entry_id": 0})["entry_id"]
    cursor = await CURSOR.one(reader)
    if cursor is None:
        await BEGIN.one(reader, sealed)
        return []
    if cursor["entry"] >= sealed:
        return []
    rows = await AFTER.all(cursor["entry"], sealed)
    last = rows[-1]["id"] if len(rows) == BATCH else sealed
    return rows if await ADVANCE.one(last, reader, cursor["entry"]) else []


async def is_anything_new(reader: str) -> bool:
    """Whether `unread` has something to do. Reads only, so an idle worker disturbs nobody."""
    sealed, cursor = await SEALED.one(), await CURSOR.one(reader)
    return cursor is None or bool(sealed and sealed["entry_id"] > cursor["entry"])


async def news_of(entry_id: int) -> News | None:
    """What an entry tells everyone now; None when that is not, or no longer, public."""
    row = await ENTRY.one(entry_id)
    return await as_news(row) if row else None


async def as_news(row: Row) -> News | None:
    """The same of a row of `unread`."""
    kind = row["about_kind"]
    found = await FIND[kind].one(row["about_id"]) if kind in FIND else None
    if found is None:
        return None
    units, own = await directory(), {"question": Followed.QUESTION, "commitment": Followed.COMMITMENT}.get(kind)
    about = {Followed.UNIT: frozenset[int]() if found["unit"] is None else units.same_as(found["unit"])}
    if own is not None:
        about[own] = frozenset({found["id"]})
    for followed, column in ((Followed.FIELD, "field"), (Followed.SERIES, "series"), (Followed.QUESTION, "question")):
        if found.get(column) is not None:
            about[followed] = about.get(followed, frozenset()) | {found[column]}
    path = f"{PATHS[kind]}{found['code']}"
    return News(row["id"], row["act"], found["code"], found["title"], path, row["happened_at"], about)
