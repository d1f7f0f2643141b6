"""The life of a coordinating unit's part, on one screen, with the words for everything."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.transitions import Transitions


class PartState(StrEnum):
    WRITING = "writing"
    IN_REVIEW = "in_review"
    DELIVERED = "delivered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class PartAct(StrEnum):
    SAVE = "save"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    # The lead unit gives a delivered part back with a comment.
    SEND_BACK = "send_back"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


S, A = PartState, PartAct

PART = Transitions(
    S.WRITING,
    {
        (S.WRITING, A.SAVE): S.WRITING,
        (S.WRITING, A.SUBMIT): S.IN_REVIEW,
        (S.IN_REVIEW, A.RETURN): S.WRITING,
        (S.IN_REVIEW, A.APPROVE): S.DELIVERED,
        (S.DELIVERED, A.SEND_BACK): S.WRITING,
        (S.WRITING, A.DECLINE): S.DECLINED,
        (S.WRITING, A.WITHDRAW): S.WITHDRAWN,
        (S.IN_REVIEW, A.WITHDRAW): S.WITHDRAWN,
    },
    final=(S.DECLINED, S.WITHDRAWN),
)

PART_STATE_NAMES: dict[PartState, Sentence] = {
    S.WRITING: _("Being written"),
    S.IN_REVIEW: _("Awaiting approval"),
    S.DELIVERED: _("Part delivered"),
    S.DECLINED: _("Given back"),
    S.WITHDRAWN: _("No longer needed"),
}
PART_ACT_NAMES: dict[PartAct, Sentence] = {
    A.SAVE: _("Save the draft"),
    A.SUBMIT: _("Send for approval"),
    A.RETURN: _("Return"),
    A.APPROVE: _("Approve and deliver"),
    A.SEND_BACK: _("Send the part back"),
    A.DECLINE: _("Give the part back"),
    A.WITHDRAW: _("Do without this part"),
}
# What the lead unit still waits for.
OPEN_PARTS = frozenset({S.WRITING, S.IN_REVIEW})
