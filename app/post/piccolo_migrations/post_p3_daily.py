"""Who has which letters once a day."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-23T05:04:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep who has which letters once a day"

PARAMS = {
    "default": "",
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
    manager.add_table(class_name="DailyLetters", tablename="daily_letters", schema=None, columns=None)
    for name, length in (("address", 320), ("kind", 20)):
        manager.add_column(
            table_class_name="DailyLetters",
            tablename="daily_letters",
            column_name=name,
            db_column_name=name,
            column_class_name="Varchar",
            column_class=Varchar,
            params=PARAMS | {"length": length},
            schema=None,
        )
    return manager
