"""The index of the journal, and the triggers by which the database itself refuses to change it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.database import is_postgres
from app.journal.tables import JournalEntry

ID = "2026-11-21T20:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "index the journal by what it is about, and make it append-only"

INDEX = "CREATE INDEX IF NOT EXISTS journal_entry_about ON journal_entry (about_kind, about_id, id)"

REFUSE = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
SQLITE = (
    INDEX,
    f"CREATE TRIGGER IF NOT EXISTS journal_entry_kept BEFORE UPDATE ON journal_entry {REFUSE}",
    f"CREATE TRIGGER IF NOT EXISTS journal_entry_stays BEFORE DELETE ON journal_entry {REFUSE}",
)

FUNCTION = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"""
TRIGGER = """
CREATE TRIGGER journal_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"""
POSTGRES = (INDEX, FUNCTION, "DROP TRIGGER IF EXISTS journal_entry_kept ON journal_entry", TRIGGER)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="journal", description=DESCRIPTION)

    async def run() -> None:
        for statement in POSTGRES if is_postgres() else SQLITE:
            await JournalEntry.raw(statement)

    manager.add_raw(run)
    return manager
