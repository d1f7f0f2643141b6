"""Rows of questions, and of whom they were assigned to.

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
