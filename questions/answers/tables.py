"""Rows of answers: drafts and what stands beside them, what was said in the room, deliveries, corrections."""

from piccolo.columns import (
    JSON,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from app.people.tables import Person, Unit
from events.planning.tables import Event
from questions.tables import Question


class Answer(Table):
    """The written answer of the lead unit, one a question. `version` grows with every saved edit."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False, index=True)
    state = Varchar(20)
    version = Integer(default=1)
    summary = Varchar(200, default="")
    body = Text(default="")
    legal_basis = Text(default="")
    outcome = Varchar(20, default="")
    document_number = Varchar(60, default="")
    # Ids of all who wrote on it, in order; none of them approves it.
    authors = JSON(default="[]")
    approver = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    signer_title = Varchar(200, default="")
    own_approval_reason = Text(default="")
    created_at = Timestamptz(null=False, default=None)
    edited_at = Timestamptz(null=False, default=None)
    approved_at = Timestamptz(null=True, default=None)
    # When the clock publishes it; empty unless a coordinator chose a time.
    publish_at = Timestamptz(null=True, default=None)
    published_at = Timestamptz(null=True, default=None)


class AnswerComment(Table):
    """What was said beside a draft: a remark, or why it was returned. Never public."""

    id: Serial
    answer = ForeignKey(Answer, on_delete=OnDelete.restrict, null=False, index=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    kind = Varchar(20)
    body = Text()
    written_at = Timestamptz(null=False, default=None)


class OralAnswer(Table):
    """What was said in the room; provisional until the written answer stands."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    event = ForeignKey(Event, on_delete=OnDelete.restrict, null=False, index=True)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=True)
    speaker = Varchar(200, default="")
    body = Text()
    happened_at = Timestamptz(null=False, default=None)
    entered_at = Timestamptz(null=False, default=None)


class AnswerDelivery(Table):
    """How and when the published answer reached its asker."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    way = Varchar(20)
    note = Varchar(300, default="")
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    delivered_at = Timestamptz(null=False, default=None)
    entered_at = Timestamptz(null=False, default=None)


class EarlierAnswer(Table):
    """A published answer in whose place another one is written: it stays readable, with its dates."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    state = Varchar(20)
    version = Integer(default=1)
    summary = Varchar(200, default="")
    body = Text(default="")
    legal_basis = Text(default="")
    outcome = Varchar(20, default="")
    document_number = Varchar(60, default="")
    authors = JSON(default="[]")
    approver = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    signer_title = Varchar(200, default="")
    own_approval_reason = Text(default="")
    created_at = Timestamptz(null=False, default=None)
    edited_at = Timestamptz(null=False, default=None)
    approved_at = Timestamptz(null=True, default=None)
    published_at = Timestamptz(null=True, default=None)
    replaced_at = Timestamptz(null=False, default=None)


class AnswerCorrection(Table):
    """What corrects a published answer and stands beside it; `turn` is that of the answer. Its text never changes."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    turn = Integer(default=0)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    state = Varchar(20)
    body = Text()
    reason = Text()
    document_number = Varchar(60, default="")
    writer = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    written_at = Timestamptz(null=False, default=None)
    approver = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    signer_title = Varchar(200, default="")
    # Why it was returned, or why the only leader of the unit approved an own one.
    ruling_reason = Text(default="")
    ruled_at = Timestamptz(null=True, default=None)


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
