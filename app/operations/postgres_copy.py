"""A consistent copy of a PostgreSQL database in use, by its own tools pg_dump and pg_restore."""

import asyncio
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from app.errors import Refusal
from app.i18n import Sentence as _
from app.operations.sqlite_copy import Contents

OUR_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
LOCK_KEY = 0x726573746F72
RAN = "SELECT app_name || ' ' || name AS name FROM migration ORDER BY id"


def copy(url: str, target: Path) -> Contents:
    """Dump the database as it is at one moment; the counts are of the very same moment."""
    return asyncio.run(_copy(url, target))


def refuse_full(url: str) -> None:
    """Raises Refusal when the database has any table of its own."""
    if asyncio.run(_tables(url)):
        raise Refusal(_("The database that DATABASE_URL names is not empty. Restore into an empty one."))


def fill(url: str, dump: Path) -> None:
    """Restore a dump in one transaction: all of it, or nothing. Of two at once the second is refused."""
    asyncio.run(_fill(url, dump))


async def _fill(url: str, dump: Path) -> None:
    connection = await asyncpg.connect(url)
    try:
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK_KEY):
            raise Refusal(_("Another restore into this database is under way."))
        if await connection.fetch(OUR_TABLES):
            raise Refusal(_("The database that DATABASE_URL names is not empty. Restore into an empty one."))
        await asyncio.to_thread(_restore, url, dump)
        # The workers of the day of the backup do not run here.
        if await connection.fetchval("SELECT to_regclass('worker_beat')"):
            await connection.execute("DELETE FROM worker_beat")
    finally:
        await connection.close()


def _restore(url: str, dump: Path) -> None:
    address, environment = _apart(url)
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run(["pg_restore", *options, f"--dbname={address}", str(dump)], environment)


async def _copy(url: str, target: Path) -> Contents:
    address, environment = _apart(url)
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            snapshot = await connection.fetchval("SELECT pg_export_snapshot()")
            tables = [row["tablename"] for row in await connection.fetch(OUR_TABLES)]
            counts = {name: await connection.fetchval(_count(name)) for name in tables}
            ran = (
                await connection.fetch("SELECT app_name || ' ' || name AS name FROM migration ORDER BY id")
                if "migration" in tables
                else []
            )
            options = ["--format=custom", "--no-owner", "--no-privileges"]
            command = [
                "pg_dump",
                *options,
                f"--snapshot={snapshot}",
                f"--file={target}",
                f"--dbname={address}",
            ]
            await asyncio.to_thread(_run, command, environment)
            return Contents([row["name"] for row in ran], counts)
    finally:
        await connection.close()


async def _tables(url: str) -> list[str]:
    connection = await asyncpg.connect(url)
    try:
        return [row["tablename"] for row in await connection.fetch(OUR_TABLES)]
    finally:
        await connection.close()


def _count(table: str) -> str:
    return f'SELECT count(*) FROM "{table}"'  # noqa: S608  a name from the catalogue


def _run(command: Sequence[str], environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise Refusal(_("%(tool)s is not installed (package postgresql-client).", tool=command[0])) from error
    if done.returncode:
        raise Refusal(_("%(tool)s failed: %(why)s", tool=command[0], why=done.stderr.strip()[-500:]))


def _apart(url: str) -> tuple[str, dict[str, str]]:
    """The address without its password, which other users of the machine could read among the processes."""
    parts = urlsplit(url)
    user, separator, host = parts.netloc.rpartition("@")
    name, _colon, password = user.partition(":")
    address = urlunsplit(parts._replace(netloc=f"{name}{separator}{host}"))
    return address, {"PGPASSWORD": unquote(password)} if password else {}
