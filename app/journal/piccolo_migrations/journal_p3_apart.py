"""Words about people stand beside the journal, which keeps only their marks."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Integer, Text, Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-23T04:20:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep words about people apart from the journal"

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
    ("mark", Varchar, PLAIN | {"length": 80, "default": ""}),
    ("about_kind", Varchar, PLAIN | {"length": 40, "default": ""}),
    ("about_id", Integer, PLAIN | {"default": 0, "index": True}),
    ("salt", Varchar, PLAIN | {"length": 40, "default": ""}),
    ("words", Text, PLAIN | {"default": ""}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="journal", description=DESCRIPTION)
    manager.add_table(class_name="JournalApart", tablename="journal_apart", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="JournalApart",
            tablename="journal_apart",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
