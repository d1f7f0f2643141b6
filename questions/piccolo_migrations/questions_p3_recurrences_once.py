"""A question raises one earlier one again; what was before that one hangs on it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T01:30:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "link a question once at a time"

STATEMENT = "CREATE UNIQUE INDEX IF NOT EXISTS recurrence_once ON recurrence (question) WHERE ended_at IS NULL"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(STATEMENT)

    manager.add_raw(run)
    return manager
