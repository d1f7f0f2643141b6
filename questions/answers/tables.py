"""Rows beside an answer in work: what it promises."""

from piccolo.columns import Date, ForeignKey, Integer, OnDelete, Serial, Text, Varchar
from piccolo.table import Table

from app.people.tables import Unit
from questions.tables import Answer


class AnswerPromise(Table, tablename="answer_promise"):
    """What a draft promises, as far as it is typed; publishing the answer makes a commitment of it."""

    id: Serial
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=False)
    words = Text(default="")
    owner = ForeignKey(Unit, on_delete=OnDelete.restrict, null=True)
    product = Varchar(500, default="")
    due_wording = Varchar(20, default="")
    due_day = Date(null=True, default=None)
    due_days = Integer(null=True, default=None)
    day_of_month = Integer(null=True, default=None)
