"""Rows of what happened to the clocks of questions: only ever added."""

from piccolo.columns import Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person
from questions.tables import Question


class ClockEvent(Table, tablename="clock_event"):
    """One `ClockFact` of a question. `happened_on` is the day that counts, `was` and `due_on` as told then."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(20)
    happened_on = Date(null=False, default=None)
    days = Integer(default=0)
    unit = Varchar(10, default="working")
    clock = Varchar(40, default="")
    reason = Text(default="")
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    was = Date(null=True, default=None)
    due_on = Date(null=True, default=None)
    # The calendar by which the new date was counted.
    calendar_version = Integer(default=0)
    happened_at = Timestamptz(null=False, default=None)
    entered_at = Timestamptz(null=False, default=None)
