"""Why we do not use Piccolo's own engines: what they lose, shown on them.

When one of these fails, Piccolo may have mended it, and our engines can become smaller.
"""

import asyncio
import sqlite3
from pathlib import Path

import asyncpg
import pytest
from piccolo.engine.postgres import PostgresEngine
from piccolo.engine.sqlite import SQLiteEngine, SQLiteTransaction
from piccolo.querystring import QueryString

CREATE = "CREATE TABLE note (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED)"
ORPHAN = QueryString("INSERT INTO note (id, parent) VALUES (1, 999)")


async def test_the_stock_sqlite_engine_loses_what_is_written_after_a_failed_commit(tmp_path: Path) -> None:
    engine = SQLiteEngine(path=str(tmp_path / "stock.sqlite"))
    await engine.run_ddl(CREATE)
    transactions: list[SQLiteTransaction] = []

    async def fail_and_go_on() -> None:
        with pytest.raises(sqlite3.IntegrityError):
            async with engine.transaction() as transaction:
                transactions.append(transaction)
                await engine.run_querystring(ORPHAN)
        await engine.run_querystring(QueryString("INSERT INTO note (id) VALUES (2)"))
        assert len(await engine.run_querystring(QueryString("SELECT id FROM note WHERE id = 2"))) == 1

    await asyncio.create_task(fail_and_go_on())
    assert await engine.run_querystring(QueryString("SELECT id FROM note")) == []  # it had said: stored
    await transactions[0].connection.close()  # without this its thread keeps the process alive for ever


async def test_the_stock_sqlite_engine_refuses_writers_that_read_first(tmp_path: Path) -> None:
    engine = SQLiteEngine(path=str(tmp_path / "stock.sqlite"))
    await engine.run_ddl("CREATE TABLE counter (number INTEGER)")
    await engine.run_querystring(QueryString("INSERT INTO counter VALUES (0)"))

    async def count_up() -> None:
        async with engine.transaction():
            [row] = await engine.run_querystring(QueryString("SELECT number FROM counter"))
            await asyncio.sleep(0.01)
            await engine.run_querystring(QueryString("UPDATE counter SET number = {}", row["number"] + 1))

    results = await asyncio.gather(*(count_up() for _ in range(10)), return_exceptions=True)
    assert any("locked" in str(result) for result in results)


async def test_the_stock_postgres_engine_loses_a_connection_with_every_failed_commit(
    postgres_server: str,
) -> None:
    engine = PostgresEngine({"dsn": postgres_server})
    await engine.start_connection_pool(min_size=1, max_size=2)
    assert engine.pool is not None

    async def fail() -> None:
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            async with engine.transaction():
                await engine.run_ddl(CREATE)
                await engine.run_querystring(ORPHAN)

    for _commit in range(2):
        await asyncio.create_task(fail())
    assert engine.pool.get_idle_size() == 0
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(engine.run_querystring(QueryString("SELECT 1")), timeout=0.5)
    engine.pool.terminate()
