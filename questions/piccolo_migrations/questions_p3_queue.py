"""The desk's queue is walked in the order of its urgency, state by state."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.database import is_postgres
from questions.tables import Question

ID = "2026-11-23T01:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "walk the queue of the desk by its urgency"

SQLITE_DAY = "date(happened_at, '+7 hours')"
POSTGRES_DAY = "(happened_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
STATEMENTS = (
    "CREATE INDEX IF NOT EXISTS question_queue ON question (organiser, state, COALESCE(due_on, DAY), id)",
    # With what else a count asks, so that it reads the index alone.
    (
        "CREATE INDEX IF NOT EXISTS question_unit_queue"
        " ON question (lead_unit, state, field, COALESCE(due_on, DAY), id, organiser, due_on)"
    ),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement.replace("DAY", POSTGRES_DAY if is_postgres() else SQLITE_DAY))

    manager.add_raw(run)
    return manager
