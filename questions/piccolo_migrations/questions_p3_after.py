"""What comes after an answer: earlier answers, ratings, disputes and how they were ruled on."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import JSON, Date, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.indexes import IndexMethod

from app.people.tables import Person, Unit
from questions.tables import Question

ID = "2026-11-22T06:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "keep ratings, disputes and earlier answers"

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
TEXT = PLAIN | {"default": ""}
MOMENT = PLAIN | {"default": None}
LATER = MOMENT | {"null": True}
NUMBER = PLAIN | {"default": 0}
OF_QUESTION = ("question", ForeignKey, REFERENCE | {"references": Question, "default": None})
TABLES = {
    "EarlierAnswer": (
        ("question", ForeignKey, REFERENCE | {"references": Question, "default": None, "index": True}),
        ("unit", ForeignKey, REFERENCE | {"references": Unit, "default": None}),
        ("state", Varchar, TEXT | {"length": 20}),
        ("version", Integer, NUMBER | {"default": 1}),
        ("summary", Varchar, TEXT | {"length": 200}),
        ("body", Text, TEXT),
        ("legal_basis", Text, TEXT),
        ("outcome", Varchar, TEXT | {"length": 20}),
        ("document_number", Varchar, TEXT | {"length": 60}),
        ("authors", JSON, PLAIN | {"default": "[]"}),
        ("approver", ForeignKey, REFERENCE | {"references": Person, "default": None, "null": True}),
        ("signer_title", Varchar, TEXT | {"length": 200}),
        ("own_approval_reason", Text, TEXT),
        ("created_at", Timestamptz, MOMENT),
        ("edited_at", Timestamptz, MOMENT),
        ("approved_at", Timestamptz, LATER),
        ("published_at", Timestamptz, LATER),
        ("replaced_at", Timestamptz, MOMENT),
    ),
    "AnswerRating": (
        OF_QUESTION,
        ("turn", Integer, NUMBER),
        ("result", Integer, NUMBER),
        ("attitude", Integer, NUMBER),
        ("rated_at", Timestamptz, MOMENT),
        ("changed_at", Timestamptz, MOMENT),
    ),
    "AnswerDispute": (
        OF_QUESTION,
        ("turn", Integer, NUMBER),
        ("reason", Text, TEXT),
        ("disputed_at", Timestamptz, MOMENT),
        ("ruling", Varchar, TEXT | {"length": 20}),
        ("ruling_reason", Text, TEXT),
        ("ruled_by", ForeignKey, REFERENCE | {"references": Person, "default": None, "null": True}),
        ("ruled_at", Timestamptz, LATER),
    ),
}
COLUMNS = (("dispute_until", Date, LATER), ("reopened", Integer, NUMBER))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    for name, columns in TABLES.items():
        tablename = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
        manager.add_table(class_name=name, tablename=tablename, schema=None, columns=None)
        for column, column_class, params in columns:
            _add(manager, name, tablename, column, column_class, params)
    for column, column_class, params in COLUMNS:
        _add(manager, "Question", "question", column, column_class, params)
    return manager


def _add(
    manager: MigrationManager, table: str, tablename: str, column: str, column_class: type, params: dict[str, object]
) -> None:
    manager.add_column(
        table_class_name=table,
        tablename=tablename,
        column_name=column,
        db_column_name=column,
        column_class_name=column_class.__name__,
        column_class=column_class,
        params=dict(params),
        schema=None,
    )
