"""A question is joined with one other at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T01:10:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "join a question once at a time"

STATEMENT = "CREATE UNIQUE INDEX IF NOT EXISTS question_merge_once ON question_merge (question) WHERE parted_at IS NULL"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(STATEMENT)

    manager.add_raw(run)
    return manager
