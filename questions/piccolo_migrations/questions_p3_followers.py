"""Who follows what, the news that waits for them, and how far the news was read."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Integer, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-23T05:06:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "follow by e-mail"

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
TEXT = PLAIN | {"default": ""}
NUMBER = PLAIN | {"default": 0}
MOMENT = PLAIN | {"default": None}
TABLES = {
    ("Follower", "follower"): (
        ("email", Varchar, TEXT | {"length": 254}),
        ("kind", Varchar, TEXT | {"length": 20}),
        ("thing", Integer, NUMBER),
        ("language", Varchar, TEXT | {"length": 2, "default": "vi"}),
        ("token_hash", Varchar, TEXT | {"length": 64, "index": True}),
        ("asked_at", Timestamptz, MOMENT),
        ("confirmed_at", Timestamptz, MOMENT | {"null": True}),
    ),
    ("FollowerNews", "follower_news"): (
        ("email", Varchar, TEXT | {"length": 254}),
        ("entry", Integer, NUMBER),
        ("found_at", Timestamptz, MOMENT),
        ("told_at", Timestamptz, MOMENT | {"null": True}),
    ),
    ("NewsCursor", "news_cursor"): (
        ("reader", Varchar, TEXT | {"length": 40}),
        ("entry", Integer, NUMBER),
    ),
}


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    for (name, tablename), columns in TABLES.items():
        manager.add_table(class_name=name, tablename=tablename, schema=None, columns=None)
        for column, column_class, params in columns:
            manager.add_column(
                table_class_name=name,
                tablename=tablename,
                column_name=column,
                db_column_name=column,
                column_class_name=column_class.__name__,
                column_class=column_class,
                params=dict(params),
                schema=None,
            )
    return manager
