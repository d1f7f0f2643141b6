"""A unit has one part of a question at a time, and the parts that are waited for are found by their dates."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T02:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "one part of a unit at a time"

STATEMENTS = (
    (
        "CREATE UNIQUE INDEX IF NOT EXISTS answer_part_once ON answer_part (question, unit)"
        " WHERE state NOT IN ('declined', 'withdrawn')"
    ),
    (
        "CREATE INDEX IF NOT EXISTS answer_part_waiting ON answer_part (due_on, id)"
        " WHERE state IN ('writing', 'in_review')"
    ),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
