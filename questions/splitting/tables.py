"""Rows of the parts of questions."""

from piccolo.columns import ForeignKey, Integer, OnDelete, Serial
from piccolo.table import Table

from questions.tables import Question


class QuestionPart(Table, tablename="question_part"):
    """A question that is the `number`th part of another one."""

    id: Serial
    part = ForeignKey(Question, on_delete=OnDelete.restrict, null=False)
    whole = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    number = Integer()
