"""Reading the trail."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from app.database import Statement
from app.journal.chain import COLUMNS, FIRST, link

HISTORY = Statement(
    "SELECT id, act, person_id, person_name, unit_id, before, after, reason, happened_at, entered_at"
    " FROM journal_entry WHERE about_kind = {} AND about_id = {} ORDER BY id LIMIT 1000"
)

SEALED = Statement("SELECT id, entry_id, hash, sealed_at FROM journal_seal WHERE hash = {}")
SEAL_OF = Statement("SELECT hash FROM journal_seal WHERE entry_id = {}")
BEFORE = Statement("SELECT hash FROM journal_seal WHERE id < {} ORDER BY id DESC LIMIT 1")
ENTRY = Statement(f"SELECT {', '.join(COLUMNS)} FROM journal_entry WHERE id = {{}}")  # noqa: S608
ANCHOR_AFTER = Statement(
    "SELECT day, hash, entries FROM journal_anchor WHERE entry_id >= {} ORDER BY day LIMIT 1",
)
ANCHORS = Statement("SELECT day, hash, entries FROM journal_anchor ORDER BY day DESC LIMIT {} OFFSET {}")


@dataclass(frozen=True)
class Anchor:
    """Where the chain stood at the end of a day."""

    day: date
    hash: str
    entries: int


@dataclass(frozen=True)
class Checked:
    """What is known of a hash. `is_same` is whether its entry, as it stands now, still makes this very hash."""

    hash: str
    act: str
    entered_at: datetime | None
    sealed_at: datetime
    is_same: bool
    anchor: Anchor | None


@dataclass(frozen=True)
class Entry:
    """One act as it was written down; `before` and `after` are empty where nothing was compared."""

    id: int
    act: str
    person_id: int | None
    person_name: str
    unit_id: int | None
    before: dict[str, object]
    after: dict[str, object]
    reason: str
    happened_at: datetime
    entered_at: datetime


async def history(kind: str, thing_id: int) -> list[Entry]:
    """The acts upon one thing, oldest first (at most 1,000)."""
    return [
        Entry(**{**row, "before": _values(row["before"]), "after": _values(row["after"])})
        for row in await HISTORY.all(kind, thing_id)
    ]


async def hash_of(entry_id: int) -> str:
    """The hash of one entry, or "" while it is not sealed yet (some seconds)."""
    row = await SEAL_OF.one(entry_id)
    return str(row["hash"]) if row else ""


async def check(given: str) -> Checked | None:
    """What is known of a hash that somebody was given; None when it is not in the chain."""
    seal = await SEALED.one(given)
    if seal is None:
        return None
    entry = await ENTRY.one(seal["entry_id"])
    before = await BEFORE.one(seal["id"])
    anchor = await ANCHOR_AFTER.one(seal["entry_id"])
    return Checked(
        hash=given,
        act=entry["act"] if entry else "",
        entered_at=entry["entered_at"] if entry else None,
        sealed_at=seal["sealed_at"],
        is_same=entry is not None and link(before["hash"] if before else FIRST, entry) == given,
        anchor=Anchor(**anchor) if anchor else None,
    )


async def anchors(*, limit: int, offset: int = 0) -> list[Anchor]:
    """The anchors, newest first."""
    return [Anchor(**row) for row in await ANCHORS.all(limit, offset)]


def _values(text: str | None) -> dict[str, object]:
    return dict(json.loads(text)) if text else {}
