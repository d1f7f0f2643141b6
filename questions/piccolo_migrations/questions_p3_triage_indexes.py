"""What an agency asks its asker about stays public; one request waits at a time, and those that lapse are found."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-22T07:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "keep public what waits for its asker"

PUBLIC = (
    "visibility = 'public' AND (state IN ('admitted', 'offered', 'in_progress', 'answered', 'disputed', 'closed')"
    " OR state = 'needs_info' AND lead_unit IS NOT NULL)"
)
STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS info_request_open ON info_request (question) WHERE replied_at IS NULL",
    "CREATE INDEX IF NOT EXISTS info_request_waiting ON info_request (answer_by, id) WHERE replied_at IS NULL",
    "DROP INDEX IF EXISTS question_public_of_event",
    "DROP INDEX IF EXISTS question_public",
    f"CREATE INDEX IF NOT EXISTS question_public_of_event ON question (event, id) WHERE {PUBLIC}",
    f"CREATE INDEX IF NOT EXISTS question_public ON question (id) WHERE {PUBLIC}",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
