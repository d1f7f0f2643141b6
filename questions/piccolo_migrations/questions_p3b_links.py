"""The links by which a unit without accounts answers, kept as hashes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Date, ForeignKey, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person, Unit
from questions.tables import Question

ID = "2026-11-23T02:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one-time links of units without accounts"

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
    ("unit", ForeignKey, REFERENCE | {"references": Unit}),
    ("token_hash", Varchar, PLAIN | {"length": 64, "default": ""}),
    ("email", Varchar, PLAIN | {"length": 254, "default": ""}),
    ("sent_by", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("sent_at", Timestamptz, PLAIN | {"default": None}),
    ("until", Date, PLAIN | {"default": None}),
    ("used_by", Varchar, PLAIN | {"length": 200, "default": ""}),
    ("used_at", Timestamptz, PLAIN | {"default": None, "null": True}),
    ("ended_at", Timestamptz, PLAIN | {"default": None, "null": True}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="OneTimeLink", tablename="one_time_link", schema=None, columns=None)
    for name, column_class, params in COLUMNS:
        manager.add_column(
            table_class_name="OneTimeLink",
            tablename="one_time_link",
            column_name=name,
            db_column_name=name,
            column_class_name=column_class.__name__,
            column_class=column_class,
            params=dict(params),
            schema=None,
        )
    return manager
