"""Reminders of parts, and of offers that nobody reacts to."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import ForeignKey, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from questions.parts.tables import AnswerPart
from questions.tables import Assignment

ID = "2026-11-24T01:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "reminders of parts and of offers"

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
COLUMNS = (
    ("Reminder", "reminder", "part", ForeignKey, REFERENCE | {"references": AnswerPart, "null": True}),
    ("OfferReminder", "offer_reminder", "assignment", ForeignKey, REFERENCE | {"references": Assignment}),
    ("OfferReminder", "offer_reminder", "step", Varchar, PLAIN | {"length": 10, "default": ""}),
    ("OfferReminder", "offer_reminder", "reminded_at", Timestamptz, PLAIN | {"default": None}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="OfferReminder", tablename="offer_reminder", schema=None, columns=None)
    for table, tablename, name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name=table,
            tablename=tablename,
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
