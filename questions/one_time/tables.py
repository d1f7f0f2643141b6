"""Rows of the links by which a unit without accounts answers."""

from piccolo.columns import Date, ForeignKey, OnDelete, Serial, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person, Unit
from questions.tables import Question


class OneTimeLink(Table, tablename="one_time_link"):
    """One link for one unit and question, good until a day (in Vietnam) and for one answer. Only its hash is kept."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    token_hash = Varchar(64)
    email = Varchar(254)
    sent_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    sent_at = Timestamptz(null=False, default=None)
    until = Date(null=False, default=None)
    # Name and position, as whoever used it wrote them.
    used_by = Varchar(200, default="")
    used_at = Timestamptz(null=True, default=None)
    # A newer link took its place.
    ended_at = Timestamptz(null=True, default=None)
