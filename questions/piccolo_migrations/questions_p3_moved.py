"""What a change of the calendar moved, found by its version, and the clocks that stand still."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-22T05:00:00:000005"
VERSION = "1.38.0"
DESCRIPTION = "find moved deadlines and paused clocks"

MOVED = "CREATE INDEX IF NOT EXISTS clock_event_moved ON clock_event (calendar_version, id) WHERE kind = 'moved'"
PAUSED = "CREATE INDEX IF NOT EXISTS question_paused ON question (id) WHERE paused_at IS NOT NULL"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for index in (MOVED, PAUSED):
            await Question.raw(index)

    manager.add_raw(run)
    return manager
