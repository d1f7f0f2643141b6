"""Rows of what those who watch did: urgings and notes."""

from piccolo.columns import (
    ForeignKey,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from app.people.tables import Person, Unit
from questions.commitments.tables import Commitment
from questions.tables import Question


class Urging(Table):
    """Đôn đốc: who urged which unit on, in which words, about a question or a promise. Counted."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=True, index=True)
    commitment = ForeignKey(Commitment, on_delete=OnDelete.restrict, null=True, index=True)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    words = Text()
    urged_at = Timestamptz(null=False, default=None)


class OversightNote(Table):
    """What the oversight said of a question: a "comment", or a "request" to reopen it, which must be replied to."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(20)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    body = Text()
    written_at = Timestamptz(null=False, default=None)
    # "granted" or "refused", empty before.
    reply = Varchar(20, default="")
    reply_reason = Text(default="")
    replied_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    replied_at = Timestamptz(null=True, default=None)
