"""Answers that point to the answers of other questions."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import ForeignKey, Text, Timestamptz

from app.database.new_tables import MOMENT, REFERENCE, TEXT, add_table
from app.people.tables import Person
from questions.tables import Question
from questions.answers.tables import Answer

ID = "2026-11-23T03:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep to which answers an answer points, and which one stands in its place"

REFERRAL = (
    ("answer", ForeignKey, REFERENCE | {"references": Answer}),
    ("target", ForeignKey, REFERENCE | {"references": Question, "index": True}),
)
SUPERSEDING = (
    ("answer", ForeignKey, REFERENCE | {"references": Answer}),
    ("newer", ForeignKey, REFERENCE | {"references": Question, "index": True}),
    ("reason", Text, TEXT),
    ("person", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("superseded_at", Timestamptz, MOMENT),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    add_table(manager, "AnswerReferral", "answer_referral", REFERRAL)
    add_table(manager, "AnswerSuperseding", "answer_superseding", SUPERSEDING)
    return manager
