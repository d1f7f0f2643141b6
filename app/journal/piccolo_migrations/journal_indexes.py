"""The index of the journal, and the triggers by which the database itself refuses to change it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.database import is_postgres
from app.journal.tables import JournalEntry

ID = "2026-11-21T20:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "index the journal by what it is about, and make it append-only"

INDEXES = (
    "CREATE INDEX IF NOT EXISTS journal_entry_about ON journal_entry (about_kind, about_id, id)",
    "CREATE UNIQUE INDEX IF NOT EXISTS journal_seal_entry ON journal_seal (entry_id)",
    "CREATE UNIQUE INDEX IF NOT EXISTS journal_seal_hash ON journal_seal (hash)",
    "CREATE UNIQUE INDEX IF NOT EXISTS journal_anchor_day ON journal_anchor (day)",
)
TABLES = ("journal_entry", "journal_seal", "journal_anchor")

REFUSE = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
SQLITE = (
    *INDEXES,
    *(f"CREATE TRIGGER IF NOT EXISTS {name}_kept BEFORE UPDATE ON {name} {REFUSE}" for name in TABLES),
    *(f"CREATE TRIGGER IF NOT EXISTS {name}_stays BEFORE DELETE ON {name} {REFUSE}" for name in TABLES),
)

FUNCTION = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"""
TRIGGER = """
CREATE OR REPLACE TRIGGER {0}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {0}
FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"""
POSTGRES = (*INDEXES, FUNCTION, *(TRIGGER.format(name) for name in TABLES))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="journal", description=DESCRIPTION)

    async def run() -> None:
        for statement in POSTGRES if is_postgres() else SQLITE:
            await JournalEntry.raw(statement)

    manager.add_raw(run)
    return manager
