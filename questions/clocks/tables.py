"""Rows of what happened to the clocks of questions: only ever added."""

from piccolo.columns import Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person, Unit
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
    # A shorter count that the office set itself, and the rule of a count that is not the general one.
    target = Integer(default=0)
    basis = Varchar(300, default="")
    reason = Text(default="")
    # The unit that was to answer then, and of a clock that runs again the one that had it when it was paused; empty
    # where there was none, and for what was written before this was kept.
    lead_unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    was = Date(null=True, default=None)
    due_on = Date(null=True, default=None)
    # The calendar by which the new date was counted.
    calendar_version = Integer(default=0)
    happened_at = Timestamptz(null=False, default=None)
    entered_at = Timestamptz(null=False, default=None)


class ClockRequest(Table, tablename="clock_request"):
    """What somebody asked to be done to a clock and somebody else decides: more time, or a corrected day.

    `was` and `day` are the date before and the one asked for; `state` is "asked", "granted", "refused", or
    "lapsed" when its clock, or the turn of the unit that asked, was over first.
    """

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(20)
    was = Date(null=True, default=None)
    day = Date(null=False, default=None)
    reason = Text(default="")
    state = Varchar(10, default="asked")
    asked_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    asked_at = Timestamptz(null=False, default=None)
    decided_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    decided_at = Timestamptz(null=True, default=None)
    decision = Text(default="")
