"""Who urged whom, and what the oversight said."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person, Unit
from questions.tables import Question
from questions.commitments.tables import Commitment

ID = "2026-11-22T06:10:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep who urged whom, and what the oversight said"

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
TABLES = {
    ("Urging", "urging"): (
        ("question", ForeignKey, REFERENCE | {"references": Question, "null": True, "index": True}),
        ("commitment", ForeignKey, REFERENCE | {"references": Commitment, "null": True, "index": True}),
        ("unit", ForeignKey, REFERENCE | {"references": Unit}),
        ("person", ForeignKey, REFERENCE | {"references": Person}),
        ("words", Text, TEXT),
        ("urged_at", Timestamptz, MOMENT),
    ),
    ("OversightNote", "oversight_note"): (
        ("question", ForeignKey, REFERENCE | {"references": Question, "index": True}),
        ("kind", Varchar, TEXT | {"length": 20}),
        ("person", ForeignKey, REFERENCE | {"references": Person}),
        ("body", Text, TEXT),
        ("written_at", Timestamptz, MOMENT),
        ("reply", Varchar, TEXT | {"length": 20}),
        ("reply_reason", Text, TEXT),
        ("replied_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
        ("replied_at", Timestamptz, MOMENT | {"null": True}),
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
