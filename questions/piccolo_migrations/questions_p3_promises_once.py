"""One promise for each draft."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T03:01:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "one promise for each draft"

STATEMENT = "CREATE UNIQUE INDEX IF NOT EXISTS answer_promise_answer ON answer_promise (answer)"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(STATEMENT)

    manager.add_raw(run)
    return manager
