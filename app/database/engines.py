"""The one engine of the process: made from a URL, opened when the server or a command starts."""

from typing import Protocol

from piccolo.table import Table

from app.database.postgres import Postgres
from app.database.sqlite import SQLite
from app.settings import sqlite_file

Engine = SQLite | Postgres
Version = int | str

_engine: Engine | None = None


class HasDatabase(Protocol):
    """What `connect` needs of the settings."""

    @property
    def database_url(self) -> str: ...


def engine_from_url(url: str, *, is_patient: bool = False) -> Engine:
    """An engine that is not open yet; nothing is connected or created. `is_patient` is for migrations."""
    path = sqlite_file(url)
    return SQLite(path) if path is not None else Postgres(url, is_patient=is_patient)


async def connect(settings: HasDatabase | str) -> Engine:
    """Open the database of these settings (or URL) for this process. Raises Unavailable."""
    if _engine is not None:
        raise RuntimeError("a database is connected already: await disconnect() first")
    engine = engine_from_url(settings if isinstance(settings, str) else settings.database_url)
    await open_engine(engine)
    return engine


async def disconnect() -> None:
    """Close the database; harmless when none is open."""
    if _engine is not None:
        await close_engine(_engine)


def current() -> Engine:
    """The open engine. Raises RuntimeError before `connect`."""
    if _engine is None:
        raise RuntimeError("the database is not connected: await connect(settings) first")
    return _engine


def is_connected() -> bool:
    return _engine is not None


def is_postgres() -> bool:
    return isinstance(current(), Postgres)


async def ping() -> None:
    """Ask the database for a sign of life. Raises Unavailable."""
    await current().ping()


async def committed_version() -> Version:
    """A value that is different after every commit, by this process or any other; compare for equality only.

    Take it before reading what is to be remembered, so that a commit meanwhile makes that stale.

    On SQLite `PRAGMA data_version` of a connection that never writes: it counts the commits of all other
    connections, and this process's own writer is one of them. Its numbers begin anew with every `connect`.
    On PostgreSQL the current snapshot as text: which transactions are in progress or not yet begun. A writing
    transaction leaves that list when it commits, so the text cannot stay the same; it may also change without
    a commit (a rollback), which costs a cache one page and no correctness.
    """
    return await current().committed_version()


async def open_engine(engine: Engine) -> None:
    """Open `engine` and make it the one that tables and statements use."""
    if isinstance(engine, Postgres):
        await engine.open()
    else:
        engine.open()
    bind(engine)


async def close_engine(engine: Engine) -> None:
    bind(None)
    await engine.close()


def bind(engine: Engine | None) -> None:
    """Tables declare no engine of their own: each is given the present one, and those imported later ask
    `piccolo_conf.DB`, which is the same."""
    global _engine
    _engine = engine
    tables = [Table]
    while tables:
        table = tables.pop()
        tables.extend(table.__subclasses__())
        table._meta._db = engine
