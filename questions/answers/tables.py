"""Rows beside an answer in work: what it promises, its versions, and what is typed and not saved yet."""

from piccolo.columns import JSON, Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person, Unit
from questions.tables import Answer, Question


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


class AnswerVersion(Table, tablename="answer_version"):
    """One saved version of a draft, word for word. `sent_at` is when it was sent for approval."""

    id: Serial
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=False)
    version = Integer()
    summary = Varchar(200, default="")
    body = Text(default="")
    legal_basis = Text(default="")
    outcome = Varchar(20, default="")
    document_number = Varchar(60, default="")
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    saved_at = Timestamptz(null=False, default=None)
    sent_at = Timestamptz(null=True, default=None)


class AnswerAutosave(Table, tablename="answer_autosave"):
    """What one person types and has not saved as a version yet; `version` is the one it was begun on."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    version = Integer(default=0)
    typed = JSON(default="{}")
    saved_at = Timestamptz(null=False, default=None)
