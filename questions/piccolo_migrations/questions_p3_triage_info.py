"""What more an asker was asked for, and the answer to it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Boolean, Date, ForeignKey, Text, Timestamptz
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person
from questions.tables import Question

ID = "2026-11-22T07:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "ask the asker for more"

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
    ("words", Text, PLAIN | {"default": ""}),
    ("asked_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("asked_at", Timestamptz, PLAIN | {"default": None}),
    ("answer_by", Date, PLAIN | {"default": None}),
    ("stops_clock", Boolean, PLAIN | {"default": False}),
    ("reply", Text, PLAIN | {"default": ""}),
    ("replied_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("replied_at", Timestamptz, PLAIN | {"default": None, "null": True}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="InfoRequest", tablename="info_request", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="InfoRequest",
            tablename="info_request",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
