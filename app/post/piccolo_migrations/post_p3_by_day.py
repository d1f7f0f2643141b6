"""Letters that never leave at night."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Boolean
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-23T05:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep letters of the clock for the day"

PARAMS = {
    "default": False,
    "null": False,
    "primary_key": False,
    "unique": False,
    "index": False,
    "index_method": IndexMethod.btree,
    "choices": None,
    "db_column_name": None,
    "secret": False,
}


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="post", description=DESCRIPTION)
    manager.add_column(
        table_class_name="OutboxLetter",
        tablename="outbox_letter",
        column_name="by_day",
        db_column_name="by_day",
        column_class_name="Boolean",
        column_class=Boolean,
        params=PARAMS,
        schema=None,
    )
    return manager
