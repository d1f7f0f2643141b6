"""What a letter said before it was reworded."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Integer, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-23T05:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep what a letter said before it was reworded"

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
    ("letter", Integer, PLAIN | {"default": 0, "index": True}),
    ("subject", Varchar, PLAIN | {"default": "", "length": 300}),
    ("body", Text, PLAIN | {"default": ""}),
    ("person_id", Integer, PLAIN | {"default": None, "null": True}),
    ("person_name", Varchar, PLAIN | {"default": "", "length": 200}),
    ("edited_at", Timestamptz, PLAIN | {"default": None}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="post", description=DESCRIPTION)
    manager.add_table(class_name="LetterEdit", tablename="letter_edit", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="LetterEdit",
            tablename="letter_edit",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
