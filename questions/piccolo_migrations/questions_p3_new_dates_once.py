"""One new date is asked for at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.commitments.tables import Commitment

ID = "2026-11-22T06:20:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "one new date is asked for at a time"

STATEMENT = "CREATE UNIQUE INDEX IF NOT EXISTS new_date_asked ON new_date (commitment) WHERE ruling = ''"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Commitment.raw(STATEMENT)

    manager.add_raw(run)
    return manager
