"""Reading the trail."""

import json
from dataclasses import dataclass
from datetime import datetime

from app.database import Statement

HISTORY = Statement(
    "SELECT id, act, person_id, person_name, unit_id, before, after, reason, happened_at, entered_at"
    " FROM journal_entry WHERE about_kind = {} AND about_id = {} ORDER BY id LIMIT 1000"
)


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


def _values(text: str | None) -> dict[str, object]:
    return dict(json.loads(text)) if text else {}
