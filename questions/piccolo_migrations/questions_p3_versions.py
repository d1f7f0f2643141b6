"""The versions of a draft, and what is typed and not saved yet."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSON, ForeignKey, Integer, Text, Timestamptz, Varchar

from app.database.new_tables import MAYBE, MOMENT, NUMBER, PLAIN, REFERENCE, TEXT, add_table
from app.people.tables import Person
from questions.tables import Question
from questions.answers.tables import Answer

ID = "2026-11-23T03:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep the versions of a draft, and what is typed and not saved yet"

VERSIONS = (
    ("answer", ForeignKey, REFERENCE | {"references": Answer}),
    ("version", Integer, NUMBER),
    ("summary", Varchar, TEXT | {"length": 200}),
    ("body", Text, TEXT),
    ("legal_basis", Text, TEXT),
    ("outcome", Varchar, TEXT | {"length": 20}),
    ("document_number", Varchar, TEXT | {"length": 60}),
    ("person", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("saved_at", Timestamptz, MOMENT),
    ("sent_at", Timestamptz, MAYBE),
)
AUTOSAVE = (
    ("question", ForeignKey, REFERENCE | {"references": Question}),
    ("person", ForeignKey, REFERENCE | {"references": Person}),
    ("version", Integer, NUMBER),
    ("typed", JSON, PLAIN | {"default": "{}"}),
    ("saved_at", Timestamptz, MOMENT),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    add_table(manager, "AnswerVersion", "answer_version", VERSIONS)
    add_table(manager, "AnswerAutosave", "answer_autosave", AUTOSAVE)
    return manager
