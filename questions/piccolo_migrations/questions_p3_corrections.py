"""What corrects a published answer and stands beside it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person, Unit
from questions.tables import Question

ID = "2026-11-22T06:30:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep corrections beside their answers"

PLAIN = {
    "null": False,
    "primary_key": False,
    "unique": False,
    "index": False,
    "index_method": IndexMethod.btree,
    "choices": None,
    "db_column_name": None,
    "secret": False,
}
REFERENCE = PLAIN | {
    "on_delete": OnDelete.restrict,
    "on_update": OnUpdate.cascade,
    "target_column": None,
    "default": None,
}
TEXT = PLAIN | {"default": ""}
MOMENT = PLAIN | {"default": None}
CORRECTION = (
    ("question", ForeignKey, REFERENCE | {"references": Question, "index": True}),
    ("turn", Integer, PLAIN | {"default": 0}),
    ("unit", ForeignKey, REFERENCE | {"references": Unit}),
    ("state", Varchar, TEXT | {"length": 20}),
    ("body", Text, TEXT),
    ("reason", Text, TEXT),
    ("document_number", Varchar, TEXT | {"length": 60}),
    ("writer", ForeignKey, REFERENCE | {"references": Person}),
    ("written_at", Timestamptz, MOMENT),
    ("approver", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("signer_title", Varchar, TEXT | {"length": 200}),
    ("ruling_reason", Text, TEXT),
    ("ruled_at", Timestamptz, MOMENT | {"null": True}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="AnswerCorrection", tablename="answer_correction", schema=None, columns=None)
    for column, column_class, params in CORRECTION:
        manager.add_column(
            table_class_name="AnswerCorrection",
            tablename="answer_correction",
            column_name=column,
            db_column_name=column,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
