"""Unique indexes of forums. Raw, because SQLite refuses Piccolo's constraints; safe to run twice."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from events.planning.tables import Event

ID = "2026-11-21T20:00:00:000003"
VERSION = "1.38.0"
DESCRIPTION = "unique series, forums, editions and what hangs on a forum"

INDEXES = (
    "CREATE UNIQUE INDEX IF NOT EXISTS event_type_code ON event_type (code)",
    "CREATE UNIQUE INDEX IF NOT EXISTS series_slug ON series (slug)",
    "CREATE INDEX IF NOT EXISTS series_organiser ON series (organiser)",
    "CREATE UNIQUE INDEX IF NOT EXISTS event_slug ON event (slug)",
    "CREATE UNIQUE INDEX IF NOT EXISTS event_edition ON event (series, edition) WHERE series IS NOT NULL",
    "CREATE UNIQUE INDEX IF NOT EXISTS event_field_once ON event_field (event, field)",
    "CREATE UNIQUE INDEX IF NOT EXISTS co_organiser_once ON co_organiser (event, unit)",
    "CREATE INDEX IF NOT EXISTS co_organiser_unit ON co_organiser (unit)",
    "CREATE UNIQUE INDEX IF NOT EXISTS officer_once ON officer (event, person, role)",
    "CREATE UNIQUE INDEX IF NOT EXISTS invited_agency_once ON invited_agency (event, unit)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="planning", description=DESCRIPTION)

    async def run() -> None:
        for index in INDEXES:
            await Event.raw(index)

    manager.add_raw(run)
    return manager
