"""Day counts that differ by type of forum, field or unit."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Integer, Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-22T05:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "let day counts differ by type, field and unit"

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
    ("clock", Varchar, PLAIN | {"length": 40, "default": ""}),
    ("event_type", Varchar, PLAIN | {"length": 20, "default": ""}),
    ("field_id", Integer, PLAIN | {"default": 0}),
    ("unit_id", Integer, PLAIN | {"default": 0}),
    ("number", Integer, PLAIN | {"default": 0}),
    ("day_unit", Varchar, PLAIN | {"length": 10, "default": ""}),
    ("shortened", Integer, PLAIN | {"default": 0}),
    ("basis", Varchar, PLAIN | {"length": 300, "default": ""}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="calendar", description=DESCRIPTION)
    manager.add_table(class_name="SpecialCount", tablename="special_count", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="SpecialCount",
            tablename="special_count",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
