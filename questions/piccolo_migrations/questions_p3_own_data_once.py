"""One opening a person, question and day; one request at a time; erased askers are found."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T04:10:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "note each opening of contact data once a day"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS contact_opening_once ON contact_opening (question, person, day)",
    "CREATE UNIQUE INDEX IF NOT EXISTS asker_request_open ON asker_request (question) WHERE ruling = ''",
    "CREATE INDEX IF NOT EXISTS question_asker_erased ON question (asker_erased_at) WHERE asker_erased_at IS NOT NULL",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
