"""Forums that were cancelled before: nothing of them changed after that day."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from events.planning.tables import Event

ID = "2026-11-23T06:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "the day of forums that were cancelled before"

STATEMENT = "UPDATE event SET cancelled_at = changed_at WHERE state = 'cancelled'"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="planning", description=DESCRIPTION)

    async def run() -> None:
        await Event.raw(STATEMENT)

    manager.add_raw(run)
    return manager
