"""The parts of coordinating units, each with its own owner, state and date."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import JSON, Date, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person, Unit
from questions.tables import Question

ID = "2026-11-23T02:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "parts of coordinating units"

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
REFERENCE = PLAIN | {"on_delete": OnDelete.restrict, "on_update": OnUpdate.cascade, "target_column": None}
COLUMNS = (
    ("question", ForeignKey, REFERENCE | {"references": Question, "index": True}),
    ("unit", ForeignKey, REFERENCE | {"references": Unit, "index": True}),
    ("state", Varchar, PLAIN | {"length": 20, "default": ""}),
    ("words", Text, PLAIN | {"default": ""}),
    ("body", Text, PLAIN | {"default": ""}),
    ("version", Integer, PLAIN | {"default": 0}),
    ("authors", JSON, PLAIN | {"default": "[]"}),
    ("due_on", Date, PLAIN | {"default": None, "null": True}),
    ("asked_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("asked_at", Timestamptz, PLAIN | {"default": None}),
    ("comment", Text, PLAIN | {"default": ""}),
    ("approver", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("own_approval_reason", Text, PLAIN | {"default": ""}),
    ("delivered_at", Timestamptz, PLAIN | {"default": None, "null": True}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="AnswerPart", tablename="answer_part", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="AnswerPart",
            tablename="answer_part",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
