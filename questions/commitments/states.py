"""The life of a commitment, on one screen."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.transitions import Transitions


class CommitmentState(StrEnum):
    RECORDED = "recorded"
    CONTESTED = "contested"
    ACTIVE = "active"
    CLAIMED = "claimed"
    PARTIAL = "partial"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"


class CommitmentAct(StrEnum):
    CONFIRM = "confirm"
    CLAIM = "claim"
    VERIFY = "verify"
    SEND_BACK = "send_back"
    # A period of a recurring commitment was done; the next one begins.
    VERIFY_PERIOD = "verify_period"
    # The owner says that it was not promised so, and the chair decides.
    CONTEST = "contest"
    UPHOLD = "uphold"
    REWORD = "reword"
    CANCEL = "cancel"
    # A part was done; the rest gets a date.
    VERIFY_PART = "verify_part"
    RESUME = "resume"
    REOPEN = "reopen"
    # A new date is asked for by the owner and decided by the chair.
    ASK_DATE = "ask_date"
    GRANT_DATE = "grant_date"
    REFUSE_DATE = "refuse_date"
    REASSIGN = "reassign"
    # The asker of its question sees that it was not kept.
    OBJECT = "object"


C, A = CommitmentState, CommitmentAct

COMMITMENT = Transitions(
    C.RECORDED,
    {
        (C.RECORDED, A.CONFIRM): C.ACTIVE,
        (C.ACTIVE, A.CLAIM): C.CLAIMED,
        (C.CLAIMED, A.VERIFY): C.FULFILLED,
        (C.CLAIMED, A.VERIFY_PERIOD): C.ACTIVE,
        (C.CLAIMED, A.SEND_BACK): C.ACTIVE,
        (C.RECORDED, A.CONTEST): C.CONTESTED,
        (C.CONTESTED, A.UPHOLD): C.ACTIVE,
        (C.CONTESTED, A.REWORD): C.ACTIVE,
        (C.CONTESTED, A.CANCEL): C.CANCELLED,
        (C.ACTIVE, A.CANCEL): C.CANCELLED,
        (C.CLAIMED, A.VERIFY_PART): C.PARTIAL,
        (C.PARTIAL, A.RESUME): C.ACTIVE,
        (C.PARTIAL, A.VERIFY): C.FULFILLED,
        (C.FULFILLED, A.REOPEN): C.ACTIVE,
        (C.ACTIVE, A.ASK_DATE): C.ACTIVE,
        (C.ACTIVE, A.GRANT_DATE): C.ACTIVE,
        (C.ACTIVE, A.REFUSE_DATE): C.ACTIVE,
        (C.ACTIVE, A.REASSIGN): C.ACTIVE,
        (C.CLAIMED, A.OBJECT): C.CLAIMED,
        (C.FULFILLED, A.OBJECT): C.FULFILLED,
    },
    final=(C.CANCELLED,),
)


class DueWording(StrEnum):
    """How a due date was said. "Before" a day means the end of the day before it."""

    BEFORE = "before"
    BY = "by"
    WITHIN = "within"
    MONTHLY = "monthly"


class NoteKind(StrEnum):
    PROGRESS = "progress"
    CLAIM = "claim"
    VERIFIED = "verified"
    SENT_BACK = "sent_back"
    CONTESTED = "contested"
    UPHELD = "upheld"
    REWORDED = "reworded"
    CANCELLED = "cancelled"
    PARTLY = "partly"
    RESUMED = "resumed"
    REOPENED = "reopened"
    DATE_ASKED = "date_asked"
    DATE_GRANTED = "date_granted"
    DATE_REFUSED = "date_refused"
    REASSIGNED = "reassigned"
    OBJECTED = "objected"


STATE_NAMES: dict[CommitmentState, Sentence] = {
    C.RECORDED: _("Recorded"),
    C.CONTESTED: _("Contested by the unit"),
    C.ACTIVE: _("In progress"),
    C.CLAIMED: _("Reported done, to be verified"),
    C.PARTIAL: _("Kept in part"),
    C.FULFILLED: _("Kept"),
    C.CANCELLED: _("Cancelled"),
}
ACT_NAMES: dict[CommitmentAct, Sentence] = {
    A.CONFIRM: _("Confirm"),
    A.CLAIM: _("Report as done"),
    A.VERIFY: _("Verify as kept"),
    A.VERIFY_PERIOD: _("Verify this period"),
    A.SEND_BACK: _("Send back"),
    A.CONTEST: _("Contest"),
    A.UPHOLD: _("Keep it as it was said"),
    A.REWORD: _("Reword it"),
    A.CANCEL: _("Cancel it"),
    A.VERIFY_PART: _("Verify a part"),
    A.RESUME: _("Set a date for the rest"),
    A.REOPEN: _("Reopen it"),
    A.ASK_DATE: _("Ask for a new date"),
    A.GRANT_DATE: _("Grant the new date"),
    A.REFUSE_DATE: _("Do not grant the new date"),
    A.REASSIGN: _("Give it to another unit"),
    A.OBJECT: _("Object: it was not kept"),
}
DUE_WORDING_NAMES: dict[DueWording, Sentence] = {
    DueWording.BEFORE: _("before the day"),
    DueWording.BY: _("on the day at the latest"),
    DueWording.WITHIN: _("within so many working days"),
    DueWording.MONTHLY: _("every month on the day"),
}
NOTE_NAMES: dict[NoteKind, Sentence] = {
    NoteKind.PROGRESS: _("Progress"),
    NoteKind.CLAIM: _("Reported done"),
    NoteKind.VERIFIED: _("Verified"),
    NoteKind.SENT_BACK: _("Sent back"),
    NoteKind.CONTESTED: _("Contested by the unit"),
    NoteKind.UPHELD: _("Kept as it was said"),
    NoteKind.REWORDED: _("Reworded"),
    NoteKind.CANCELLED: _("Cancelled"),
    NoteKind.PARTLY: _("Kept in part"),
    NoteKind.RESUMED: _("A date for the rest"),
    NoteKind.REOPENED: _("Reopened"),
    NoteKind.DATE_ASKED: _("A new date was asked for"),
    NoteKind.DATE_GRANTED: _("A new date was granted"),
    NoteKind.DATE_REFUSED: _("The new date was not granted"),
    NoteKind.REASSIGNED: _("Given to another unit"),
    NoteKind.OBJECTED: _("The asker objected"),
}
OVER = frozenset({C.FULFILLED, C.CANCELLED})
OPEN_STATES = frozenset(C) - OVER
# The words of the asker are for those who judge.
NOT_PUBLIC_NOTES = frozenset({NoteKind.OBJECTED})
