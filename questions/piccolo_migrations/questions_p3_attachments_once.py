"""One row for each stored file, and each content once in one thing."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-22T08:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "attach each file once"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS attachment_stored ON attachment (stored)",
    "CREATE UNIQUE INDEX IF NOT EXISTS attachment_of_question ON attachment (question, sha256)",
    "CREATE UNIQUE INDEX IF NOT EXISTS attachment_of_answer ON attachment (answer, sha256)",
    "CREATE UNIQUE INDEX IF NOT EXISTS attachment_of_note ON attachment (note, sha256)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
