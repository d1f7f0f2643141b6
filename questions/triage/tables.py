"""Rows of the first look at a question: what more its asker was asked for, and appeals."""

from piccolo.columns import Boolean, Date, ForeignKey, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person
from questions.tables import Question


class InfoRequest(Table, tablename="info_request"):
    """What more an asker was asked for, until which day, and what came of it; `reply` is empty while it waits.

    The words of the question itself never change. `stops_clock` says whether this, and nothing else, stopped it.
    """

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    words = Text()
    asked_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    asked_at = Timestamptz(null=False, default=None)
    answer_by = Date(null=False, default=None)
    stops_clock = Boolean(default=False)
    reply = Text(default="")
    # Empty when the asker wrote it by the secret link.
    replied_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    replied_at = Timestamptz(null=True, default=None)


class Appeal(Table):
    """Why an asker does not agree with a rejection, and what was ruled: "granted" or "upheld", empty before."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    reason = Text()
    appealed_at = Timestamptz(null=False, default=None)
    ruling = Varchar(20, default="")
    # Told to the asker.
    ruling_reason = Text(default="")
    ruled_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    ruled_at = Timestamptz(null=True, default=None)


class Handover(Table):
    """Where a question was handed over to: the `QuestionAct` that did it, and later the answer from there."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(20)
    addressee = Varchar(300)
    document_number = Varchar(60, default="")
    document_on = Date(null=True, default=None)
    # Told to the asker only.
    words = Text(default="")
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    handed_at = Timestamptz(null=False, default=None)
    # Public, of what was forwarded.
    reply = Text(default="")
    reply_number = Varchar(60, default="")
    reply_on = Date(null=True, default=None)
