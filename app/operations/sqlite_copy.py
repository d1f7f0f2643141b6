"""A consistent copy of a SQLite database in use, and what is in it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.errors import Refusal
from app.i18n import Sentence as _


@dataclass(frozen=True)
class Contents:
    """The names of the migrations that were run, and the rows of each table."""

    migrations: list[str]
    counts: dict[str, int]


def copy(source: Path, target: Path) -> Contents:
    """Copy `source` as it is at one moment into one file; writers go on meanwhile. Checks the copy."""
    if not source.exists():
        raise Refusal(_("There is no database at %(path)s.", path=source))
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)  # in one step: page by page, every commit meanwhile would make it start anew
        new.execute("PRAGMA journal_mode = DELETE")
        if new.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise Refusal(_("The database at %(path)s is damaged; no backup was written.", path=source))
        return contents(new)


def contents(database: sqlite3.Connection) -> Contents:
    """Counts every table but those that SQLite keeps for a search index."""
    named = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    virtual = tuple(f"{name}_" for name, sql in named if (sql or "").upper().startswith("CREATE VIRTUAL"))
    tables = [name for name, _sql in named if not name.startswith(("sqlite_", *virtual))]
    counts = {name: database.execute(_count(name)).fetchone()[0] for name in tables}
    migrations = (
        database.execute("SELECT app_name || ' ' || name FROM migration ORDER BY id") if "migration" in tables else []
    )
    return Contents([name for (name,) in migrations], counts)


def _count(table: str) -> str:
    return f'SELECT count(*) FROM "{table}"'  # noqa: S608  a name from the catalogue


def forget_workers(path: Path) -> None:
    """Take the heartbeats out of a restored copy: the workers of the day of the backup do not run here."""
    with closing(sqlite3.connect(path)) as database, database:
        if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'worker_beat'").fetchone():
            database.execute("DELETE FROM worker_beat")
