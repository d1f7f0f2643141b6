"""An act is one transaction: all of it or nothing, and nothing of it stays in the way."""

import asyncio
import contextvars
import sqlite3
import threading
import time
from typing import Any

import asyncpg
import pytest

from app.database import Busy, Statement, after_commit, atomic, is_postgres, transactions, writing
from app.database.engines import current
from app.database.postgres import Postgres
from app.database.sqlite import SQLite
from app.errors import Unavailable
from tests.database.acts import ADD, add, add_an_orphan, add_and_fail, count_up, names

DRIVER_ERRORS = (sqlite3.IntegrityError, asyncpg.ForeignKeyViolationError)


@pytest.fixture(autouse=True)
def _with_scratch(scratch: str) -> None:
    """Every test here uses the scratch tables."""


def assert_everything_is_given_back() -> None:
    engine = current()
    if isinstance(engine, Postgres):
        assert engine.pool is not None
        assert engine.pool.get_idle_size() == engine.pool.get_size()
    else:
        assert not engine.lanes.is_taken
        assert not engine.lanes.writer.in_transaction
    assert engine.present is None


async def test_an_act_that_fails_leaves_nothing() -> None:
    with pytest.raises(ValueError, match="no"):
        await add_and_fail("a", ValueError("no"))
    assert await names() == []
    assert_everything_is_given_back()


async def test_an_act_inside_an_act_is_refused_and_the_outer_one_leaves_nothing() -> None:
    @atomic
    async def outer() -> None:
        await ADD.run("outer")
        await add("inner")

    with pytest.raises(RuntimeError, match="already inside a transaction"):
        await outer()
    assert await names() == []


async def test_after_commit_waits_for_the_commit_and_is_dropped_by_a_rollback() -> None:
    told: list[str] = []

    @atomic
    async def act(name: str, fails: bool) -> None:
        await ADD.run(name)
        after_commit(lambda: told.append(name))
        assert told == []
        if fails:
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await act("dropped", True)
    assert told == []
    await act("kept", False)
    assert told == ["kept"]
    after_commit(lambda: told.append("at once"))
    assert told == ["kept", "at once"]


async def test_a_failing_call_after_the_commit_does_not_fail_the_act() -> None:
    told: list[str] = []

    @atomic
    async def act() -> None:
        await ADD.run("a")
        after_commit(lambda: 1 / 0)
        after_commit(lambda: told.append("second"))

    await act()
    assert (await names(), told) == (["a"], ["second"])


async def test_r4_a_hundred_failed_commits_leave_every_connection_idle() -> None:
    for number in range(100):
        with pytest.raises(DRIVER_ERRORS):
            await add_an_orphan(f"n{number}")
    assert_everything_is_given_back()
    await add("next")
    assert await names() == ["next"]


async def test_r4_a_hundred_failed_commits_at_once_leave_every_connection_idle() -> None:
    results = await asyncio.gather(*(add_an_orphan(f"n{n}") for n in range(100)), return_exceptions=True)
    assert all(isinstance(result, DRIVER_ERRORS) for result in results)
    assert_everything_is_given_back()
    await add("next")
    assert await names() == ["next"]


async def test_r4_writes_after_a_failed_commit_are_stored_in_the_same_task() -> None:
    with pytest.raises(DRIVER_ERRORS):
        await add_an_orphan("orphan")
    await ADD.run("plain")
    await add("act")
    seen_by_another_task = await asyncio.create_task(names())
    assert seen_by_another_task == ["plain", "act"]


async def test_r5_forty_read_modify_writes_at_once_all_count() -> None:
    took: list[float] = []

    async def timed() -> int:
        start = time.perf_counter()
        number = await count_up()
        took.append(time.perf_counter() - start)
        return number

    numbers = await asyncio.gather(*(timed() for _ in range(40)))
    assert sorted(numbers) == list(range(1, 41))
    assert max(took) < 2


async def test_an_act_is_tried_again_when_another_came_between() -> None:
    tries = 0

    @atomic
    async def act() -> None:
        nonlocal tries
        tries += 1
        await ADD.run("a")
        if tries < 3:
            raise Busy("between")

    await act()
    assert (tries, await names()) == (3, ["a"])


async def test_five_tries_are_enough_and_then_the_person_is_told() -> None:
    tries = 0

    @atomic
    async def act() -> None:
        nonlocal tries
        tries += 1
        raise Busy("between")

    with pytest.raises(Unavailable):
        await act()
    assert tries == transactions.TRIES
    assert_everything_is_given_back()


async def test_a_cancelled_act_leaves_nothing_and_gives_everything_back() -> None:
    @atomic
    async def slow() -> None:
        await ADD.run("a")
        await asyncio.sleep(10)

    for delay in (0, 0.001, 0.01, 0.05):
        task = asyncio.create_task(slow())
        await asyncio.sleep(delay)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert_everything_is_given_back()
    await add("next")
    assert await names() == ["next"]


async def test_acts_cancelled_at_any_moment_are_stored_whole_or_not_at_all() -> None:
    told: list[int] = []

    @atomic
    async def pair(number: int) -> None:
        await ADD.run(f"{number}a")
        await ADD.run(f"{number}b")
        after_commit(lambda: told.append(number))

    async def cancelled(number: int) -> None:
        task = asyncio.create_task(pair(number))
        await asyncio.sleep(number * 0.00003)
        task.cancel()
        await asyncio.wait([task])

    for number in range(100):
        await cancelled(number)
    stored = await names()
    assert sorted(stored) == sorted(f"{number}{half}" for number in told for half in "ab")
    assert_everything_is_given_back()


async def test_a_task_that_outlives_its_transaction_writes_in_one_of_its_own() -> None:
    go_on = asyncio.Event()
    children: list[asyncio.Task[Any]] = []

    async def later() -> None:
        await go_on.wait()
        await add("child")

    @atomic
    async def parent() -> None:
        await ADD.run("parent")
        children.append(asyncio.create_task(later()))

    await parent()
    go_on.set()
    await children[0]
    assert await names() == ["parent", "child"]


async def test_reads_outside_an_act_do_not_see_what_is_not_committed() -> None:
    seen: list[list[str]] = []

    @atomic
    async def act() -> None:
        await ADD.run("a")
        assert await names() == ["a"]
        seen.append(await asyncio.create_task(names(), context=clean))

    clean = contextvars.Context()
    await act()
    assert seen == [[]]


async def test_r4_serialisation_failures_at_commit_are_tried_again() -> None:
    if not is_postgres():
        pytest.skip("SQLite orders writers by its lock, so no commit can fail this way")
    for sql in (
        "CREATE SEQUENCE tries",
        # nextval is not undone by a rollback, so the function can fail a given number of times.
        (
            "CREATE FUNCTION clash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF nextval('tries') <= NEW.half THEN RAISE EXCEPTION 'clash' USING ERRCODE = '40001'; END IF;"
            " RETURN NEW; END $$"
        ),
        (
            "CREATE CONSTRAINT TRIGGER clash AFTER INSERT ON scratch DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION clash()"
        ),
    ):
        await Statement(sql).run()
    insert = Statement("INSERT INTO scratch (name, half) VALUES ({}, {})")
    failing = atomic(insert.run)
    await failing("twice refused", 2)
    for number in range(8):
        with pytest.raises(Busy):
            await failing(f"n{number}", 1_000_000)
    assert_everything_is_given_back()
    assert await names() == ["twice refused"]


async def test_no_thread_is_left_by_a_thousand_acts() -> None:
    before = threading.active_count()
    await asyncio.gather(*(add(f"n{n}") for n in range(200)))
    assert threading.active_count() == before


async def test_r5_another_process_that_holds_the_lock_is_waited_for(
    scratch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = current()
    if not isinstance(engine, SQLite):
        pytest.skip("PostgreSQL locks rows, not the database")
    other = sqlite3.connect(engine.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.gather(*(add(f"n{n}") for n in range(5)))
    await asyncio.sleep(0.2)
    assert await names() == []  # readers wait for nobody
    other.execute("COMMIT")
    await waiting
    assert len(await names()) == 5
    monkeypatch.setattr(writing, "LOCK_SECONDS", 0.05)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        await add("refused")
    other.execute("ROLLBACK")
    other.close()
    await add("works again")
    assert_everything_is_given_back()


@pytest.mark.parametrize("when", ["in a statement", "between two", "before the commit"])
async def test_a_connection_lost_in_an_act_is_said_and_leaves_nothing(when: str, scratch: str) -> None:
    if not is_postgres():
        pytest.skip("SQLite has no connection to lose")
    own = Statement("SELECT pg_backend_pid() AS own")
    end = Statement("SELECT pg_terminate_backend({})")

    @atomic
    async def lose() -> None:
        await ADD.run("lost")
        row = await own.one()
        assert row is not None
        if when == "in a statement":
            await end.run(row["own"])
        else:
            await asyncio.create_task(_elsewhere(end, row["own"]), context=contextvars.Context())
            await asyncio.sleep(0.05)
        if when == "between two":
            await ADD.run("lost too")

    for _again in range(12):
        with pytest.raises(Unavailable):
            await lose()
    await add("found")
    assert await names() == ["found"]


async def _elsewhere(statement: Statement, *values: object) -> None:
    """On a connection of its own, whatever transaction its task was born in."""
    await statement.run(*values)
