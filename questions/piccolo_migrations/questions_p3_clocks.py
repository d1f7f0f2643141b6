"""What happens to a question's clock, kept as facts."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import Date, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person
from questions.tables import Question

ID = "2026-11-22T05:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep what happens to the clock of a question"

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
EVENT_COLUMNS = (
    ("question", ForeignKey, REFERENCE | {"references": Question, "index": True}),
    ("kind", Varchar, PLAIN | {"length": 20, "default": ""}),
    ("happened_on", Date, PLAIN | {"default": None}),
    ("days", Integer, PLAIN | {"default": 0}),
    ("unit", Varchar, PLAIN | {"length": 10, "default": "working"}),
    ("clock", Varchar, PLAIN | {"length": 40, "default": ""}),
    ("reason", Text, PLAIN | {"default": ""}),
    ("person", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("was", Date, PLAIN | {"default": None, "null": True}),
    ("due_on", Date, PLAIN | {"default": None, "null": True}),
    ("calendar_version", Integer, PLAIN | {"default": 0}),
    ("happened_at", Timestamptz, PLAIN | {"default": None}),
    ("entered_at", Timestamptz, PLAIN | {"default": None}),
)
QUESTION_COLUMNS = (
    ("due_unit", Varchar, PLAIN | {"length": 10, "default": "working"}),
    ("paused_at", Timestamptz, PLAIN | {"default": None, "null": True}),
    ("calendar_version", Integer, PLAIN | {"default": 0}),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    manager.add_table(class_name="ClockEvent", tablename="clock_event", schema=None, columns=None)
    for table, tablename, columns in (
        ("ClockEvent", "clock_event", EVENT_COLUMNS),
        ("Question", "question", QUESTION_COLUMNS),
    ):
        for name, column_class, params in columns:
            manager.add_column(
                table_class_name=table,
                tablename=tablename,
                column_name=name,
                db_column_name=name,
                column_class_name=column_class.__name__,
                column_class=column_class,
                params=dict(params),
                schema=None,
            )
    return manager
