"""The shorter target of a clock, and the rule of a count that is not the general one."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Integer, Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-22T05:00:00:000006"
VERSION = "1.38.0"
DESCRIPTION = "keep the target and the rule of a clock"

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
    ("target", Integer, PLAIN | {"default": 0}),
    ("basis", Varchar, PLAIN | {"length": 300, "default": ""}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="ClockEvent",
            tablename="clock_event",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
