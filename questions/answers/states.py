"""The life of an answer and of its corrections, on one screen, with the words for everything."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.transitions import Transitions


class AnswerState(StrEnum):
    DRAFTING = "drafting"
    AGENCY_REVIEW = "agency_review"
    # Where the question is flagged: a second approval by the chair's office.
    CLEARANCE = "clearance"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"


class AnswerAct(StrEnum):
    SUBMIT_FOR_REVIEW = "submit_for_review"
    RETURN = "return"
    APPROVE = "approve"
    PASS_ON = "pass_on"  # noqa: S105 - no password
    CLEAR = "clear"
    SKIP_CLEARANCE = "skip_clearance"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    RECALL = "recall"
    TAKE_DOWN = "take_down"
    PUT_BACK = "put_back"


ANSWER = Transitions(
    AnswerState.DRAFTING,
    {
        (AnswerState.DRAFTING, AnswerAct.SUBMIT_FOR_REVIEW): AnswerState.AGENCY_REVIEW,
        (AnswerState.AGENCY_REVIEW, AnswerAct.RETURN): AnswerState.DRAFTING,
        (AnswerState.AGENCY_REVIEW, AnswerAct.APPROVE): AnswerState.APPROVED,
        (AnswerState.AGENCY_REVIEW, AnswerAct.PASS_ON): AnswerState.CLEARANCE,
        (AnswerState.CLEARANCE, AnswerAct.CLEAR): AnswerState.APPROVED,
        (AnswerState.CLEARANCE, AnswerAct.RETURN): AnswerState.DRAFTING,
        (AnswerState.CLEARANCE, AnswerAct.SKIP_CLEARANCE): AnswerState.APPROVED,
        (AnswerState.CLEARANCE, AnswerAct.RECALL): AnswerState.DRAFTING,
        (AnswerState.APPROVED, AnswerAct.PUBLISH): AnswerState.PUBLISHED,
        (AnswerState.APPROVED, AnswerAct.SCHEDULE): AnswerState.SCHEDULED,
        (AnswerState.SCHEDULED, AnswerAct.PUBLISH): AnswerState.PUBLISHED,
        (AnswerState.SCHEDULED, AnswerAct.UNSCHEDULE): AnswerState.APPROVED,
        (AnswerState.SCHEDULED, AnswerAct.RECALL): AnswerState.DRAFTING,
        (AnswerState.AGENCY_REVIEW, AnswerAct.RECALL): AnswerState.DRAFTING,
        (AnswerState.APPROVED, AnswerAct.RECALL): AnswerState.DRAFTING,
        # Once published its text never changes: it is off the pages, or on them.
        (AnswerState.PUBLISHED, AnswerAct.TAKE_DOWN): AnswerState.TAKEN_DOWN,
        (AnswerState.TAKEN_DOWN, AnswerAct.PUT_BACK): AnswerState.PUBLISHED,
    },
)


class CorrectionState(StrEnum):
    PROPOSED = "proposed"
    PUBLISHED = "published"
    RETURNED = "returned"


class CorrectionAct(StrEnum):
    APPROVE = "approve"
    RETURN = "return"


# A published answer is never edited: a correction stands beside it, with its date.
CORRECTION = Transitions(
    CorrectionState.PROPOSED,
    {
        (CorrectionState.PROPOSED, CorrectionAct.APPROVE): CorrectionState.PUBLISHED,
        (CorrectionState.PROPOSED, CorrectionAct.RETURN): CorrectionState.RETURNED,
    },
    final=(CorrectionState.PUBLISHED, CorrectionState.RETURNED),
)


ANSWER_STATE_NAMES: dict[AnswerState, Sentence] = {
    AnswerState.DRAFTING: _("Drafting"),
    AnswerState.AGENCY_REVIEW: _("Awaiting approval"),
    AnswerState.CLEARANCE: _("Awaiting clearance"),
    AnswerState.APPROVED: _("Approved"),
    AnswerState.SCHEDULED: _("Scheduled for publication"),
    AnswerState.PUBLISHED: _("Published"),
    AnswerState.TAKEN_DOWN: _("Taken off the public pages"),
}


ANSWER_ACT_NAMES: dict[AnswerAct, Sentence] = {
    AnswerAct.SUBMIT_FOR_REVIEW: _("Send for approval"),
    AnswerAct.RETURN: _("Return"),
    AnswerAct.APPROVE: _("Approve"),
    AnswerAct.PASS_ON: _("Approve, then clearance"),
    AnswerAct.CLEAR: _("Clear"),
    AnswerAct.SKIP_CLEARANCE: _("Skip clearance"),
    AnswerAct.PUBLISH: _("Publish"),
    AnswerAct.SCHEDULE: _("Publish at a chosen time"),
    AnswerAct.UNSCHEDULE: _("Take the chosen time back"),
    AnswerAct.RECALL: _("Recall the answer"),
    AnswerAct.TAKE_DOWN: _("Take the answer off the public pages"),
    AnswerAct.PUT_BACK: _("Publish the answer again"),
}


CORRECTION_STATE_NAMES: dict[CorrectionState, Sentence] = {
    CorrectionState.PROPOSED: _("Awaiting approval"),
    CorrectionState.PUBLISHED: _("Published"),
    CorrectionState.RETURNED: _("Returned"),
}


CORRECTION_ACT_NAMES: dict[CorrectionAct, Sentence] = {
    CorrectionAct.APPROVE: _("Approve and publish"),
    CorrectionAct.RETURN: _("Return"),
}
