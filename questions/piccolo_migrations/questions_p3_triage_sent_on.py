"""What was sent on to another authority stays public."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-22T07:00:00:000005"
VERSION = "1.38.0"
DESCRIPTION = "keep public what was sent on"

PUBLIC = (
    "visibility = 'public' AND (state IN ('admitted', 'offered', 'in_progress', 'answered', 'disputed', 'closed',"
    " 'forwarded')"
    " OR state = 'needs_info' AND lead_unit IS NOT NULL)"
)
STATEMENTS = (
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
