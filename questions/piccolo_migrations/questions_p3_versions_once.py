"""Each version once, and one copy of what a person types on a question."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T03:02:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "each version once, and one unsaved copy for each writer"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS answer_version_once ON answer_version (answer, version)",
    "CREATE UNIQUE INDEX IF NOT EXISTS answer_autosave_once ON answer_autosave (question, person)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
