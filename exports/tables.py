"""Rows of papers: the secretary's part of the minutes, and every issued file as it was issued."""

from piccolo.columns import Bytea, Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person, Unit
from events.planning.tables import Event


class MinutesDraft(Table):
    """What only a person can write of the minutes; all else is read from the forum. One a forum."""

    id: Serial
    event = ForeignKey(Event, on_delete=OnDelete.restrict, null=False)
    conclusion = Text(default="")
    objections = Text(default="")
    version = Integer(default=1)
    edited_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    edited_at = Timestamptz(null=False, default=None)


class IssuedDocument(Table):
    """A document as it was issued: never changed, a correction is the next version."""

    id: Serial
    event = ForeignKey(Event, on_delete=OnDelete.restrict, null=False, index=True)
    issuer = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    kind = Varchar(20)
    version = Integer()
    year = Integer()
    number = Integer()
    symbol = Varchar(60)
    issued_on = Date(null=False, default=None)
    issued_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    issued_at = Timestamptz(null=False, default=None)
    docx = Bytea()
    docx_sha256 = Varchar(64)
    pdf = Bytea()
    pdf_sha256 = Varchar(64)
