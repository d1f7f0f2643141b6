"""A reminder leaves once, and what falls due is found by its day."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-23T05:02:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "remind once"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS reminder_question ON reminder (question, due_on, step)"
    " WHERE question IS NOT NULL",
    "CREATE UNIQUE INDEX IF NOT EXISTS reminder_commitment ON reminder (commitment, due_on, step)"
    " WHERE commitment IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS question_awaited ON question (due_on, id)"
    " WHERE state IN ('admitted', 'offered', 'in_progress') AND paused_at IS NULL",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
