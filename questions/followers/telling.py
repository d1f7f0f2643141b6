"""The clock tells followers: one letter for each piece of news, and one a day when there are many."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from hashlib import sha256

from app import post
from app.clock import at_local, day_of
from app.database import Statement, atomic
from app.post.hours import is_day
from questions.conditions import Condition, any_of, one_of
from questions.followers import letters
from questions.followers.keeping import forget_unconfirmed, token_of
from questions.news.feed import as_news, is_anything_new, news_of, unread
from questions.news.words import News

READER = "followers"
# After so many letters on one day, the rest comes in one letter the next morning.
MOST_A_DAY = 3
KEPT = timedelta(days=3)
ADD = Statement(
    "INSERT INTO follower_news (email, entry, found_at) VALUES ({}, {}, {}) ON CONFLICT DO NOTHING RETURNING id"
)
WAITING = Statement("SELECT email FROM follower_news WHERE told_at IS NULL GROUP BY email ORDER BY min(id) LIMIT 200")
TOLD_TODAY = Statement("SELECT count(DISTINCT told_at) AS n FROM follower_news WHERE email = {} AND told_at >= {}")
TAKE = Statement("UPDATE follower_news SET told_at = {} WHERE email = {} AND told_at IS NULL RETURNING id, entry")
# Holds the row, so that nobody leaves between this and the letter, which would outlive them.
_LANGUAGE = "SELECT language FROM follower WHERE email = {} AND confirmed_at IS NOT NULL ORDER BY id DESC LIMIT 1"
LANGUAGE = Statement(_LANGUAGE, postgres=f"{_LANGUAGE} FOR UPDATE")
OLD = Statement("SELECT 1 AS found FROM follower_news WHERE told_at < {} LIMIT 1")
FORGET = Statement("DELETE FROM follower_news WHERE told_at < {}")


def telling_followers(secret_key: str) -> Callable[[datetime], Awaitable[None]]:
    """The timed act; `secret_key` makes the links by which one leaves."""

    async def tell_followers(at: datetime) -> None:
        await forget_unconfirmed(at)
        if await is_anything_new(READER):
            await _gather(at)
        if is_day(at):
            for row in await WAITING.all():
                await _tell(row["email"], secret_key, at)
        if await OLD.one(at - KEPT):
            await _forget(at)

    return tell_followers


@atomic
async def _gather(at: datetime) -> None:
    for row in await unread(READER):
        news = await as_news(row)
        for email in await _followers(news) if news else ():
            await ADD.one(email, row["id"], at)


async def _followers(news: News) -> list[str]:
    about = any_of(
        *(
            Condition("kind = {}", (followed.value,)) & one_of("thing", ids)
            for followed, ids in news.about.items()
            if ids
        )
    )
    find = Statement(f"SELECT DISTINCT email FROM follower WHERE confirmed_at IS NOT NULL AND ({about.sql})")  # noqa: S608
    return [row["email"] for row in await find.all(*about.values)]


@atomic
async def _tell(email: str, secret_key: str, at: datetime) -> None:
    told = await TOLD_TODAY.one(email, at_local(day_of(at)))
    if told and told["n"] >= MOST_A_DAY:
        return  # all that is found until tomorrow comes in the first letter of that day
    language = await LANGUAGE.one(email)
    taken = sorted(row["entry"] for row in await TAKE.all(at, email))
    news = [found for entry in taken if (found := await news_of(entry)) is not None]
    if language is None or not news:
        return
    letter = letters.news(
        news,
        to=email,
        token=token_of(secret_key, email),
        language=language["language"],
        key=f"follow_news {_print(email)} {taken[-1]}",
    )
    await post.queue(letter, about=("follower", 0), at=at)


def _print(address: str) -> str:
    """What tells one address from another, and is none: the key stays when the letter is emptied."""
    return sha256(address.encode()).hexdigest()[:24]


@atomic
async def _forget(at: datetime) -> None:
    await FORGET.run(at - KEPT)
