"""The words of forums, found with or without their marks."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from events.planning.search import FORUM_WORDS
from events.planning.tables import Event

ID = "2026-11-22T04:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "find forums by their words"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="planning", description=DESCRIPTION)

    async def run() -> None:
        for statement in FORUM_WORDS.making():
            await Event.raw(statement)

    manager.add_raw(run)
    return manager
