"""What is due to be published is found by an index."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T03:07:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "find answers that are due to be published"

STATEMENT = "CREATE INDEX IF NOT EXISTS answer_scheduled ON answer (publish_at) WHERE state = 'scheduled'"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(STATEMENT)

    manager.add_raw(run)
    return manager
