"""Rows of questions, assignments, answers and deliveries.

`summary` and `detail` are the asker's own words and never change; `public_…` is
the edited text that everyone may read.
"""

from piccolo.columns import (
    JSON,
    Boolean,
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

from app.people.tables import Field, Person, Unit
from events.planning.tables import Event


class CodeCounter(Table):
    """The last number given in a row of codes, such as "CH-2026"."""

    id: Serial
    name = Varchar(20)
    value = Integer(default=0)


class ImportBatch(Table):
    """A list taken in: its rows stay unseen (state `importing`) until the last one is written."""

    id: Serial
    event = ForeignKey(Event, on_delete=OnDelete.restrict, null=False)
    file_name = Varchar(300)
    file_sha256 = Varchar(64, index=True)
    rows = JSON(default="[]")
    state = Varchar(20, default="previewed")
    taken = Integer(default=0)
    known = Integer(default=0)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    created_at = Timestamptz(null=False, default=None)
    # The last sign of life of the process that writes the rows; an old one means that it died.
    moved_at = Timestamptz(null=False, default=None)


class Question(Table):
    id: Serial
    code = Varchar(20)
    event = ForeignKey(Event, on_delete=OnDelete.restrict, null=True)
    organiser = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    # One form or list row makes one question, however often it is sent.
    submission_key = Varchar(80)
    tracking_hash = Varchar(64)
    import_batch = ForeignKey(ImportBatch, on_delete=OnDelete.restrict, null=True)

    name = Varchar(200)
    address = Varchar(300)
    phone = Varchar(20, index=True)
    tax_code = Varchar(20, default="")
    email = Varchar(254, default="")
    language = Varchar(2, default="vi")
    consents = JSON(default="{}")
    channel = Varchar(20)
    outside_ticket = Varchar(60, default="")
    happened_at = Timestamptz(null=False, default=None)
    entered_at = Timestamptz(null=False, default=None)
    is_after_cutoff = Boolean(default=False)

    field = ForeignKey(Field, on_delete=OnDelete.restrict, null=True)
    summary = Varchar(300)
    detail = Text()
    public_summary = Varchar(300, default="")
    public_detail = Text(default="")
    public_asker = Varchar(200, default="")
    visibility = Varchar(20, default="public")
    # The unit whose officials it reports on: hidden from that unit, and never public.
    reported_unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=True)
    kind = Varchar(20, default="")
    competence = Varchar(20, default="")

    state = Varchar(20)
    rejection = Varchar(20, default="")
    rejection_text = Text(default="")
    # Who did not accept it, and the last day on which its asker may appeal.
    rejected_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    appeal_until = Date(null=True, default=None)
    lead_unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=True)
    due_on = Date(null=True, default=None)
    # How the due date was counted, so that it can explain itself day by day.
    due_from = Date(null=True, default=None)
    due_days = Integer(null=True, default=None)
    due_clock = Varchar(40, default="")
    due_unit = Varchar(10, default="working")
    due_reason = Text(default="")
    internal_due_on = Date(null=True, default=None)
    # Since when the clock stands still; the due date is then the latest that it can be.
    paused_at = Timestamptz(null=True, default=None)
    # The calendar by which the due date was counted: see `app.calendar.tables.CalendarChange`.
    calendar_version = Integer(default=0)
    # Its answer is cleared by the chair's office before it is published.
    needs_clearance = Boolean(default=False)
    outcome = Varchar(20, default="")
    answered_at = Timestamptz(null=True, default=None)
    # The last day on which its asker may rate or dispute the answer; empty until the answer has reached the asker.
    dispute_until = Date(null=True, default=None)
    # How often it was answered anew after a dispute.
    reopened = Integer(default=0)
    # Who may know who asks: `events.planning.seeing.SeenBy`, the narrower of what type of forum and asker chose.
    asker_seen_by = Varchar(20, default="officials")
    # When the data of its asker was erased; the question itself stays.
    asker_erased_at = Timestamptz(null=True, default=None)
    # Folded words of the public text; empty while the public may not read it.
    search_text = Text(default="")


class Assignment(Table):
    """One offer of a question to a unit, as lead or to help."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False, index=True)
    is_lead = Boolean()
    state = Varchar(20)
    offered_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    offered_at = Timestamptz(null=False, default=None)
    due_on = Date(null=True, default=None)
    note = Text(default="")
    responded_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    responded_at = Timestamptz(null=True, default=None)
    decline_reason = Varchar(30, default="")
    decline_text = Text(default="")
    proposed_unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=True)


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


class Commitment(Table):
    """A promise: the words as said, who owns it, what will lie on the table, and by when."""

    id: Serial
    code = Varchar(20)
    event = ForeignKey(Event, on_delete=OnDelete.restrict, null=True, index=True)
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=True, index=True)
    organiser = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False, index=True)
    words = Text()
    promised_by = Varchar(200)
    owner = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False, index=True)
    helpers = Varchar(300, default="")
    product = Varchar(500)
    due_on = Date(null=False, default=None, index=True)
    # "before" a day, "by" a day, "within" working days, or "monthly": how the due date was said.
    due_wording = Varchar(20)
    due_days = Integer(null=True, default=None)
    day_of_month = Integer(null=True, default=None)
    state = Varchar(20, index=True)
    happened_at = Timestamptz(null=False, default=None)
    entered_at = Timestamptz(null=False, default=None)
    fulfilled_on = Date(null=True, default=None)
    # The date as promised, once the chair has set another one; `moved` counts those.
    original_due_on = Date(null=True, default=None)
    moved = Integer(default=0)
    # The last day on which the asker may object to the last claim; empty once the asker has.
    object_until = Date(null=True, default=None)


class ProgressNote(Table):
    """What was done for a commitment: progress, a claim with evidence, a verdict on the claim."""

    id: Serial
    commitment = ForeignKey(Commitment, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(20)
    body = Text()
    evidence = Text(default="")
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    # The due date of the period that this note is about (recurring commitments have many).
    period = Date(null=True, default=None)
    written_at = Timestamptz(null=False, default=None)


class NewDate(Table):
    """A new date that the owner of a promise asked for, and what the chair ruled: "granted" or "refused"."""

    id: Serial
    commitment = ForeignKey(Commitment, on_delete=OnDelete.restrict, null=False, index=True)
    wanted_on = Date(null=False, default=None)
    reason = Text()
    asked_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    asked_at = Timestamptz(null=False, default=None)
    ruling = Varchar(20, default="")
    ruled_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    ruled_at = Timestamptz(null=True, default=None)


class Urging(Table):
    """Đôn đốc: who urged which unit on, in which words, about a question or a promise. Counted."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=True, index=True)
    commitment = ForeignKey(Commitment, on_delete=OnDelete.restrict, null=True, index=True)
    unit = ForeignKey(Unit, on_delete=OnDelete.restrict, null=False)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    words = Text()
    urged_at = Timestamptz(null=False, default=None)


class OversightNote(Table):
    """What the oversight said of a question: a "comment", or a "request" to reopen it, which must be replied to."""

    id: Serial
    question = ForeignKey(Question, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(20)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False)
    body = Text()
    written_at = Timestamptz(null=False, default=None)
    # "granted" or "refused", empty before.
    reply = Varchar(20, default="")
    reply_reason = Text(default="")
    replied_by = ForeignKey(Person, on_delete=OnDelete.restrict, null=True)
    replied_at = Timestamptz(null=True, default=None)
