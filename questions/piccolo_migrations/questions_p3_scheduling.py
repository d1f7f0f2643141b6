"""When an approved answer is published by the clock."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Timestamptz

from app.database.new_tables import MAYBE, add_column

ID = "2026-11-23T03:07:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep when an approved answer is published"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    add_column(manager, "Answer", "answer", ("publish_at", Timestamptz, MAYBE))
    return manager
