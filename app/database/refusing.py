"""What the drivers say when they fail, as the refusals a person can read."""

import re
import sqlite3
from types import TracebackType

import asyncpg

from app.errors import Conflict, Unavailable
from app.i18n import Sentence as _


class Busy(Unavailable):
    """Somebody else's transaction came between: the whole transaction may be tried again."""


class Duplicate(Conflict):
    """A unique index refused the row. On PostgreSQL the transaction is over: catch it outside `@atomic`."""


BUSY = _("The database is busy. Nothing was changed; please try again in a moment.")


def busy() -> Busy:
    return Busy(BUSY, retry_after=2)


def too_busy() -> Unavailable:
    """All the waiting was in vain, so it is not begun again."""
    return Unavailable(BUSY, retry_after=5)


def full() -> Unavailable:
    return Unavailable(_("The disk of the database is full. Nothing was changed; space must be freed first."))


def away() -> Unavailable:
    return Unavailable(_("The database cannot be reached just now. Please try again in a moment."))


def duplicate() -> Duplicate:
    return Duplicate(_("This has already been stored."))


def refusal(error: BaseException) -> Unavailable | Duplicate | None:
    """The refusal that a driver's error means, or None when it is a programming mistake."""
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    if isinstance(error, asyncpg.UniqueViolationError):
        return duplicate()
    if isinstance(error, asyncpg.PostgresError):
        return _of_postgres(error.sqlstate or "")
    # closed, closing; a connection that was lost between two statements has been "released back to the pool"
    if isinstance(error, asyncpg.InterfaceError) and re.search("clos|released back", str(error)):
        return away()
    if isinstance(error, OSError | asyncpg.InternalClientError):  # refused, reset, timed out
        return away()
    return None


def _of_sqlite(error: sqlite3.Error) -> Unavailable | Duplicate | None:
    if str(error).startswith("UNIQUE constraint failed"):  # pysqlite3 tells no extended code
        return duplicate()
    match (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF:  # the low byte is the primary code
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return busy()
        case sqlite3.SQLITE_FULL:
            return full()
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return away()
    return None


def _of_postgres(state: str) -> Unavailable | None:
    if state in {"40001", "40P01"}:  # could not serialise, deadlock
        return busy()
    if state == "53100":
        return full()
    # 08 connection, 53 resources, 57 operator (shutdown, starting up, statement_timeout),
    # 55P03 lock_timeout, 25P03 and 25006: idle in a transaction, a server that turned read-only
    if state[:2] in {"08", "53", "57"} or state in {"55P03", "25P03", "25006"}:
        return away()
    return None


class _Refusing:
    """`with refusing:` around a driver's call raises its refusal, with the driver's error as the cause."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and (said := refusal(error)) is not None:
            raise said from error


refusing = _Refusing()
