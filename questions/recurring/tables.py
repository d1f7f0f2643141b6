"""Rows of questions that raise a matter again."""

from piccolo.columns import ForeignKey, OnDelete, Serial, Text, Timestamptz
from piccolo.table import Table

from app.people.tables import Person
from questions.tables import Question


class Recurrence(Table):
    """A question raises the matter of an earlier one again, as a coordinator confirmed, until `ended_at`."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    earlier = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    confirmed_at = Timestamptz(null=False, default=None)
    ended_at = Timestamptz(null=True, default=None)
    # Why the two are not one matter after all.
    ended_reason = Text(default="")
