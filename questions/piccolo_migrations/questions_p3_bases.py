"""What answers cite, documents that were replaced, and answers looked at again for that."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Boolean, Date, ForeignKey, Integer, Text, Timestamptz, Varchar

from app.database.new_tables import FLAG, MAYBE, MOMENT, NUMBER, REFERENCE, TEXT, add_table
from app.people.tables import Person
from questions.bases.tables import ReplacedDocument
from questions.answers.tables import Answer

ID = "2026-11-23T03:04:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "keep what answers cite, and which documents were replaced"

CITATION = (
    ("answer", ForeignKey, REFERENCE | {"references": Answer, "index": True}),
    ("position", Integer, NUMBER),
    ("line", Text, TEXT),
    ("key", Varchar, TEXT | {"length": 120, "index": True}),
    ("name", Varchar, TEXT | {"length": 200}),
    ("kind", Varchar, TEXT | {"length": 40}),
    ("number", Varchar, TEXT | {"length": 80}),
    ("issued_on", Date, MAYBE),
    ("issuer", Varchar, TEXT | {"length": 120}),
    ("parts", Varchar, TEXT | {"length": 300}),
)
DOCUMENT = (
    ("name", Varchar, TEXT | {"length": 300}),
    ("replaced_by", Varchar, TEXT | {"length": 300}),
    ("replaced_from", Date, MOMENT),
    ("note", Text, TEXT),
    ("person", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("marked_at", Timestamptz, MOMENT),
    ("is_withdrawn", Boolean, FLAG),
)
NAME = (
    ("document", ForeignKey, REFERENCE | {"references": ReplacedDocument, "index": True}),
    ("key", Varchar, TEXT | {"length": 120, "index": True}),
)
REVIEW = (
    ("answer", ForeignKey, REFERENCE | {"references": Answer, "index": True}),
    ("document", ForeignKey, REFERENCE | {"references": ReplacedDocument}),
    ("words", Text, TEXT),
    ("person", ForeignKey, REFERENCE | {"references": Person, "null": True}),
    ("reviewed_at", Timestamptz, MOMENT),
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="questions", description=DESCRIPTION)
    add_table(manager, "Citation", "citation", CITATION)
    add_table(manager, "ReplacedDocument", "replaced_document", DOCUMENT)
    add_table(manager, "ReplacedName", "replaced_name", NAME)
    add_table(manager, "BasisReview", "basis_review", REVIEW)
    return manager
