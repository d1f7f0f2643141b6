"""Appeals against a rejection, and until when and against whom they are possible."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Date, ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person
from questions.tables import Question

ID = "2026-11-22T07:00:00:000003"
VERSION = "1.38.0"
DESCRIPTION = "let askers appeal"

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
APPEAL = (
    ("question", ForeignKey, REFERENCE | {"references": Question, "index": True}),
    ("reason", Text, PLAIN | {"default": ""}),
    ("appealed_at", Timestamptz, PLAIN | {"default": None}),
    ("ruling", Varchar, PLAIN | {"length": 20, "default": ""}),
    ("ruling_reason", Text, PLAIN | {"default": ""}),
    ("ruled_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("ruled_at", Timestamptz, PLAIN | {"default": None, "null": True}),
)
QUESTION = (
    ("rejected_by", ForeignKey, REFERENCE | {"references": Person, "default": None, "null": True}),
    ("appeal_until", Date, PLAIN | {"default": None, "null": True}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="Appeal", tablename="appeal", schema=None, columns=None)
    for table, columns in (("Appeal", APPEAL), ("Question", QUESTION)):
        for name, column_class, params in columns:
            manager.add_column(
                table_class_name=table,
                tablename=table.lower(),
                column_name=name,
                db_column_name=name,
                column_class_name=column_class.__name__,
                column_class=column_class,
                params=dict(params),
                schema=None,
            )
    return manager
