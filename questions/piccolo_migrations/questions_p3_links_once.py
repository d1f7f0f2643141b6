"""An answer points to one answer, and one stands in its place."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T03:05:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "an answer points to one answer, and one stands in its place"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS answer_referral_once ON answer_referral (answer)",
    "CREATE UNIQUE INDEX IF NOT EXISTS answer_superseding_once ON answer_superseding (answer)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
