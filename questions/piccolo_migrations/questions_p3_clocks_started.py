"""Clocks that run already get their start written down as a fact."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-22T05:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "write down when running clocks started"

# Its start is known by its day only, so it is taken down as entered when the question was.
STARTED = (
    "INSERT INTO clock_event (question, kind, happened_on, days, unit, clock, reason, due_on, calendar_version,"
    " happened_at, entered_at) SELECT id, 'started', due_from, due_days, 'working', due_clock, '', due_on, 0,"
    " entered_at, entered_at FROM question WHERE due_from IS NOT NULL AND due_days IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM clock_event WHERE clock_event.question = question.id) ORDER BY id"
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        await Question.raw(STARTED)

    manager.add_raw(run)
    return manager
