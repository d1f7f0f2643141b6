"""Letters of apology."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Date, ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person, Unit
from questions.tables import Question

ID = "2026-11-23T05:03:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep letters of apology"

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
COLUMNS = (
    ("question", ForeignKey, REFERENCE | {"references": Question}),
    ("unit", ForeignKey, REFERENCE | {"references": Unit}),
    ("missed_on", Date, MOMENT),
    ("send_by", Date, MOMENT),
    ("new_date", Date, MOMENT),
    ("reason", Text, TEXT),
    ("drafted_at", Timestamptz, MOMENT),
    ("signer", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("signer_title", Varchar, TEXT | {"length": 200}),
    ("sent_at", Timestamptz, MOMENT | {"null": True}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="Apology", tablename="apology", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="Apology",
            tablename="apology",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
