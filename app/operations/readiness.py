"""Whether the database is of this version; asked at every start, so it counts files and rows and imports little."""

import asyncio
from pathlib import Path

from app.database import Statement, connect, disconnect
from app.errors import Refusal
from app.i18n import Sentence as _
from app.settings import Settings

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "events", "questions", "exports")
HAS_TABLE = Statement(
    "SELECT 1 AS found FROM sqlite_master WHERE name = {}",
    postgres="SELECT 1 AS found FROM pg_tables WHERE tablename = {} AND schemaname = current_schema()",
)
DONE = Statement("SELECT count(*) AS number FROM migration")


def make_ready(settings: Settings) -> None:
    """Let the server start only upon a database of its own version.

    A SQLite file belongs to this one process, so it is migrated here. A PostgreSQL database may serve other
    processes of the old version, so its operator says when: raises Refusal naming the command.
    """
    path = settings.sqlite_path
    missing = 1 if path and not path.exists() else asyncio.run(_lacking(settings))
    if missing < 0:
        raise Refusal(_("The database was made by a newer version of this program. Install that version."))
    if missing and path:
        from app.database.migrating import migrate

        asyncio.run(migrate(settings))
    elif missing:
        raise Refusal(_("The database lacks %(count)s migrations. Run: doithoai migrate", count=missing))


async def lacking() -> int:
    """How many migrations the connected database lacks; below zero when it has more than this version knows."""
    done = await DONE.one() if await HAS_TABLE.one("migration") else None
    return len(_files()) - (done["number"] if done else 0)


async def _lacking(settings: Settings) -> int:
    await connect(settings)
    try:
        return await lacking()
    finally:
        await disconnect()


def _files() -> list[Path]:
    return [path for name in PACKAGES for path in (ROOT / name).glob("**/piccolo_migrations/[!_]*.py")]
