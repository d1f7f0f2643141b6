"""The life of a commitment, on one screen."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.transitions import Transitions


class CommitmentState(StrEnum):
    RECORDED = "recorded"
    ACTIVE = "active"
    CLAIMED = "claimed"
    FULFILLED = "fulfilled"


class CommitmentAct(StrEnum):
    CONFIRM = "confirm"
    CLAIM = "claim"
    VERIFY = "verify"
    SEND_BACK = "send_back"
    # A period of a recurring commitment was done; the next one begins.
    VERIFY_PERIOD = "verify_period"


C, A = CommitmentState, CommitmentAct

COMMITMENT = Transitions(
    C.RECORDED,
    {
        (C.RECORDED, A.CONFIRM): C.ACTIVE,
        (C.ACTIVE, A.CLAIM): C.CLAIMED,
        (C.CLAIMED, A.VERIFY): C.FULFILLED,
        (C.CLAIMED, A.VERIFY_PERIOD): C.ACTIVE,
        (C.CLAIMED, A.SEND_BACK): C.ACTIVE,
    },
    final=(C.FULFILLED,),
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


STATE_NAMES: dict[CommitmentState, Sentence] = {
    C.RECORDED: _("Recorded"),
    C.ACTIVE: _("In progress"),
    C.CLAIMED: _("Reported done, to be verified"),
    C.FULFILLED: _("Kept"),
}
ACT_NAMES: dict[CommitmentAct, Sentence] = {
    A.CONFIRM: _("Confirm"),
    A.CLAIM: _("Report as done"),
    A.VERIFY: _("Verify as kept"),
    A.VERIFY_PERIOD: _("Verify this period"),
    A.SEND_BACK: _("Send back"),
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
}
OPEN_STATES = frozenset(C) - {C.FULFILLED}
