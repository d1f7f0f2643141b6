"""The unit whose officials a question reports on, from which it stays hidden."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import ForeignKey
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Unit

ID = "2026-11-23T02:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "reports on the conduct of officials"

REPORTED = {
    "references": Unit,
    "default": None,
    "null": True,
    "primary_key": False,
    "unique": False,
    "index": False,
    "index_method": IndexMethod.btree,
    "choices": None,
    "db_column_name": None,
    "secret": False,
    "on_delete": OnDelete.restrict,
    "on_update": OnUpdate.cascade,
    "target_column": None,
}


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_column(
        table_class_name="Question",
        tablename="question",
        column_name="reported_unit",
        db_column_name="reported_unit",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params=dict(REPORTED),
        schema=None,
    )
    return manager
