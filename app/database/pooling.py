"""A transaction on one connection of the PostgreSQL pool."""

import logging
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import asyncpg
from piccolo.engine.postgres import PostgresTransaction

from app.database.finishing import finish
from app.database.refusing import refusing
from app.errors import Unavailable
from app.i18n import Sentence as _

if TYPE_CHECKING:
    from app.database.postgres import Postgres

log = logging.getLogger(__name__)

OUTCOME_UNKNOWN = _("The database went away while it stored this. See whether it was stored, then try again.")


class PoolTransaction(PostgresTransaction):
    """A transaction whose connection always goes back to the pool, whatever fails."""

    engine: "Postgres"

    def __init__(self, engine: "Postgres") -> None:
        super().__init__(engine, allow_nested=False)
        self.is_open = False
        self.afterwards: list[Callable[[], object]] = []

    def __bool__(self) -> bool:
        """Piccolo asks this of the task's transaction; one that a task inherited may have ended long ago."""
        return self.is_open

    async def __aenter__(self) -> "PoolTransaction":
        self.connection = await self.engine.take()
        try:
            self.transaction = self.connection.transaction()
            with refusing:
                await self.transaction.start()
        except BaseException:
            await self.engine.give_back(self.connection)
            raise
        self.context = self.engine.current_transaction.set(self)
        self.is_open = True
        return self

    async def commit(self) -> None:
        async def commit() -> None:
            await self.transaction.commit()
            self._committed = True

        with refusing:
            try:
                await finish(commit())
            except (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError) as error:
                raise Unavailable(OUTCOME_UNKNOWN) from error

    async def rollback(self) -> None:
        self._rolled_back = True
        try:
            await finish(self.transaction.rollback())
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("rollback failed, the connection is dropped: %s", error)
            with suppress(asyncpg.InterfaceError):  # a lost connection has left the pool's hands by itself
                self.connection.terminate()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        try:
            if error is None and not self._committed and not self._rolled_back:
                await self.commit()
            elif error is not None and not self._committed and not self._rolled_back:
                await self.rollback()
        finally:
            self.is_open = False
            self.engine.current_transaction.reset(self.context)
            await self.engine.give_back(self.connection)
        return False
