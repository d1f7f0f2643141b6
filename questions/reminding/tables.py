"""Reminders that left, so that none leaves twice."""

from piccolo.columns import Date, ForeignKey, Integer, OnDelete, Serial, Timestamptz, Varchar
from piccolo.table import Table

from questions.commitments.tables import Commitment
from questions.parts.tables import AnswerPart
from questions.tables import Assignment, Question


class Reminder(Table, tablename="reminder"):
    """One step of the reminders about one due date of a question, a part or a commitment (unique for each)."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=True)
    commitment = ForeignKey(Commitment, on_delete=OnDelete.restrict, null=True)
    part = ForeignKey(AnswerPart, on_delete=OnDelete.restrict, null=True)
    due_on = Date(null=False, default=None)
    # Working days from the due date.
    step = Integer(default=0)
    reminded_at = Timestamptz(null=False, default=None)


class OfferReminder(Table, tablename="offer_reminder"):
    """One `OfferStep` about one offer of a question to its lead unit (unique)."""

    id: Serial
    assignment = ForeignKey(Assignment, on_delete=OnDelete.restrict, null=False)
    step = Varchar(10)
    reminded_at = Timestamptz(null=False, default=None)
