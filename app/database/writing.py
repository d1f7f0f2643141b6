"""A transaction on SQLite's one writer."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from piccolo.engine.sqlite import SQLiteTransaction, TransactionType

from app.database.finishing import finish
from app.database.lane import Lane
from app.database.lanes import LOCK_SECONDS
from app.database.refusing import Busy, refusing, too_busy

if TYPE_CHECKING:
    from app.database.sqlite import SQLite


class WriterTransaction(SQLiteTransaction):
    """A transaction on the one writer: IMMEDIATE, and always given back, whatever fails."""

    engine: "SQLite"
    connection: Lane

    def __init__(self, engine: "SQLite", transaction_type: TransactionType) -> None:
        super().__init__(engine, transaction_type, allow_nested=False)
        self.is_open = False
        self.afterwards: list[Callable[[], object]] = []

    def __bool__(self) -> bool:
        """Piccolo asks this of the task's transaction; one that a task inherited may have ended long ago."""
        return self.is_open

    async def __aenter__(self) -> "WriterTransaction":
        self.lanes = self.engine.lanes
        self.connection = await self.lanes.take_writer()
        try:
            await self.begin()
        except BaseException:
            self.lanes.give_writer_back()
            raise
        self.context = self.engine.current_transaction.set(self)
        self.is_open = True
        return self

    async def begin(self) -> None:
        """Take the write lock at once. Another process's lock is waited for asleep, not in the event loop."""
        until = time.monotonic() + LOCK_SECONDS
        pause = 0.002
        while True:
            try:
                self.connection.here(f"BEGIN {self.transaction_type.value}")
                return
            except Busy as error:
                if time.monotonic() > until:
                    raise too_busy() from error
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 0.05)

    async def commit(self) -> None:
        def commit(connection: sqlite3.Connection) -> None:
            connection.execute("COMMIT")
            self._committed = True

        with refusing:
            await finish(self.connection.begun(commit))

    async def rollback(self) -> None:
        def roll_back(connection: sqlite3.Connection) -> None:
            if connection.in_transaction:  # a full disk has already rolled it back
                connection.execute("ROLLBACK")

        if self.connection.waiting:
            self.connection.interrupt()  # a cancelled task's statement is still running
        self._rolled_back = True
        with refusing:
            await finish(self.connection.begun(roll_back))

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        try:
            if error is None and not self._committed and not self._rolled_back:
                await self.commit()
        finally:
            self.is_open = False
            try:
                if self.connection.waiting or self.connection.in_transaction:
                    await self.rollback()
            finally:
                self.engine.current_transaction.reset(self.context)
                self.lanes.give_writer_back()
        return False
