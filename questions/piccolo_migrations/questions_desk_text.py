"""The text that the desk's search once read; the indexes of words took its place."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-22T04:30:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "drop the text for the desk's old search"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)

    manager.drop_column(
        table_class_name="Question", tablename="question", column_name="desk_text", db_column_name="desk_text"
    )
    return manager
