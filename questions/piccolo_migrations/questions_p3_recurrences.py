"""Questions that raise the matter of an earlier one again."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import ForeignKey, Text, Timestamptz
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person
from questions.tables import Question

ID = "2026-11-23T01:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "link questions that raise a matter again"

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
REFERENCE = PLAIN | {"on_delete": OnDelete.restrict, "on_update": OnUpdate.cascade, "target_column": None}
COLUMNS = (
    ("question", ForeignKey, REFERENCE | {"references": Question, "index": True}),
    ("earlier", ForeignKey, REFERENCE | {"references": Question, "index": True}),
    ("person", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("confirmed_at", Timestamptz, PLAIN | {"default": None}),
    ("ended_at", Timestamptz, PLAIN | {"default": None, "null": True}),
    ("ended_reason", Text, PLAIN | {"default": ""}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="Recurrence", tablename="recurrence", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="Recurrence",
            tablename="recurrence",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
