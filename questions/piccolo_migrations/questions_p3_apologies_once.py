"""One letter of apology for one missed date."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T05:03:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "apologise once for one date"

ONCE = "CREATE UNIQUE INDEX IF NOT EXISTS apology_question ON apology (question, missed_on)"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(ONCE)

    manager.add_raw(run)
    return manager
