"""Where a question was handed over to: guided as a complaint, or sent on by document, with the answer from there."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Date, ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person
from questions.tables import Question

ID = "2026-11-22T07:00:00:000004"
VERSION = "1.38.0"
DESCRIPTION = "hand questions over to others"

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
    ("kind", Varchar, PLAIN | {"length": 20, "default": ""}),
    ("addressee", Varchar, PLAIN | {"length": 300, "default": ""}),
    ("document_number", Varchar, PLAIN | {"length": 60, "default": ""}),
    ("document_on", Date, PLAIN | {"default": None, "null": True}),
    ("words", Text, PLAIN | {"default": ""}),
    ("person", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("handed_at", Timestamptz, PLAIN | {"default": None}),
    ("reply", Text, PLAIN | {"default": ""}),
    ("reply_number", Varchar, PLAIN | {"length": 60, "default": ""}),
    ("reply_on", Date, PLAIN | {"default": None, "null": True}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="Handover", tablename="handover", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="Handover",
            tablename="handover",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
