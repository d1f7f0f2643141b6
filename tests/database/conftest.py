"""A small table to try the engines on: `scratch` has a place for rows, `counter` one number to fight for."""

from collections.abc import AsyncIterator

import pytest

from app.database import Statement, is_postgres

SQLITE = (
    (
        "CREATE TABLE scratch (id INTEGER PRIMARY KEY, name TEXT UNIQUE, half INTEGER DEFAULT 0,"
        " at TIMESTAMPTZ, day DATE, ok BOOLEAN, data JSON,"
        " parent INTEGER REFERENCES scratch (id) DEFERRABLE INITIALLY DEFERRED)"
    ),
    "CREATE TABLE counter (id INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
)
POSTGRES = tuple(sql.replace("id INTEGER PRIMARY KEY", "id SERIAL PRIMARY KEY") for sql in SQLITE)


@pytest.fixture
async def scratch(database: str) -> AsyncIterator[str]:
    """A fresh database with the tables `scratch` and `counter` (one row: 1, 0); its URL."""
    await make_scratch()
    yield database
    for table in ("scratch", "counter"):
        await Statement(f"DROP TABLE {table}").run()


async def make_scratch() -> None:
    for sql in POSTGRES if is_postgres() else SQLITE:
        await Statement(sql).run()
    await Statement("INSERT INTO counter (id, number) VALUES (1, 0)").run()
