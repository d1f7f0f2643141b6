"""Reminders that left: one for each step of each due date."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Date, ForeignKey, Integer, Timestamptz
from piccolo.columns.indexes import IndexMethod

from questions.tables import Question
from questions.commitments.tables import Commitment

ID = "2026-11-23T05:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep which reminders left"

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
    "null": True,
}
COLUMNS = (
    ("question", ForeignKey, REFERENCE | {"references": Question}),
    ("commitment", ForeignKey, REFERENCE | {"references": Commitment}),
    ("due_on", Date, PLAIN | {"default": None}),
    ("step", Integer, PLAIN | {"default": 0}),
    ("reminded_at", Timestamptz, PLAIN | {"default": None}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="Reminder", tablename="reminder", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="Reminder",
            tablename="reminder",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
