"""Files of questions, answers and evidence."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Boolean, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person
from questions.tables import Question
from questions.answers.tables import Answer, EarlierAnswer
from questions.commitments.tables import ProgressNote

ID = "2026-11-22T08:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep attached files"

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
    "null": True,
    "default": None,
}
COLUMNS = (
    ("question", ForeignKey, REFERENCE | {"references": Question, "index": True}),
    ("answer", ForeignKey, REFERENCE | {"references": Answer, "index": True}),
    ("earlier_answer", ForeignKey, REFERENCE | {"references": EarlierAnswer, "index": True}),
    ("note", ForeignKey, REFERENCE | {"references": ProgressNote, "index": True}),
    ("stored", Varchar, PLAIN | {"length": 40, "default": ""}),
    ("name", Varchar, PLAIN | {"length": 200, "default": ""}),
    ("kind", Varchar, PLAIN | {"length": 10, "default": ""}),
    ("size", Integer, PLAIN | {"default": 0}),
    ("sha256", Varchar, PLAIN | {"length": 64, "default": ""}),
    ("is_released", Boolean, PLAIN | {"default": False}),
    ("person", ForeignKey, REFERENCE | {"references": Person}),
    ("added_at", Timestamptz, PLAIN | {"default": None}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="Attachment", tablename="attachment", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="Attachment",
            tablename="attachment",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
