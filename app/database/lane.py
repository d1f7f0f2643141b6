"""One SQLite connection with one daemon thread of its own.

A lane is used in two ways. `there` runs on its thread: for commits, which wait for the disk, and for
statements that may be slow. `here` runs in the event loop: a small indexed statement takes some microseconds,
a thread's answer takes a hundred. Jobs of a lane run one after another, in the order they were given.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from app.database.refusing import refusing

T = TypeVar("T")
Row = dict[str, Any]
_Job = tuple[Callable[[sqlite3.Connection], Any], "asyncio.Future[Any]", asyncio.AbstractEventLoop]

SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten, not only left unnamed
    "PRAGMA synchronous = FULL",  # NORMAL may lose the last commits when the power goes
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA cache_size = -3000",  # KiB for each of four connections; behind it lies the cache of the system
    "PRAGMA temp_store = MEMORY",
)


class Lane:
    """Opens the file at once; `busy_seconds` is how long SQLite itself waits for another process's lock."""

    def __init__(self, path: Path, name: str, *, read_only: bool, busy_seconds: float) -> None:
        with refusing:
            self._connection = sqlite3.connect(
                path,
                timeout=busy_seconds,
                isolation_level=None,
                detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
                check_same_thread=False,  # `here` is not used while `there` works
                cached_statements=512,
            )
            try:
                for pragma in SETTINGS:
                    self._connection.execute(pragma)
                if read_only:
                    self._connection.execute("PRAGMA query_only = ON")
            except BaseException:
                self._connection.close()
                raise
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self.waiting = 0
        self._thread = Thread(target=self._work, name=f"sqlite-{name}", daemon=True)
        self._thread.start()

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def here(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run in the event loop; close the cursor, or fetch all, before anything is awaited."""
        with refusing:
            return self._connection.execute(sql, values)

    async def there(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` on the lane's thread. Cancelling the wait does not stop the work."""
        with refusing:
            return await self.begun(work)

    def begun(self, work: Callable[[sqlite3.Connection], T]) -> "asyncio.Future[T]":
        """Hand `work` to the thread at once; the future tells its end."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self.waiting += 1
        self._jobs.put((work, future, loop))
        return future

    async def fetch(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        return await self.there(lambda connection: rows(connection.execute(sql, values)))

    async def execute(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The name under which Piccolo's savepoints look for `fetch`."""
        return await self.fetch(sql, values)

    def interrupt(self) -> None:
        """Make the running statement fail soon."""
        self._connection.interrupt()

    def close(self, wait_seconds: float = 5) -> None:
        """Finish the jobs that were given, close the file and end the thread."""
        self._jobs.put(None)
        self._thread.join(wait_seconds)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            work, future, loop = job
            result, error = None, None
            try:
                result = work(self._connection)
            except BaseException as problem:
                error = problem
            try:
                loop.call_soon_threadsafe(self._tell, future, result, error)
            except RuntimeError:  # the loop is gone, and nobody waits any more
                self.waiting -= 1
            del job, work, future, loop, result, error
        self._connection.close()

    def _tell(self, future: "asyncio.Future[Any]", result: object, error: BaseException | None) -> None:
        self.waiting -= 1
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)


def rows(cursor: sqlite3.Cursor) -> list[Row]:
    """Every row as a dictionary; [] for a statement that answers with none."""
    if cursor.description is None:
        return []
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def first_row(cursor: sqlite3.Cursor) -> Row | None:
    """The first row, and the statement ended: an open one would hold its old view of the database."""
    row = cursor.fetchone()
    found = None if row is None else dict(zip([column[0] for column in cursor.description], row, strict=True))
    cursor.close()
    return found
