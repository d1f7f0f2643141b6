"""One open request of a kind for each question, and those that wait found at once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-22T05:00:00:000004"
VERSION = "1.38.0"
DESCRIPTION = "ask one thing of a clock at a time"

OPEN = "CREATE UNIQUE INDEX IF NOT EXISTS clock_request_open ON clock_request (question, kind) WHERE state = 'asked'"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(OPEN)

    manager.add_raw(run)
    return manager
