"""Rows of attached files. What they hold lies in the store of `app.files` under `stored`."""

from piccolo.columns import Boolean, ForeignKey, Integer, OnDelete, Serial, Timestamptz, Varchar
from piccolo.table import Table

from app.people.tables import Person
from questions.answers.tables import Answer, EarlierAnswer
from questions.commitments.tables import ProgressNote
from questions.tables import Question


class Attachment(Table):
    """One file of one thing: exactly one of the first four references is set."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=True, index=True)
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=True, index=True)
    earlier_answer = ForeignKey(EarlierAnswer, on_delete=OnDelete.restrict, null=True, index=True)
    # Evidence: a file beside a note of progress or a claim.
    note = ForeignKey(ProgressNote, on_delete=OnDelete.restrict, null=True, index=True)
    stored = Varchar(40)
    name = Varchar(200)
    kind = Varchar(10)
    size = Integer(default=0)
    sha256 = Varchar(64)
    # A file of the asker is public only when the coordinator released it.
    is_released = Boolean(default=False)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    added_at = Timestamptz(null=False, default=None)
