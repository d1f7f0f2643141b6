"""The clock delivers news to webhooks: each once, again after a pause that grows, given up after the sixth time."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from app.database import Statement, atomic
from app.database.statements import Row
from app.post.states import pause_after
from app.settings import Settings
from questions.hooks.calling import Answer, call, in_own_thread
from questions.hooks.signing import keys_at
from questions.news.feed import as_news, is_anything_new, news_of, unread
from questions.news.words import News

READER = "hooks"
LEASE = timedelta(seconds=60)
KEPT = timedelta(days=30)
BATCH = 10
# Whoever answers drop by drop holds up nobody; well under the lease.
PATIENCE_SECONDS = 30
ON = Statement("SELECT id, kinds FROM webhook WHERE is_on ORDER BY id LIMIT 100")
ADD = Statement(
    "INSERT INTO webhook_delivery (webhook, entry, act, body, state, attempts, next_try_at, status, error, queued_at)"
    " VALUES ({}, {}, {}, {}, 'waiting', 0, {}, 0, '', {}) ON CONFLICT DO NOTHING RETURNING id"
)
ANY_DUE = Statement("SELECT 1 AS found FROM webhook_delivery WHERE state = 'waiting' AND next_try_at <= {} LIMIT 1")
# `attempts` tells which process holds it: one that died leaves it due again when its lease has run out.
TAKE = """
    UPDATE webhook_delivery SET attempts = attempts + 1, next_try_at = {} WHERE id IN (
        SELECT id FROM webhook_delivery WHERE state = 'waiting' AND next_try_at <= {}
        ORDER BY next_try_at, id LIMIT {} FOR UPDATE SKIP LOCKED)
    RETURNING id, webhook, entry, act, body, attempts"""
TAKE_DUE = Statement(TAKE.replace(" FOR UPDATE SKIP LOCKED", ""), postgres=TAKE)
TAKE_ONE = Statement(
    "UPDATE webhook_delivery SET attempts = attempts + 1, next_try_at = {} WHERE id = {} AND state = 'waiting'"
    " RETURNING id, webhook, entry, act, body, attempts"
)
HOOK = Statement("SELECT id, url, is_on, generation, rotated_at FROM webhook WHERE id = {}")
DONE = Statement(
    "UPDATE webhook_delivery SET state = {}, status = {}, error = {}, next_try_at = {}, done_at = {}"
    " WHERE id = {} AND attempts = {} AND state = 'waiting'"
)
OLD = Statement("SELECT 1 AS found FROM webhook_delivery WHERE done_at < {} LIMIT 1")
FORGET = Statement("DELETE FROM webhook_delivery WHERE done_at < {}")


def may_be_inside(settings: Settings) -> bool:
    """Whether webhooks may lead into a private network: by a setting, and in the demo."""
    return settings.webhooks_inside or settings.is_demo


def delivering_hooks(settings: Settings) -> Callable[[datetime], Awaitable[None]]:
    """The timed act."""

    async def deliver_hooks(at: datetime) -> None:
        if await is_anything_new(READER):
            await _gather(at)
        if await ANY_DUE.one(at):
            await asyncio.gather(*(deliver(row, settings, at=at) for row in await _take(at)))
        if await OLD.one(at - KEPT):
            await _forget(at)

    return deliver_hooks


def payload(news: News, base_url: str) -> str:
    """What a receiver gets: only what everyone may read."""
    told = {
        "id": news.entry_id,
        "event": news.act,
        "what": str(news.what),
        "code": news.code,
        "title": news.title,
        "url": base_url.rstrip("/") + news.path,
        "at": news.at.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False)


@atomic
async def _gather(at: datetime) -> None:
    """Note who is to hear what; the words are made when they are sent, so that none wait in a table."""
    rows = await unread(READER)
    hooks = await ON.all() if rows else []
    for row in rows:
        wanting = [hook["id"] for hook in hooks if row["about_kind"] in hook["kinds"].split(",")]
        news = await as_news(row) if wanting else None
        for hook_id in wanting if news else ():
            await ADD.one(hook_id, row["id"], row["act"], "", at, at)


@atomic
async def _take(at: datetime) -> list[Row]:
    return sorted(await TAKE_DUE.all(at + LEASE, at, BATCH), key=lambda row: row["id"])


@atomic
async def queue_test(hook_id: int, base_url: str, at: datetime) -> Row:
    """A delivery that says nothing, held by the caller."""
    body = json.dumps({"event": "test", "url": base_url, "at": at.isoformat()})
    added = await ADD.one(hook_id, None, "test", body, at, at)
    assert added is not None
    row = await TAKE_ONE.one(at + LEASE, added["id"])
    assert row is not None
    return row


async def deliver(row: Row, settings: Settings, *, at: datetime) -> Answer:
    """One try of a delivery that the caller holds, noted in the log."""
    hook = await HOOK.one(row["webhook"])
    assert hook is not None
    is_test = row["act"] == "test"
    body = row["body"] if is_test else await _body(row["entry"], settings.base_url)
    if not hook["is_on"] and not is_test:
        answer, is_over = Answer(0, "off"), True
    elif body is None:
        answer, is_over = Answer(0, "hidden"), True
    else:
        is_over = is_test
        calling = partial(
            call,
            hook["url"],
            body,
            act=row["act"],
            delivery_id=row["id"],
            keys=keys_at(settings.secret_key, hook["id"], hook["generation"], hook["rotated_at"], at),
            at=at,
            may_be_inside=may_be_inside(settings),
        )
        try:
            answer = await asyncio.wait_for(in_own_thread(calling), PATIENCE_SECONDS)
        except TimeoutError:
            answer = Answer(0, "TimeoutError")
    pause = None if is_over else pause_after(row["attempts"])
    state = "delivered" if answer.is_taken else "waiting" if pause else "given_up"
    again = at + pause if pause else at
    await _note(row, state, answer, again, None if state == "waiting" else at)
    return answer


async def _body(entry_id: int, base_url: str) -> str | None:
    """What a delivery says, as everyone may read it now; None when that is nothing any more."""
    news = await news_of(entry_id)
    return payload(news, base_url) if news else None


@atomic
async def _note(row: Row, state: str, answer: Answer, again: datetime, done_at: datetime | None) -> None:
    await DONE.run(state, answer.status, answer.error, again, done_at, row["id"], row["attempts"])


@atomic
async def _forget(at: datetime) -> None:
    await FORGET.run(at - KEPT)
