"""One period for each kind."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T04:30:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "keep one period for each kind of data"

STATEMENT = "CREATE UNIQUE INDEX IF NOT EXISTS retention_period_kind ON retention_period (kind)"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(STATEMENT)

    manager.add_raw(run)
    return manager
