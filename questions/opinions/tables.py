"""Rows of what askers thought of an answer: ratings and disputes."""

from piccolo.columns import (
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from app.people.tables import Person
from questions.tables import Question


class AnswerRating(Table):
    """What the asker thinks of an answer, in steps from 1 to 5. `turn` 0 is the first answer, 1 the one after it."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False)
    turn = Integer(default=0)
    result = Integer()
    attitude = Integer()
    rated_at = Timestamptz(null=False, default=None)
    changed_at = Timestamptz(null=False, default=None)


class AnswerDispute(Table):
    """Why the asker does not agree with an answer, and what was ruled: "upheld" or "reopened", empty before."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False)
    turn = Integer(default=0)
    reason = Text()
    disputed_at = Timestamptz(null=False, default=None)
    # The own question of who disputed (an id), where that was joined with this one.
    asked_as = Integer(null=True, default=None)
    ruling = Varchar(20, default="")
    # Public, as the reason of the asker is not.
    ruling_reason = Text(default="")
    ruled_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    ruled_at = Timestamptz(null=True, default=None)
