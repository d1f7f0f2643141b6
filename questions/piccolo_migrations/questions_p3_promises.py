"""What an answer promises, and why one was sent for approval in spite of the check."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSON, Date, ForeignKey, Integer, Text, Timestamptz, Varchar

from app.database.new_tables import MAYBE, MOMENT, NUMBER, PLAIN, REFERENCE, TEXT, add_table
from app.people.tables import Person, Unit
from questions.answers.tables import Answer

ID = "2026-11-23T03:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep what a draft promises, and why the check was overridden"

PROMISE = (
    ("answer", ForeignKey, REFERENCE | {"references": Answer}),
    ("words", Text, TEXT),
    ("owner", ForeignKey, REFERENCE | {"references": Unit, "null": True}),
    ("product", Varchar, TEXT | {"length": 500}),
    ("due_wording", Varchar, TEXT | {"length": 20}),
    ("due_day", Date, MAYBE),
    ("due_days", Integer, MAYBE),
    ("day_of_month", Integer, MAYBE),
)
OVERRIDE = (
    ("answer", ForeignKey, REFERENCE | {"references": Answer, "index": True}),
    ("version", Integer, NUMBER),
    ("findings", JSON, PLAIN | {"default": "[]"}),
    ("reason", Text, TEXT),
    ("person", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("overridden_at", Timestamptz, MOMENT),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    add_table(manager, "AnswerPromise", "answer_promise", PROMISE)
    add_table(manager, "CheckOverride", "check_override", OVERRIDE)
    return manager
