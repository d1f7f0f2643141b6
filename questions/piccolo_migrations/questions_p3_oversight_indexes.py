"""One open request to reopen for each question."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-22T06:10:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "one open request to reopen for each question"

STATEMENT = (
    "CREATE UNIQUE INDEX IF NOT EXISTS oversight_note_request ON oversight_note (question)"
    " WHERE kind = 'request' AND reply = ''"
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(STATEMENT)

    manager.add_raw(run)
    return manager
