"""Each type of forum says who may know who asks."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-23T04:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "say for each type of forum who may know who asks"

PARAMS = {
    "length": 20,
    "default": "public",
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
    manager = MigrationManager(migration_id=ID, app_name="planning", description=DESCRIPTION)
    manager.add_column(
        table_class_name="EventTypeRow",
        tablename="event_type",
        column_name="seen_by",
        db_column_name="seen_by",
        column_class_name="Varchar",
        column_class=Varchar,
        params=dict(PARAMS),
        schema=None,
    )
    return manager
