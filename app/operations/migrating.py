"""Bringing the database of an installation to this version, and telling what was done."""

import asyncio
from pathlib import Path

from piccolo.apps.migrations.tables import Migration

import piccolo_conf
from app.database import connect, disconnect, migrating
from app.errors import Refusal
from app.i18n import Sentence as _
from app.settings import Settings

ROOT = Path(__file__).parents[2]


def migrate(settings: Settings) -> None:
    """Run every pending migration and say each on stdout. Waits when another process is at it."""
    steps = asyncio.run(migrating.migrate(settings))
    for step in steps:
        print(f"{step.app} {step.id}: {step.description}")
    if steps:
        print(_("The database is now at this version."))
    else:
        print(_("The database is at this version already."))


def make_ready(settings: Settings) -> None:
    """Let the server start only upon a database of its own version.

    A SQLite file belongs to this one process, so it is migrated here. A PostgreSQL database may serve other
    processes of the old version, so its operator says when: raises Refusal naming the command.
    """
    path = settings.sqlite_path
    is_new = path is not None and not path.exists()
    lacking = 1 if is_new else asyncio.run(_lacking(settings))
    if lacking < 0:
        raise Refusal(_("The database was made by a newer version of this program. Install that version."))
    if lacking and path:
        asyncio.run(migrating.migrate(settings))
    elif lacking:
        raise Refusal(_("The database lacks %(count)s migrations. Run: doithoai migrate", count=lacking))


def known_migrations() -> set[str]:
    """The migrations of this version, written as in a backup's manifest."""
    return {f"{step.app} {step.id}" for step in migrating.known()}


async def lacking() -> int:
    """How many migrations the connected database lacks; below zero when it has more than this version knows.

    Counts files and rows only: importing every migration takes longer than the server may take to start.
    """
    done = await Migration.count() if await Migration.table_exists() else 0
    return len(_files()) - done


async def _lacking(settings: Settings) -> int:
    await connect(settings)
    try:
        return await lacking()
    finally:
        await disconnect()


def _files() -> list[Path]:
    folders = [ROOT.joinpath(*name.split(".")[:-1], "piccolo_migrations") for name in piccolo_conf.APPS]
    return [path for folder in folders for path in folder.glob("[!_]*.py")]
