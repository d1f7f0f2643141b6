"""One row a day and one a clock: the unique indexes of the calendar's overrides."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.calendar.tables import CalendarOverride

ID = "2026-11-21T20:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "one override for each day and each clock"

INDEXES = (
    "CREATE UNIQUE INDEX IF NOT EXISTS calendar_override_day ON calendar_override (day)",
    "CREATE UNIQUE INDEX IF NOT EXISTS clock_override_clock ON clock_override (clock)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="calendar", description=DESCRIPTION)

    async def run() -> None:
        for index in INDEXES:
            await CalendarOverride.raw(index)

    manager.add_raw(run)
    return manager
