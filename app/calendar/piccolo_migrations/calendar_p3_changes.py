"""Versions of the calendar."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-22T05:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep the versions of the calendar"

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
COLUMNS = (
    ("days", Varchar, PLAIN | {"length": 300, "default": ""}),
    ("changed_at", Timestamptz, PLAIN | {"default": None}),
    ("recounted_at", Timestamptz, PLAIN | {"default": None, "null": True}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="calendar", description=DESCRIPTION)
    manager.add_table(class_name="CalendarChange", tablename="calendar_change", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="CalendarChange",
            tablename="calendar_change",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
