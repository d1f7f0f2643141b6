"""SQLite for a web server: one writer that everybody queues for, and readers that nobody waits for."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from piccolo.engine.sqlite import SQLiteEngine, TransactionType
from piccolo.querystring import QueryString

from app.database.lane import Lane, Row, first_row, rows
from app.database.refusing import busy, refusing
from app.database.writing import LOCK_SECONDS, WriterTransaction

T = TypeVar("T")

READERS = 2
QUEUE_SECONDS = 10.0  # how long a transaction waits for its turn in this process
READS = re.compile(
    r"\s*(SELECT|EXPLAIN|VALUES|PRAGMA|WITH(?!.*\b(INSERT|UPDATE|DELETE|REPLACE)\b))\b", re.I | re.S
)


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


async def _on(
    lane: Lane, take: Callable[[sqlite3.Cursor], T], sql: str, values: Sequence[object], slow: bool
) -> T:
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
        self._writer: Lane | None = None
        self._readers: list[Lane] = []
        self._near: Lane | None = None

    async def check_version(self) -> None:
        """Nothing is opened before `open`."""

    # Opening and closing

    def open(self) -> None:
        """Open every lane, the writer first: it makes the file and turns WAL on. Raises Unavailable."""
        Path(self.path).parent.mkdir(parents=True, exist_ok=True)
        self._turn = asyncio.Lock()  # first come, first served
        try:
            self._writer = self._open_writer()
            self._readers = [
                self._lane(f"reader-{n}", read_only=True, busy_seconds=LOCK_SECONDS) for n in range(READERS)
            ]
            self._near = self._lane("near", read_only=True, busy_seconds=0)
        except BaseException:
            self._close_lanes()
            raise

    def _open_writer(self) -> Lane:
        writer = self._lane("writer", read_only=False, busy_seconds=LOCK_SECONDS)
        try:
            writer.here("PRAGMA journal_mode = WAL").close()
            writer.here("PRAGMA busy_timeout = 0").close()  # from here on `begin` does the waiting
        except BaseException:
            writer.close()
            raise
        return writer

    def _lane(self, name: str, *, read_only: bool, busy_seconds: float) -> Lane:
        return Lane(Path(self.path), name, read_only=read_only, busy_seconds=busy_seconds)

    async def close(self) -> None:
        """Let the present transaction end, then close; the writer goes last and folds the WAL back."""
        if self._writer is None:
            return
        async with self._turn:
            await asyncio.to_thread(self._close_lanes)

    def _close_lanes(self) -> None:
        lanes = [*self._readers, self._near, self._writer]
        self._readers, self._near, self._writer = [], None, None
        for lane in lanes:
            if lane is not None:
                lane.close()

    # The writer

    async def take_writer(self) -> Lane:
        if self._writer is None:
            self.open()
        if self._turn.locked():
            try:
                async with asyncio.timeout(QUEUE_SECONDS):
                    await self._turn.acquire()
            except TimeoutError as error:
                raise busy() from error
        else:
            await self._turn.acquire()
        if self._writer is None:  # closed while this one queued
            self._turn.release()
            raise busy()
        return self._writer

    def give_writer_back(self) -> None:
        """Let the next one in; a writer that could not even roll back is replaced first."""
        try:
            if self._writer is not None and self._writer.in_transaction:
                self._writer.close(wait_seconds=0)
                self._writer = self._open_writer()
        finally:
            self._turn.release()

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
            return await self._reader().fetch(sql, values)
        async with self._writing() as lane:
            return await lane.fetch(sql, values)

    def _reader(self) -> Lane:
        if self._writer is None:
            self.open()
        return min(self._readers, key=lambda lane: lane.waiting)

    # What compiled statements ask

    async def all(self, sql: str, values: Sequence[object], *, slow: bool = False) -> list[Row]:
        """The rows of a reading (or of a writing with RETURNING); `slow` keeps it off the event loop."""
        return await self._ask(rows, sql, values, slow)

    async def one(self, sql: str, values: Sequence[object], *, slow: bool = False) -> Row | None:
        return await self._ask(first_row if reads_only(sql) else _only_row, sql, values, slow)

    async def change(self, sql: str, values: Sequence[object], *, slow: bool = False) -> int:
        """Run a writing; the number of rows it changed."""
        return await self._ask(_changed, sql, values, slow)

    async def _ask(
        self, take: Callable[[sqlite3.Cursor], T], sql: str, values: Sequence[object], slow: bool
    ) -> T:
        present = self.present
        if present is not None:
            return await _on(present.connection, take, sql, values, slow)
        if reads_only(sql):
            return await _on(self._reader() if slow else self._in_loop(), take, sql, values, slow)
        async with self.transaction() as transaction:
            return await _on(transaction.connection, take, sql, values, slow)

    async def insert_many(self, sql: str, many: Sequence[Sequence[object]]) -> list[int]:
        """The new keys, in order: a handful of rows at once, more of them on the thread in one hop."""

        def insert(connection: sqlite3.Connection) -> list[int]:
            return [connection.execute(sql, values).fetchall()[0][0] for values in many]

        async with self._writing() as lane:
            return await lane.there(insert)

    def _in_loop(self) -> Lane:
        if self._near is None:
            self.open()
        return cast(Lane, self._near)

    async def ping(self) -> None:
        self._in_loop().here("SELECT 1 FROM sqlite_master").close()

    async def committed_version(self) -> int:
        """See `app.database.engines.committed_version`."""
        version: int = self._in_loop().here("PRAGMA data_version").fetchall()[0][0]
        return version
