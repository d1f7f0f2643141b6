"""A question is a part of one other, and each part has its own number."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T01:20:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep parts single"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS question_part_once ON question_part (part)",
    "CREATE UNIQUE INDEX IF NOT EXISTS question_part_number ON question_part (whole, number)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
