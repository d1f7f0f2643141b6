"""The committed version, which a cache of pages compares: other processes' commits change it too."""

import asyncio
import sys
from pathlib import Path

import pytest

from app.database import Statement, atomic, committed_version, connect, disconnect
from tests.database.acts import ADD, add, names
from tests.database.versions import writes_nothing

ROOT = Path(__file__).parents[2]
ADD_ELSEWHERE = """
import asyncio, sys
from app.database import connect, disconnect
from tests.database.acts import add
async def main():
    await connect(sys.argv[1])
    await add(sys.argv[2])
    await disconnect()
asyncio.run(main())
"""


async def add_in_another_process(url: str, name: str) -> None:
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", ADD_ELSEWHERE, url, name, cwd=ROOT)
    assert await other.wait() == 0


async def test_a_commit_of_another_process_changes_the_version(scratch: str) -> None:
    before = await committed_version()
    await add_in_another_process(scratch, "from elsewhere")
    assert await committed_version() != before
    assert await names() == ["from elsewhere"]


async def test_every_commit_changes_the_version_before_the_act_returns(scratch: str) -> None:
    seen = {await committed_version()}
    for number in range(50):
        await add(f"n{number}")
        seen.add(await committed_version())
    assert len(seen) == 51


async def test_reading_does_not_change_the_version(scratch: str) -> None:
    assert await writes_nothing(names)
    assert await writes_nothing(atomic(names))
    numbers = iter(range(50))
    assert not await writes_nothing(lambda: add(f"n{next(numbers)}"))


async def test_what_is_not_committed_yet_does_not_hide_behind_the_new_version(scratch: str) -> None:
    """A page rendered while an act is under way is stale after its commit, so its version must be too."""
    under_way = asyncio.Event()
    go_on = asyncio.Event()

    @atomic
    async def act() -> None:
        await ADD.run("slow")
        under_way.set()
        await go_on.wait()

    task = asyncio.create_task(act())
    await under_way.wait()
    version_of_the_page = await committed_version()
    assert await names() == []
    go_on.set()
    await task
    assert await committed_version() != version_of_the_page


async def test_the_version_needs_a_connected_database() -> None:
    with pytest.raises(RuntimeError, match="connect"):
        await committed_version()


async def test_a_database_is_used_from_one_event_loop_after_another(new_sqlite: str) -> None:
    def in_a_loop_of_its_own() -> int:
        async def use() -> int:
            await connect(new_sqlite)
            try:
                await Statement("CREATE TABLE IF NOT EXISTS loops (id INTEGER PRIMARY KEY)").run()
                await asyncio.gather(*(Statement("INSERT INTO loops DEFAULT VALUES").run() for _ in range(5)))
                return len(await Statement("SELECT id FROM loops").all())
            finally:
                await disconnect()

        return asyncio.run(use())

    assert [await asyncio.to_thread(in_a_loop_of_its_own) for _ in range(3)] == [5, 10, 15]
