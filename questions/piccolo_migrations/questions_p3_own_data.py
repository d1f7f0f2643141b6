"""Who opened contact data, what askers asked for and corrected, and when their data was erased."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Date, ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person, Unit
from questions.tables import Question

ID = "2026-11-23T04:10:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep what askers do with their own data"

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
QUESTION = ("question", ForeignKey, REFERENCE | {"references": Question, "index": True})
TABLES = {
    ("ContactOpening", "contact_opening"): (
        ("question", ForeignKey, REFERENCE | {"references": Question}),
        ("person", ForeignKey, REFERENCE | {"references": Person}),
        ("unit", ForeignKey, REFERENCE | {"references": Unit}),
        ("day", Date, PLAIN | {"default": None}),
        ("opened_at", Timestamptz, PLAIN | {"default": None}),
    ),
    ("AskerRequest", "asker_request"): (
        QUESTION,
        ("words", Text, PLAIN | {"default": ""}),
        ("asked_at", Timestamptz, PLAIN | {"default": None}),
        ("due_on", Date, PLAIN | {"default": None}),
        ("ruling", Varchar, PLAIN | {"length": 20, "default": ""}),
        ("ruling_reason", Text, PLAIN | {"default": ""}),
        ("ruled_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
        ("ruled_at", Timestamptz, PLAIN | {"default": None, "null": True}),
    ),
    ("AskerCorrection", "asker_correction"): (
        QUESTION,
        ("field", Varchar, PLAIN | {"length": 20, "default": ""}),
        ("before", Text, PLAIN | {"default": ""}),
        ("after", Text, PLAIN | {"default": ""}),
        ("corrected_at", Timestamptz, PLAIN | {"default": None}),
    ),
    ("Question", "question"): (("asker_erased_at", Timestamptz, PLAIN | {"default": None, "null": True}),),
}


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    for (class_name, tablename), columns in TABLES.items():
        if class_name != "Question":
            manager.add_table(class_name=class_name, tablename=tablename, schema=None, columns=None)
        for name, column_class, params in columns:
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
    return manager
