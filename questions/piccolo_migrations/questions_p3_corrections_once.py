"""One correction waits at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-22T06:30:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "one correction waits at a time"

STATEMENT = (
    "CREATE UNIQUE INDEX IF NOT EXISTS answer_correction_open ON answer_correction (question) WHERE state = 'proposed'"
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(STATEMENT)

    manager.add_raw(run)
    return manager
