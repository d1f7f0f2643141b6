"""Putting a letter into the outbox, inside the transaction of the act that writes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from uuid import uuid4

from app.database import Statement, after_commit
from app.post.bell import ring
from app.post.daily import waits_for_morning
from app.post.hours import by_day
from app.post.letter import Letter
from app.post.states import LetterState

# Both unique indexes and a second run of the same act end in "do nothing": no row comes back.
ADD = Statement(
    "INSERT INTO outbox_letter (to_address, subject, body, language, about_kind, about_id, key, state,"
    " attempts, next_try_at, last_error, queued_at, message_id, by_day)"
    " VALUES ({}, {}, {}, {}, {}, {}, {}, {}, 0, {}, '', {}, {}, {}) ON CONFLICT DO NOTHING RETURNING id"
)

_born: ContextVar[LetterState] = ContextVar("born", default=LetterState.QUEUED)


@contextmanager
def held_back() -> Iterator[None]:
    """Letters written meanwhile are held from the start: for a made-up past, whose letters must reach nobody."""
    before = _born.set(LetterState.HELD)
    try:
        yield
    finally:
        _born.reset(before)


async def queue(
    letter: Letter, *, about: tuple[str, int], at: datetime, not_before: datetime | None = None
) -> int | None:
    """Queue a letter; its id, or None when a letter with the same key is there already.

    Call it inside the act's `@atomic` function: the letter leaves only if the act is committed.
    """
    state = LetterState.QUEUED
    if _born.get() is state and await waits_for_morning(letter, about[0]):
        state = LetterState.GATHERED
    add, values = prepared(letter, about=about, at=at, not_before=not_before, state=state)
    row = await add.one(*values)
    after_commit(ring)
    return int(row["id"]) if row else None


def prepared(
    letter: Letter,
    *,
    about: tuple[str, int],
    at: datetime,
    not_before: datetime | None = None,
    state: LetterState = LetterState.QUEUED,
) -> tuple[Statement, tuple[object, ...]]:
    """The statement and values that `queue` would run; the caller adds `after_commit(app.post.bell.ring)`."""
    kind, thing_id = about
    return ADD, (
        letter.to,
        letter.subject,
        letter.body,
        letter.language,
        kind,
        thing_id,
        letter.key or None,
        (state if state is LetterState.GATHERED else _born.get()).value,
        by_day(not_before or at) if letter.by_day else not_before or at,
        at,
        uuid4().hex,
        letter.by_day,
    )
