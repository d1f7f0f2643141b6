"""Every move of a letter, each one statement: claimed, delivered, postponed, given up, held, tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.access import Viewer
from app.database import Statement, after_commit, atomic
from app.errors import Conflict
from app.i18n import Sentence as _
from app.journal import record
from app.post.bell import ring
from app.post.hours import by_day, is_day
from app.post.letter import without_secrets
from app.post.states import pause_after

LEASE = timedelta(seconds=60)

# A letter whose worker died stays "sending" until its lease has run out; then it is due again.
ANY_DUE = Statement(
    "SELECT 1 AS found FROM outbox_letter"
    " WHERE (state = 'queued' AND next_try_at <= {} AND (NOT by_day OR {}))"
    " OR (state = 'sending' AND lease_until < {}) LIMIT 1"
)
CLAIM = """
    UPDATE outbox_letter SET state = 'sending', lease_until = {}, attempts = attempts + 1 WHERE id IN (
        SELECT id FROM outbox_letter
        WHERE (state = 'queued' AND next_try_at <= {} AND (NOT by_day OR {}))
            OR (state = 'sending' AND lease_until < {})
        ORDER BY next_try_at, id LIMIT {} FOR UPDATE SKIP LOCKED)
    RETURNING id, to_address, subject, body, language, attempts, message_id, queued_at, by_day"""
CLAIM_DUE = Statement(CLAIM.replace(" FOR UPDATE SKIP LOCKED", ""), postgres=CLAIM)

# Only the worker that holds the present attempt may say how it ended.
DELIVERED = Statement(
    "UPDATE outbox_letter SET state = 'sent', sent_at = {}, body = {}, lease_until = NULL, last_error = ''"
    " WHERE id = {} AND attempts = {} AND state = 'sending'"
)
POSTPONED = Statement(
    "UPDATE outbox_letter SET state = 'queued', next_try_at = {}, last_error = {}, lease_until = NULL"
    " WHERE id = {} AND attempts = {} AND state = 'sending'"
)
GIVEN_UP = Statement(
    "UPDATE outbox_letter SET state = 'dead', last_error = {}, lease_until = NULL"
    " WHERE id = {} AND attempts = {} AND state = 'sending'"
)
RELEASED = Statement(
    "UPDATE outbox_letter SET state = 'queued', attempts = attempts - 1, lease_until = NULL"
    " WHERE id = {} AND attempts = {} AND state = 'sending'"
)
ANY_QUEUED = Statement("SELECT 1 AS found FROM outbox_letter WHERE state = 'queued' LIMIT 1")
SET_ASIDE = Statement("UPDATE outbox_letter SET state = 'unsent' WHERE state = 'queued' AND next_try_at <= {}")
RETRY = Statement(
    "UPDATE outbox_letter SET state = 'queued', attempts = 0, next_try_at = {}, last_error = ''"
    " WHERE id = {} AND state IN ('dead', 'held', 'unsent') RETURNING id"
)
HOLD = Statement(
    "UPDATE outbox_letter SET state = 'held' WHERE id = {} AND state IN ('queued', 'gathered') RETURNING id"
)
WITHHELD = Statement(
    "UPDATE outbox_letter SET state = 'held' WHERE key = {} AND state IN ('queued', 'unsent', 'gathered') RETURNING id"
)
LET_GO = Statement(
    "UPDATE outbox_letter SET state = 'queued', next_try_at = {} WHERE key = {} AND state = 'held' RETURNING id"
)


@dataclass(frozen=True)
class Claimed:
    """A letter that one worker holds until its lease runs out."""

    id: int
    to_address: str
    subject: str
    body: str
    language: str
    attempts: int
    message_id: str
    queued_at: datetime
    by_day: bool = False


async def any_due(at: datetime) -> bool:
    """Whether a letter should leave now. Reads only, so an idle worker disturbs nobody."""
    return await ANY_DUE.one(at, is_day(at), at) is not None


@atomic
async def claim(at: datetime, *, most: int) -> list[Claimed]:
    """Take up to `most` due letters for 60 seconds; no other worker gets them meanwhile."""
    rows = await CLAIM_DUE.all(at + LEASE, at, is_day(at), at, most)
    return sorted((Claimed(**row | {"by_day": bool(row["by_day"])}) for row in rows), key=lambda letter: letter.id)


@atomic
async def delivered(letter: Claimed, *, at: datetime) -> None:
    """The mail server took it. Its secret links are blotted out in what is kept."""
    await DELIVERED.run(at, without_secrets(letter.body), letter.id, letter.attempts)


@atomic
async def failed(letters: list[Claimed], error: str, *, at: datetime, for_good: bool = False) -> None:
    """It did not leave: try again after a pause that grows, or give up after the sixth time."""
    for letter in letters:
        pause = None if for_good else pause_after(letter.attempts)
        if pause is None:
            await GIVEN_UP.run(error[:2000], letter.id, letter.attempts)
        else:
            again = by_day(at + pause) if letter.by_day else at + pause
            await POSTPONED.run(again, error[:2000], letter.id, letter.attempts)


@atomic
async def release(letters: list[Claimed]) -> None:
    """Give back what was claimed but not tried; it costs no attempt."""
    for letter in letters:
        await RELEASED.run(letter.id, letter.attempts)


async def set_aside(at: datetime) -> None:
    """Without a mail server, letters wait visibly as unsent instead of failing again and again."""
    if await ANY_QUEUED.one():
        await _set_aside(at)


@atomic
async def _set_aside(at: datetime) -> None:
    await SET_ASIDE.run(at)


@atomic
async def retry(letter_id: int, *, by: Viewer, at: datetime) -> None:
    """Let a letter that was given up, held or never sent leave now; raises Conflict for any other."""
    if not await RETRY.one(at, letter_id):
        raise Conflict(_("This letter cannot be sent again: it has left or is waiting already."))
    await record("letter.retry", by=by, at=at, about=("letter", letter_id))
    after_commit(ring)


@atomic
async def hold(letter_id: int, *, by: Viewer, at: datetime) -> None:
    """Keep a waiting letter back; raises Conflict when it has left meanwhile."""
    if not await HOLD.one(letter_id):
        raise Conflict(_("This letter cannot be held back: it is not waiting any more."))
    await record("letter.hold", by=by, at=at, about=("letter", letter_id))


async def withhold(key: str) -> bool:
    """Inside the act that takes back what a letter tells: keep it back; whether it had not left yet."""
    return await WITHHELD.one(key) is not None


async def let_go(key: str, at: datetime) -> bool:
    """Inside the act that lets stand again what a letter tells: let it leave; whether it was kept back."""
    if await LET_GO.one(at, key) is None:
        return False
    after_commit(ring)
    return True
