"""Rows of promises and what became of them."""

from piccolo.columns import (
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from app.people.tables import Person, Unit
from events.planning.tables import Event
from questions.tables import Question


class Commitment(Table):
    """A promise: the words as said, who owns it, what will lie on the table, and by when."""

    id: Serial
    code = Varchar(20)
    event = ForeignKey(Event, on_delete=OnDelete.restrict, null=True, index=True)
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=True, index=True)
    organiser = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False, index=True)
    words = Text()
    promised_by = Varchar(200)
    owner = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False, index=True)
    helpers = Varchar(300, default="")
    product = Varchar(500)
    due_on = Date(null=False, default=None, index=True)
    # "before" a day, "by" a day, "within" working days, or "monthly": how the due date was said.
    due_wording = Varchar(20)
    due_days = Integer(null=True, default=None)
    day_of_month = Integer(null=True, default=None)
    state = Varchar(20, index=True)
    happened_at = Timestamptz(null=False, default=None)
    entered_at = Timestamptz(null=False, default=None)
    fulfilled_on = Date(null=True, default=None)
    # The date as promised, once the chair has set another one; `moved` counts those.
    original_due_on = Date(null=True, default=None)
    moved = Integer(default=0)
    # The last day on which the asker may object to the last claim; empty once the asker has.
    object_until = Date(null=True, default=None)


class ProgressNote(Table):
    """What was done for a commitment: progress, a claim with evidence, a verdict on the claim."""

    id: Serial
    commitment = ForeignKey(Commitment, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(20)
    body = Text()
    evidence = Text(default="")
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    # The due date of the period that this note is about (recurring commitments have many).
    period = Date(null=True, default=None)
    written_at = Timestamptz(null=False, default=None)


class NewDate(Table):
    """A new date that the owner of a promise asked for, and what became of it: the chair "granted" or "refused" it,
    or it "lapsed", as the work was reported done."""

    id: Serial
    commitment = ForeignKey(Commitment, on_delete=OnDelete.restrict, null=False, index=True)
    wanted_on = Date(null=False, default=None)
    reason = Text()
    asked_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    asked_at = Timestamptz(null=False, default=None)
    ruling = Varchar(20, default="")
    ruled_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    ruled_at = Timestamptz(null=True, default=None)
