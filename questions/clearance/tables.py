"""Rows of how an answer came through clearance."""

from piccolo.columns import ForeignKey, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person
from questions.answers.tables import Answer


class ClearanceRuling(Table, tablename="clearance_ruling"):
    """An answer was "cleared", or the step was "skipped" with a reason."""

    id: Serial
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=False, index=True)
    ruling = Varchar(10)
    reason = Text(default="")
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    ruled_at = Timestamptz(null=False, default=None)
