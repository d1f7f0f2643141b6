"""Rows of questions that were joined with another one."""

from piccolo.columns import ForeignKey, OnDelete, Serial, Timestamptz
from piccolo.table import Table

from app.people.tables import Person
from questions.tables import Question


class QuestionMerge(Table, tablename="question_merge"):
    """A question that was joined with another one, until `parted_at`.

    `into_question` is the one it was joined with, `stands` the one that is answered: another, where that one was
    joined in its turn.
    """

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    into_question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False)
    stands = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    merged_at = Timestamptz(null=False, default=None)
    parted_at = Timestamptz(null=True, default=None)
