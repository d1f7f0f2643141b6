"""Rows of the parts that coordinating units write for the answer of the lead unit."""

from piccolo.columns import JSON, Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person, Unit
from questions.tables import Question


class AnswerPart(Table, tablename="answer_part"):
    """What one coordinating unit was asked for and wrote; a `PartState`. Its date is its own, not the asker's."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False, index=True)
    state = Varchar(20)
    # What it was asked for, in the words of whoever asked.
    words = Text(default="")
    body = Text(default="")
    version = Integer(default=0)
    # Ids of all who wrote on it, in order; none of them approves it.
    authors = JSON(default="[]")
    due_on = Date(null=True, default=None)
    asked_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    asked_at = Timestamptz(null=False, default=None)
    # Why it was last returned, sent back or given back.
    comment = Text(default="")
    approver = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    own_approval_reason = Text(default="")
    delivered_at = Timestamptz(null=True, default=None)
