from datetime import timedelta

import pytest

from app.clock import now
from app.database import atomic
from app.post import queue
from app.post.bell import leave, listen

from .conftest import all_letters, letter, put

pytestmark = pytest.mark.anyio


async def test_a_letter_waits_in_the_outbox_after_the_commit_and_the_worker_is_woken(database: str):
    bell = listen()
    at = now()

    @atomic
    async def act() -> int | None:
        letter_id = await queue(letter(), about=("question", 12), at=at)
        assert not bell.is_set()
        return letter_id

    letter_id = await act()
    assert bell.is_set()
    leave(bell)
    (row,) = await all_letters()
    assert (row["id"], row["state"], row["attempts"], row["to_address"]) == (
        letter_id,
        "queued",
        0,
        "lan@example.vn",
    )
    assert (row["about_kind"], row["about_id"], row["queued_at"], row["next_try_at"]) == (
        "question",
        12,
        at,
        at,
    )


async def test_the_same_key_twice_is_one_letter(database: str):
    first = await put(letter(key="receipt 12"))
    assert first is not None
    assert await put(letter(key="receipt 12")) is None
    assert [row["id"] for row in await all_letters()] == [first]


async def test_letters_without_a_key_are_all_kept(database: str):
    await put(letter())
    await put(letter())
    assert len(await all_letters()) == 2


async def test_an_act_that_fails_sends_nothing(database: str):
    @atomic
    async def fail() -> None:
        await queue(letter(), about=("question", 12), at=now())
        raise ValueError

    with pytest.raises(ValueError):
        await fail()
    assert await all_letters() == []


async def test_a_letter_may_wait_for_its_hour(database: str):
    at = now()
    await put(letter(), at=at, not_before=at + timedelta(hours=3))
    (row,) = await all_letters()
    assert row["next_try_at"] == at + timedelta(hours=3)
