"""Rows about people who ask: who opened their contact data, what they asked for, what they corrected."""

from piccolo.columns import Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person, Unit
from questions.tables import Question


class ContactOpening(Table, tablename="contact_opening"):
    """Somebody opened contact data: one row for a person, a question and a day in Vietnam."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    # For which unit it was opened; the asker reads it, and not the name.
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    day = Date(null=False, default=None)
    opened_at = Timestamptz(null=False, default=None)


class AskerRequest(Table, tablename="asker_request"):
    """An asker wants the own data erased, by a day; `ruling` is "erased" or "refused", empty before."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    words = Text(default="")
    asked_at = Timestamptz(null=False, default=None)
    due_on = Date(null=False, default=None)
    ruling = Varchar(20, default="")
    # Told to the asker.
    ruling_reason = Text(default="")
    ruled_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    ruled_at = Timestamptz(null=True, default=None)


class AskerCorrection(Table, tablename="asker_correction"):
    """What an asker corrected about the own person; the values go when the data is erased."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    field = Varchar(20)
    before = Text(default="")
    after = Text(default="")
    corrected_at = Timestamptz(null=False, default=None)


class RetentionPeriod(Table, tablename="retention_period"):
    """How many months an office keeps one kind of data about people; a kind without a row is kept as it ships."""

    id: Serial
    kind = Varchar(20)
    months = Integer(default=0)
