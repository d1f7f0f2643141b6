"""A reminder of a part or an offer leaves once, and offers that wait are found without looking at the others."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from questions.tables import Question

ID = "2026-11-24T01:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "remind once of parts and offers"

STATEMENTS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS reminder_part ON reminder (part, due_on, step) WHERE part IS NOT NULL",
    "CREATE UNIQUE INDEX IF NOT EXISTS offer_reminder_once ON offer_reminder (assignment, step)",
    (
        "CREATE INDEX IF NOT EXISTS assignment_waiting ON assignment (id)"
        " WHERE is_lead = true AND state = 'offered'"
    ),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    async def run() -> None:
        for statement in STATEMENTS:
            await Question.raw(statement)

    manager.add_raw(run)
    return manager
