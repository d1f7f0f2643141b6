"""Questions whose answers are cleared before they are published."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Boolean, ForeignKey, Text, Timestamptz, Varchar

from app.database.new_tables import FLAG, MOMENT, REFERENCE, TEXT, add_column, add_table
from app.people.tables import Person
from questions.answers.tables import Answer

ID = "2026-11-23T03:06:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "flag questions whose answers are cleared, and keep how they were"

RULING = (
    ("answer", ForeignKey, REFERENCE | {"references": Answer, "index": True}),
    ("ruling", Varchar, TEXT | {"length": 10}),
    ("reason", Text, TEXT),
    ("person", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("ruled_at", Timestamptz, MOMENT),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    add_column(manager, "Question", "question", ("needs_clearance", Boolean, FLAG))
    add_table(manager, "ClearanceRuling", "clearance_ruling", RULING)
    return manager
