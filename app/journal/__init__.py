"""An append-only trail: one row for each act, written in the act's own transaction."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from app.access import Viewer
from app.database import Insert
from app.journal.tables import JournalEntry

ADD = Insert(
    JournalEntry,
    "act",
    "person_id",
    "person_name",
    "unit_id",
    "about_kind",
    "about_id",
    "before",
    "after",
    "reason",
    "happened_at",
    "entered_at",
)


async def record(
    act: str,
    *,
    by: Viewer,
    at: datetime,
    about: tuple[str, int],
    unit_id: int | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    happened_at: datetime | None = None,
) -> int:
    """Write one act down and return its id.

    `about` is the kind of thing and its id, such as ("question", 12). `at` is when it was entered;
    `happened_at` differs only where somebody types in what took place earlier. `before` and `after`
    hold plain values; dates and instants are written in ISO form.
    """
    add, values = prepared(
        act,
        by=by,
        at=at,
        about=about,
        unit_id=unit_id,
        before=before,
        after=after,
        reason=reason,
        happened_at=happened_at,
    )
    return int(await add(*values))


def prepared(
    act: str,
    *,
    by: Viewer,
    at: datetime,
    about: tuple[str, int],
    unit_id: int | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    happened_at: datetime | None = None,
) -> tuple[Insert, tuple[object, ...]]:
    """The statement and the values that `record` would run, for an act that sends several writes at once."""
    kind, thing_id = about
    return ADD, (
        act,
        by.person_id,
        by.name,
        unit_id,
        kind,
        thing_id,
        _as_json(before),
        _as_json(after),
        reason,
        happened_at or at,
        at,
    )


def _as_json(values: Mapping[str, object] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
