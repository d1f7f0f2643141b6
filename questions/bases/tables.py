"""Rows of what answers cite, of documents that were replaced, and of answers looked at again for that."""

from piccolo.columns import Boolean, Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person
from questions.answers.tables import Answer


class Citation(Table, tablename="citation"):
    """A line of the legal basis of an answer, and what is understood of it."""

    id: Serial
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=False, index=True)
    position = Integer(default=0)
    line = Text()
    key = Varchar(120, index=True)
    name = Varchar(200, default="")
    kind = Varchar(40, default="")
    number = Varchar(80, default="")
    issued_on = Date(null=True, default=None)
    issuer = Varchar(120, default="")
    parts = Varchar(300, default="")


class ReplacedDocument(Table, tablename="replaced_document"):
    """A document that is in force no more: by what it was replaced, and from which day."""

    id: Serial
    name = Varchar(300)
    replaced_by = Varchar(300)
    replaced_from = Date(null=False, default=None)
    note = Text(default="")
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    marked_at = Timestamptz(null=False, default=None)
    # Marked by mistake, and taken back.
    is_withdrawn = Boolean(default=False)


class ReplacedName(Table, tablename="replaced_name"):
    """One of the ways in which a replaced document is cited: its number, its name."""

    id: Serial
    document = ForeignKey(ReplacedDocument, on_delete=OnDelete.restrict, null=False, index=True)
    key = Varchar(120, index=True)


class BasisReview(Table, tablename="basis_review"):
    """The unit looked at a published answer after a document it cites was replaced. Public."""

    id: Serial
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=False, index=True)
    document = ForeignKey(ReplacedDocument, on_delete=OnDelete.restrict, null=False)
    words = Text()
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    reviewed_at = Timestamptz(null=False, default=None)
