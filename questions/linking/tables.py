"""Rows of answers that point to the answers of other questions."""

from piccolo.columns import ForeignKey, OnDelete, Serial, Text, Timestamptz
from piccolo.table import Table

from app.people.tables import Person
from questions.answers.tables import Answer
from questions.tables import Question


class AnswerReferral(Table, tablename="answer_referral"):
    """This answer points to the published answer of another question; its own words say why."""

    id: Serial
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=False)
    target = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)


class AnswerSuperseding(Table, tablename="answer_superseding"):
    """The answer of `newer` stands in the place of this older one from `superseded_at` on; both are read."""

    id: Serial
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=False)
    newer = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    reason = Text()
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    superseded_at = Timestamptz(null=False, default=None)
