"""How fast acts and reads are: `python -m tests.bench.transactions [URL]` (a new SQLite file by default).

Durable transactions of two rows each, one after another and fifty at a time, and reads by key,
beside plain sqlite3.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from piccolo.columns import Serial, Varchar
from piccolo.table import Table

from app.database import Insert, Statement, atomic, connect, disconnect

ROUNDS = 4000
AT_ONCE = 50


class Bench(Table, tablename="bench"):
    id: Serial
    name = Varchar()


ADD = Insert(Bench, "name")
ONE = Statement("SELECT id, name FROM bench WHERE id = {}")


@atomic
async def add_two(number: int) -> None:
    await ADD(f"{number}a")
    await ADD(f"{number}b")


async def one_by_one(act: Callable[[int], Awaitable[object]]) -> None:
    for number in range(ROUNDS):
        await act(number)


async def many_at_once(act: Callable[[int], Awaitable[object]]) -> None:
    numbers = iter(range(ROUNDS))

    async def worker() -> None:
        for number in numbers:
            await act(number)

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


def plain(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for sql in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE bench (id INTEGER PRIMARY KEY, name)",
    ):
        connection.execute(sql)
    start = time.perf_counter()
    for number in range(ROUNDS):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO bench (name) VALUES (?) RETURNING id", (f"{number}a",)).fetchall()
        connection.execute("INSERT INTO bench (name) VALUES (?) RETURNING id", (f"{number}b",)).fetchall()
        connection.execute("COMMIT")
    tell("plain sqlite3, one by one", time.perf_counter() - start)
    start = time.perf_counter()
    for number in range(ROUNDS):
        connection.execute("SELECT id, name FROM bench WHERE id = ?", (number,)).fetchone()
    tell("plain sqlite3, reads by key", time.perf_counter() - start)
    connection.close()


async def ours(url: str) -> None:
    await connect(url)
    await Bench.create_table()

    async def timed(what: str, work: Awaitable[None]) -> None:
        start = time.perf_counter()
        await work
        tell(what, time.perf_counter() - start)

    await timed("@atomic and Insert, one by one", one_by_one(add_two))
    await timed(f"@atomic and Insert, {AT_ONCE} at a time", many_at_once(add_two))
    await timed("Statement.one, one by one", one_by_one(ONE.one))
    await timed(f"Statement.one, {AT_ONCE} at a time", many_at_once(ONE.one))
    await timed(
        "Piccolo select, one by one",
        one_by_one(lambda key: Bench.select().where(Bench.id == key).first().run()),
    )
    await Bench.alter().drop_table()
    await disconnect()


def tell(what: str, seconds: float) -> None:
    print(f"{ROUNDS / seconds:10,.0f} /s  {what}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=".") as folder:
        if len(sys.argv) > 1:
            asyncio.run(ours(sys.argv[1]))
        else:
            plain(Path(folder) / "plain.sqlite")
            asyncio.run(ours(f"sqlite:///{folder}/ours.sqlite"))
