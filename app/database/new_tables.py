"""What a migration written by hand says of new tables, in few words: the columns as (name, class, params)."""

from collections.abc import Iterable, Mapping
from typing import Any

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import Column, OnDelete, OnUpdate
from piccolo.columns.indexes import IndexMethod

NewColumn = tuple[str, type[Column], Mapping[str, Any]]

PLAIN: dict[str, Any] = {
    "null": False,
    "primary_key": False,
    "unique": False,
    "index": False,
    "index_method": IndexMethod.btree,
    "choices": None,
    "db_column_name": None,
    "secret": False,
}
REFERENCE = PLAIN | {
    "on_delete": OnDelete.restrict,
    "on_update": OnUpdate.cascade,
    "target_column": None,
    "default": None,
}
TEXT = PLAIN | {"default": ""}
NUMBER = PLAIN | {"default": 0}
FLAG = PLAIN | {"default": False}
MOMENT = PLAIN | {"default": None}
MAYBE = PLAIN | {"default": None, "null": True}


def add_table(manager: MigrationManager, class_name: str, tablename: str, columns: Iterable[NewColumn]) -> None:
    """A new table with these columns beside its `id`."""
    manager.add_table(class_name=class_name, tablename=tablename, schema=None, columns=None)
    for column in columns:
        add_column(manager, class_name, tablename, column)


def add_column(manager: MigrationManager, class_name: str, tablename: str, column: NewColumn) -> None:
    """A new column; its default is that of the rows that are there."""
    name, column_class, params = column
    manager.add_column(
        table_class_name=class_name,
        tablename=tablename,
        column_name=name,
        db_column_name=name,
        column_class_name=column_class.__name__,
        column_class=column_class,
        params=dict(params),
        schema=None,
    )
