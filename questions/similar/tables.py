"""Rows of what people say about questions of others, without an account."""

from piccolo.columns import ForeignKey, OnDelete, Serial, Timestamptz, Varchar
from piccolo.table import Table

from questions.tables import Question


class QuestionSupport(Table, tablename="question_support"):
    """One browser said once of a public question: "same" (I have this problem too) or "answered" (this answers me).

    Browser and address are kept as keyed hashes that lead back to nobody.
    """

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(10)
    browser_hash = Varchar(64)
    address_hash = Varchar(64)
    given_at = Timestamptz(null=False, default=None)
