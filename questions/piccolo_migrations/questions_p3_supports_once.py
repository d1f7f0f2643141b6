"""A browser says one thing about a question once, however often it presses the button."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T01:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "count each browser once"

STATEMENTS = (
    (
        "CREATE UNIQUE INDEX IF NOT EXISTS question_support_once ON question_support (question, kind, browser_hash)"
    ),
    "CREATE INDEX IF NOT EXISTS question_support_address ON question_support (question, kind, address_hash)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
