"""SQLite for a web server: one writer that everybody queues for, and readers that nobody waits for."""

import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from piccolo.engine.sqlite import SQLiteEngine, TransactionType
from piccolo.querystring import QueryString

from app.database.lane import Lane, Row, first_row, rows
from app.database.lanes import Lanes
from app.database.refusing import Busy, refusing
from app.database.writing import WriterTransaction

T = TypeVar("T")

READS = re.compile(r"\s*(SELECT|EXPLAIN|VALUES|PRAGMA|WITH(?!.*\b(INSERT|UPDATE|DELETE|REPLACE)\b))\b", re.I | re.S)


def convert_quickly() -> None:
    """Read the common column types as Piccolo does, without its way over Decimal and decorators."""
    sqlite3.converters.pop("INTEGER", None)  # SQLite hands out int already
    sqlite3.register_converter("BOOLEAN", b"1".__eq__)
    sqlite3.register_converter("TIMESTAMPTZ", _instant)


def _instant(stored: bytes) -> datetime:
    return datetime.fromisoformat(stored.decode()).replace(tzinfo=UTC)


@lru_cache(maxsize=1024)
def reads_only(sql: str) -> bool:
    """Whether a statement needs no write lock, told by its first word."""
    return READS.match(sql) is not None


async def _on(lane: Lane, take: Callable[[sqlite3.Cursor], T], sql: str, values: Sequence[object], slow: bool) -> T:
    """In the event loop when the statement is quick and the lane's thread is idle, else on the thread."""
    if not slow and not lane.waiting:
        with refusing:
            return take(lane.here(sql, values))
    return await lane.there(lambda connection: take(connection.execute(sql, values)))


def _only_row(cursor: sqlite3.Cursor) -> Row | None:
    """The row of a writing with RETURNING, which is done only when every row was fetched."""
    found = rows(cursor)
    return found[0] if found else None


def _changed(cursor: sqlite3.Cursor) -> int:
    cursor.fetchall()
    return max(cursor.rowcount, 0)


class SQLite(SQLiteEngine):
    """Piccolo's engine on lanes: a writer, readers on threads, and one reader in the event loop.

    Every reading outside a transaction sees the last commit; WAL readers and the writer never wait for each
    other. `open` and `close` belong to one event loop at a time.
    """

    current_transaction: Any

    def __init__(self, path: str | Path) -> None:
        super().__init__(path=str(path))
        convert_quickly()
        self._lanes: Lanes | None = None

    async def check_version(self) -> None:
        """Nothing is opened before `open`."""

    @property
    def lanes(self) -> Lanes:
        """Opened when they are first needed. Raises Unavailable."""
        if self._lanes is None:
            self._lanes = Lanes(Path(self.path))
        return self._lanes

    def open(self) -> None:
        """Open the file, or make it. Raises Unavailable."""
        _ = self.lanes

    async def close(self) -> None:
        """Let the present transaction end, then close every connection and thread."""
        lanes, self._lanes = self._lanes, None
        if lanes is not None:
            await lanes.close()

    def transaction(
        self, transaction_type: TransactionType = TransactionType.immediate, allow_nested: bool = False
    ) -> WriterTransaction:
        """Nesting is refused whatever is asked: an inner failure could not be undone alone."""
        return WriterTransaction(self, transaction_type)

    @property
    def present(self) -> WriterTransaction | None:
        """The open transaction of this task. A task that outlives the transaction it was born in has none."""
        return self.current_transaction.get() or None

    def transaction_exists(self) -> bool:
        return self.present is not None

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[Lane]:
        """The transaction's lane, or the writer in a transaction of its own."""
        if (present := self.present) is not None:
            yield present.connection
        else:
            async with self.transaction() as transaction:
                yield transaction.connection

    # What Piccolo asks

    async def run_querystring(self, querystring: QueryString, in_pool: bool = False) -> list[Row]:
        sql, values = querystring.compile_string(engine_type="sqlite")
        return await self._run(sql, values)

    async def run_ddl(self, ddl: str, in_pool: bool = False) -> list[Row]:
        return await self._run(ddl, ())

    async def _run(self, sql: str, values: Sequence[object]) -> list[Row]:
        if self.present is None and reads_only(sql):
            return await self.lanes.reader.fetch(sql, values)
        async with self._writing() as lane:
            return await lane.fetch(sql, values)

    # What compiled statements ask

    async def all(self, sql: str, values: Sequence[object], *, slow: bool = False) -> list[Row]:
        """The rows of a reading (or of a writing with RETURNING); `slow` keeps it off the event loop."""
        return await self._ask(rows, sql, values, slow)

    async def one(self, sql: str, values: Sequence[object], *, slow: bool = False) -> Row | None:
        return await self._ask(first_row if reads_only(sql) else _only_row, sql, values, slow)

    async def change(self, sql: str, values: Sequence[object], *, slow: bool = False) -> int:
        """Run a writing; the number of rows it changed."""
        return await self._ask(_changed, sql, values, slow)

    async def _ask(self, take: Callable[[sqlite3.Cursor], T], sql: str, values: Sequence[object], slow: bool) -> T:
        present = self.present
        if present is not None:
            return await _on(present.connection, take, sql, values, slow)
        if reads_only(sql):
            if not slow:
                with suppress(Busy):  # rare: a log that is just recovered; a thread can wait
                    return await _on(self.lanes.near, take, sql, values, slow)
            return await _on(self.lanes.reader, take, sql, values, slow=True)
        async with self.transaction() as transaction:
            return await _on(transaction.connection, take, sql, values, slow)

    async def insert_many(self, sql: str, many: Sequence[Sequence[object]]) -> list[int]:
        """The new keys, in order: a handful of rows at once, more of them on the thread in one hop."""

        def insert(connection: sqlite3.Connection) -> list[int]:
            return [connection.execute(sql, values).fetchall()[0][0] for values in many]

        async with self._writing() as lane:
            return await lane.there(insert)

    async def ping(self) -> None:
        self.lanes.near.here("SELECT 1 FROM sqlite_master").close()

    async def committed_version(self) -> int:
        """See `app.database.engines.committed_version`."""
        version: int = self.lanes.near.here("PRAGMA data_version").fetchall()[0][0]
        return version
