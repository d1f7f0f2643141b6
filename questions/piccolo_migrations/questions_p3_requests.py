"""What people ask to be done to a clock, and what others decide."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Date, ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person
from questions.tables import Question

ID = "2026-11-22T05:00:00:000003"
VERSION = "1.38.0"
DESCRIPTION = "keep what is asked of a clock"

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
    ("was", Date, PLAIN | {"default": None, "null": True}),
    ("day", Date, PLAIN | {"default": None}),
    ("reason", Text, PLAIN | {"default": ""}),
    ("state", Varchar, PLAIN | {"length": 10, "default": "asked"}),
    ("asked_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("asked_at", Timestamptz, PLAIN | {"default": None}),
    ("decided_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("decided_at", Timestamptz, PLAIN | {"default": None, "null": True}),
    ("decision", Text, PLAIN | {"default": ""}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="ClockRequest", tablename="clock_request", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="ClockRequest",
            tablename="clock_request",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
