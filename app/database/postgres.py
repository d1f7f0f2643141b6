"""PostgreSQL behind a pool: every connection comes back, and an absent server is noticed within seconds."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine
from piccolo.querystring import QueryString

from app.database.finishing import finish
from app.database.pooling import PoolTransaction
from app.database.refusing import refusing

Row = dict[str, Any]

ACQUIRE_SECONDS = 5.0
CONNECT_SECONDS = 1.5
COMMAND_SECONDS = 15.0
# Rows that are written while nobody else has a turn.
SLICE = 500
LIMITS = {
    "statement_timeout": "10000",
    "lock_timeout": "5000",
    "idle_in_transaction_session_timeout": "30000",
}


class Postgres(PostgresEngine):
    """Piccolo's engine with limits on every wait. Nothing is connected before `open`.

    `is_patient` lifts the statement time limits, for migrations.
    """

    current_transaction: Any

    def __init__(self, url: str, *, is_patient: bool = False) -> None:
        limits = {"lock_timeout": "10000"} if is_patient else LIMITS
        command_seconds = None if is_patient else COMMAND_SECONDS
        super().__init__(
            {
                "dsn": url,
                "timeout": CONNECT_SECONDS,
                "command_timeout": command_seconds,
                "server_settings": {"application_name": "doithoai", "timezone": "UTC", **limits},
            }
        )

    async def check_version(self) -> None:
        """Nothing is connected before `open`."""

    async def prep_database(self) -> None:
        """No extension is needed."""

    # Opening and closing

    async def open(self) -> None:
        """Start the pool. Raises Unavailable when the server is away."""
        with refusing:
            self.pool = await asyncpg.create_pool(**self.config, min_size=2, max_size=10, reset=_reset)

    async def close(self) -> None:
        """Let the present transactions end (five seconds), then close the pool."""
        pool = self.pool
        if pool is None:
            return
        try:
            async with asyncio.timeout(5):
                await pool.close()
        except (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            pool.terminate()
        finally:
            self.pool = None

    # Connections

    async def take(self) -> Any:
        if self.pool is None:
            raise RuntimeError("the database is not connected: await connect(settings) first")
        with refusing:
            async with asyncio.timeout(ACQUIRE_SECONDS):
                while True:
                    try:
                        return await self.pool.acquire()
                    except TimeoutError:
                        # A busy machine was slow to open one more; while others are open, one of them will be free.
                        if not self.pool.get_size():
                            raise

    async def give_back(self, connection: Any) -> None:
        if self.pool is None:
            return
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):  # the pool drops a broken one
            await finish(self.pool.release(connection))

    def transaction(self, allow_nested: bool = False) -> PoolTransaction:
        """Nesting is refused whatever is asked: an inner failure could not be undone alone."""
        return PoolTransaction(self)

    @property
    def present(self) -> PoolTransaction | None:
        """The open transaction of this task. A task that outlives the transaction it was born in has none."""
        return self.current_transaction.get() or None

    def transaction_exists(self) -> bool:
        return self.present is not None

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Any]:
        """The transaction's connection, or one of the pool for a moment."""
        if (present := self.present) is not None:
            with refusing:
                yield present.connection
            return
        connection = await self.take()
        try:
            with refusing:
                yield connection
        finally:
            await self.give_back(connection)

    # What Piccolo asks

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> list[Any]:
        sql, values = querystring.compile_string(engine_type="postgres")
        async with self._connected() as connection:
            found: list[Any] = await connection.fetch(sql, *values)
        return found

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> list[Any]:
        async with self._connected() as connection:
            found: list[Any] = await connection.fetch(ddl)
        return found

    # What compiled statements ask

    async def all(self, sql: str, values: Sequence[object], *, slow: bool = False) -> list[Row]:
        async with self._connected() as connection:
            return [dict(record) for record in await connection.fetch(sql, *values)]

    async def one(self, sql: str, values: Sequence[object], *, slow: bool = False) -> Row | None:
        async with self._connected() as connection:
            record = await connection.fetchrow(sql, *values)
        return None if record is None else dict(record)

    async def change(self, sql: str, values: Sequence[object], *, slow: bool = False) -> int:
        """Run a writing; the number of rows it changed, which ends a status like `UPDATE 3`."""
        async with self._connected() as connection:
            status: str = await connection.execute(sql, *values)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def insert_many(self, sql: str, many: Sequence[Sequence[object]]) -> list[int]:
        """The new keys, in order; all rows or none, in slices between which others get their turn."""
        async with self._connected() as connection, connection.transaction():
            return [
                record[0]
                for begin in range(0, len(many), SLICE)
                for record in await connection.fetchmany(sql, many[begin : begin + SLICE])
            ]

    async def ping(self) -> None:
        await self.one("SELECT 1 AS one", ())

    async def committed_version(self) -> str:
        """See `app.database.engines.committed_version`."""
        async with self._connected() as connection:
            version: str = await connection.fetchval("SELECT pg_current_snapshot()::text")
        return version


async def _reset(connection: Any) -> None:
    """In place of asyncpg's four statements on every return: nothing here changes a session's settings."""
    if connection.is_in_transaction():
        await connection.execute("ROLLBACK")
