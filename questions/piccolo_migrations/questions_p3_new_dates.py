"""New dates of promises: asked for, ruled on, and the date as promised."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Date, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person
from questions.commitments.tables import Commitment

ID = "2026-11-22T06:20:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep the date as promised beside a new one"

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
REFERENCE = PLAIN | {
    "on_delete": OnDelete.restrict,
    "on_update": OnUpdate.cascade,
    "target_column": None,
    "default": None,
}
TEXT = PLAIN | {"default": ""}
MOMENT = PLAIN | {"default": None}
NEW_DATE = (
    ("commitment", ForeignKey, REFERENCE | {"references": Commitment, "index": True}),
    ("wanted_on", Date, MOMENT),
    ("reason", Text, TEXT),
    ("asked_by", ForeignKey, REFERENCE | {"references": Person}),
    ("asked_at", Timestamptz, MOMENT),
    ("ruling", Varchar, TEXT | {"length": 20}),
    ("ruled_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("ruled_at", Timestamptz, MOMENT | {"null": True}),
)
COMMITMENT = (
    ("original_due_on", Date, MOMENT | {"null": True}),
    ("moved", Integer, PLAIN | {"default": 0}),
    ("object_until", Date, MOMENT | {"null": True}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="NewDate", tablename="new_date", schema=None, columns=None)
    for name, tablename, columns in (("NewDate", "new_date", NEW_DATE), ("Commitment", "commitment", COMMITMENT)):
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
