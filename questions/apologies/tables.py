"""Letters of apology, drafted and sent."""

from piccolo.columns import Date, ForeignKey, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person, Unit
from questions.tables import Question


class Apology(Table, tablename="apology"):
    """One letter for one missed date (unique for each). A draft until `sent_at`; then it never changes.

    `missed_on` is the due date, or the date that the letter before named. A draft for a date that the clock has
    moved since counts no more. `unit` owes it, and apologised once it is sent.
    """

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    missed_on = Date(null=False, default=None)
    send_by = Date(null=False, default=None)
    new_date = Date(null=False, default=None)
    reason = Text()
    drafted_at = Timestamptz(null=False, default=None)
    signer = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    signer_title = Varchar(200, default="")
    sent_at = Timestamptz(null=True, default=None)
