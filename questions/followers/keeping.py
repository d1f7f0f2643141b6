"""Asking to follow something, confirming it, and leaving it. Nobody learns whether an address is known here."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app import journal, post
from app.access import Viewer
from app.database import Statement, atomic
from app.errors import NotFound
from app.i18n import Sentence as _
from app.post.forgetting import forget_letters
from questions.followers import letters
from questions.followers.things import Thing, thing_of
from questions.news.words import Followed

CONFIRM_WITHIN = timedelta(days=3)
# An address that confirms nothing gets no more letters than these.
MOST_UNCONFIRMED = 5
ASK = Statement(
    "INSERT INTO follower (email, kind, thing, language, token_hash, asked_at) VALUES ({}, {}, {}, {}, {}, {})"
    " ON CONFLICT DO NOTHING RETURNING id"
)
UNCONFIRMED = Statement("SELECT count(*) AS n FROM follower WHERE email = {} AND confirmed_at IS NULL")
OF_TOKEN = Statement(
    "SELECT id, email, kind, thing, confirmed_at FROM follower WHERE token_hash = {} ORDER BY id LIMIT 200"
)
CONFIRM = Statement(
    "UPDATE follower SET confirmed_at = {} WHERE id = {} AND token_hash = {} AND confirmed_at IS NULL RETURNING id"
)
LEAVE = Statement("DELETE FROM follower WHERE id = {} AND token_hash = {}")
LEAVE_ALL = Statement("DELETE FROM follower WHERE token_hash = {}")
STILL = Statement("SELECT 1 AS found FROM follower WHERE email = {} LIMIT 1")
FORGET_NEWS = Statement("DELETE FROM follower_news WHERE email = {}")
FORGET_UNCONFIRMED = Statement("DELETE FROM follower WHERE confirmed_at IS NULL AND asked_at < {} RETURNING email")
ANY_LAPSED = Statement("SELECT 1 AS found FROM follower WHERE confirmed_at IS NULL AND asked_at < {} LIMIT 1")
NO_LINK = _("This link is not valid any more: nothing is followed by it.")


@dataclass(frozen=True)
class Following:
    """One thing that an address follows, or was asked about."""

    id: int
    thing: Thing
    is_confirmed: bool


def token_of(secret_key: str, email: str) -> str:
    """The secret of an address; whoever has it reads that mail box."""
    digest = hmac.new(secret_key.encode(), b"follow\0" + email.encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@atomic
async def ask_to_follow(email: str, thing: Thing, *, secret_key: str, language: str, at: datetime) -> None:
    """Send a link that confirms it. Silent for what is followed or asked for already."""
    found = await UNCONFIRMED.one(email)
    if found and found["n"] >= MOST_UNCONFIRMED:
        return
    token = token_of(secret_key, email)
    row = await ASK.one(email, thing.kind.value, thing.id, language, hash_of(token), at)
    if row is None:
        return
    # The number of a row that is gone may be given again, so it alone would not tell two letters apart.
    key = f"follow_confirm {row['id']} {at:%Y%m%d%H%M%S%f}"
    letter = letters.confirm(to=email, title=thing.name, token=token, language=language, key=key)
    await post.queue(letter, about=("follower", row["id"]), at=at)


async def followings(token: str) -> list[Following]:
    """Everything of the address behind a link; raises NotFound when there is nothing."""
    rows = await OF_TOKEN.all(hash_of(token))
    found = [
        Following(row["id"], thing, row["confirmed_at"] is not None)
        for row in rows
        if (thing := await thing_of(Followed(row["kind"]), row["thing"])) is not None
    ]
    if not found:
        raise NotFound(NO_LINK)
    return found


@atomic
async def confirm(token: str, following_id: int, *, by: Viewer, at: datetime) -> bool:
    """From now on news is told; False when it was confirmed before or is gone."""
    if await CONFIRM.one(at, following_id, hash_of(token)) is None:
        return False
    await journal.record("follower.confirm", by=by, at=at, about=("follower", following_id))
    return True


@atomic
async def leave(token: str, following_id: int | None = None, *, by: Viewer, at: datetime) -> None:
    """Stop following one thing, or everything; with the last one the address is erased. Leaving twice is leaving."""
    rows = await OF_TOKEN.all(hash_of(token))
    for row in rows:  # the journal keeps that it was left, and no address
        if following_id in (None, row["id"]):
            await journal.record("follower.leave", by=by, at=at, about=("follower", row["id"]))
    if following_id is None:
        await LEAVE_ALL.run(hash_of(token))
    else:
        await LEAVE.run(following_id, hash_of(token))
    await _erase({row["email"] for row in rows})


async def forget_unconfirmed(at: datetime) -> None:
    """Erase addresses that nobody confirmed in three days. Run by the clock."""
    if await ANY_LAPSED.one(at - CONFIRM_WITHIN):
        await _forget(at)


@atomic
async def _forget(at: datetime) -> None:
    await _erase({row["email"] for row in await FORGET_UNCONFIRMED.all(at - CONFIRM_WITHIN)})


async def _erase(emails: Iterable[str]) -> None:
    """What is kept of addresses that follow nothing any more: news, and letters that left or wait."""
    for email in emails:
        if not await STILL.one(email):
            await FORGET_NEWS.run(email)
            await forget_letters("follower", email)
