"""The life of a question and of its answer, on one screen, with the words for everything."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.transitions import Transitions


class QuestionState(StrEnum):
    SUBMITTED = "submitted"
    NEEDS_INFO = "needs_info"
    ADMITTED = "admitted"
    REJECTED = "rejected"
    APPEALED = "appealed"
    OFFERED = "offered"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    DISPUTED = "disputed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    FORWARDED = "forwarded"
    MERGED = "merged"
    SPLIT = "split"


class QuestionAct(StrEnum):
    ADMIT = "admit"
    REJECT = "reject"
    # The asker is asked for more, and whoever asked goes on with it; silence withdraws.
    ASK = "ask"
    INFORM = "inform"
    INFORM_UNIT = "inform_unit"
    LAPSE = "lapse"
    # Handed over: a complaint to where the law settles it, a matter of others to them by document.
    REFER = "refer"
    FORWARD = "forward"
    RECORD_REPLY = "record_reply"
    # The same was asked before: one answer goes to all who asked.
    MERGE = "merge"
    # It asks several things: each part is a question of its own.
    SPLIT = "split"
    WITHDRAW = "withdraw"
    # The asker does not agree that it was not accepted; once.
    APPEAL = "appeal"
    UPHOLD = "uphold"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    # After two refusals the chair says who answers, and that unit does.
    NAME_UNIT = "name_unit"
    TRANSFER = "transfer"
    ANSWER = "answer"
    # The asker does not agree; silence within the window closes.
    DISPUTE = "dispute"
    CLOSE = "close"
    STAND_BY = "stand_by"
    REOPEN = "reopen"
    # Taking an act back, always with a reason.
    UNASSIGN = "unassign"
    RECONSIDER = "reconsider"


Q, A = QuestionState, QuestionAct

QUESTION = Transitions(
    Q.SUBMITTED,
    {
        (Q.SUBMITTED, A.ADMIT): Q.ADMITTED,
        (Q.SUBMITTED, A.REJECT): Q.REJECTED,
        (Q.ADMITTED, A.OFFER): Q.OFFERED,
        (Q.ADMITTED, A.NAME_UNIT): Q.IN_PROGRESS,
        (Q.OFFERED, A.ACCEPT): Q.IN_PROGRESS,
        (Q.OFFERED, A.DECLINE): Q.ADMITTED,
        (Q.IN_PROGRESS, A.ANSWER): Q.ANSWERED,
        (Q.ANSWERED, A.DISPUTE): Q.DISPUTED,
        (Q.ANSWERED, A.CLOSE): Q.CLOSED,
        (Q.DISPUTED, A.STAND_BY): Q.CLOSED,
        (Q.DISPUTED, A.REOPEN): Q.IN_PROGRESS,
        # Only where the oversight asked for it.
        (Q.ANSWERED, A.REOPEN): Q.IN_PROGRESS,
        (Q.CLOSED, A.REOPEN): Q.IN_PROGRESS,
        (Q.OFFERED, A.TRANSFER): Q.OFFERED,
        (Q.IN_PROGRESS, A.TRANSFER): Q.OFFERED,
        (Q.OFFERED, A.UNASSIGN): Q.ADMITTED,
        (Q.IN_PROGRESS, A.UNASSIGN): Q.ADMITTED,
        (Q.ADMITTED, A.RECONSIDER): Q.SUBMITTED,
        (Q.REJECTED, A.RECONSIDER): Q.SUBMITTED,
        (Q.SUBMITTED, A.ASK): Q.NEEDS_INFO,
        (Q.IN_PROGRESS, A.ASK): Q.NEEDS_INFO,
        (Q.NEEDS_INFO, A.INFORM): Q.SUBMITTED,
        (Q.NEEDS_INFO, A.INFORM_UNIT): Q.IN_PROGRESS,
        (Q.NEEDS_INFO, A.LAPSE): Q.WITHDRAWN,
        (Q.SUBMITTED, A.REFER): Q.REFERRED,
        (Q.ADMITTED, A.REFER): Q.REFERRED,
        (Q.ADMITTED, A.FORWARD): Q.FORWARDED,
        (Q.FORWARDED, A.RECORD_REPLY): Q.FORWARDED,
        (Q.REFERRED, A.RECONSIDER): Q.SUBMITTED,
        (Q.FORWARDED, A.RECONSIDER): Q.SUBMITTED,
        (Q.SUBMITTED, A.MERGE): Q.MERGED,
        (Q.ADMITTED, A.MERGE): Q.MERGED,
        (Q.SUBMITTED, A.SPLIT): Q.SPLIT,
        (Q.ADMITTED, A.SPLIT): Q.SPLIT,
        (Q.MERGED, A.RECONSIDER): Q.SUBMITTED,
        (Q.MERGED, A.WITHDRAW): Q.WITHDRAWN,
        (Q.REJECTED, A.APPEAL): Q.APPEALED,
        (Q.APPEALED, A.ADMIT): Q.ADMITTED,
        (Q.APPEALED, A.UPHOLD): Q.REJECTED,
        (Q.APPEALED, A.WITHDRAW): Q.WITHDRAWN,
        (Q.SUBMITTED, A.WITHDRAW): Q.WITHDRAWN,
        (Q.NEEDS_INFO, A.WITHDRAW): Q.WITHDRAWN,
        (Q.ADMITTED, A.WITHDRAW): Q.WITHDRAWN,
        (Q.OFFERED, A.WITHDRAW): Q.WITHDRAWN,
        (Q.IN_PROGRESS, A.WITHDRAW): Q.WITHDRAWN,
    },
    final=(Q.WITHDRAWN, Q.SPLIT),
)


class Visibility(StrEnum):
    """Who may read a question. What everyone could read once leaves the public pages with a reason only."""

    PUBLIC = "public"
    OFFICIALS = "officials"
    TAKEN_OFF = "taken_off"


class VisibilityAct(StrEnum):
    TAKE_OFF = "take_off"
    PUT_BACK = "put_back"


VISIBILITY = Transitions(
    Visibility.PUBLIC,
    {
        (Visibility.PUBLIC, VisibilityAct.TAKE_OFF): Visibility.TAKEN_OFF,
        (Visibility.TAKEN_OFF, VisibilityAct.PUT_BACK): Visibility.PUBLIC,
    },
)
# What a coordinator may choose while a question was never public.
CHOSEN_VISIBILITIES = (Visibility.PUBLIC, Visibility.OFFICIALS)


STATE_NAMES: dict[QuestionState, Sentence] = {
    Q.SUBMITTED: _("Received"),
    Q.NEEDS_INFO: _("More information asked for"),
    Q.ADMITTED: _("Accepted"),
    Q.REJECTED: _("Not accepted"),
    Q.APPEALED: _("Appealed by the asker"),
    Q.OFFERED: _("Assigned"),
    Q.IN_PROGRESS: _("Being answered"),
    Q.ANSWERED: _("Answered"),
    Q.DISPUTED: _("Disputed by the asker"),
    Q.CLOSED: _("Closed"),
    Q.WITHDRAWN: _("Withdrawn"),
    Q.REFERRED: _("Guided elsewhere"),
    Q.FORWARDED: _("Sent on to another authority"),
    Q.MERGED: _("Joined with another question"),
    Q.SPLIT: _("Answered in parts"),
}
ACT_NAMES: dict[QuestionAct, Sentence] = {
    A.ADMIT: _("Accept"),
    A.REJECT: _("Do not accept"),
    A.ASK: _("Ask for more information"),
    A.INFORM: _("Enter what the asker said"),
    A.INFORM_UNIT: _("Enter what the asker said"),
    A.APPEAL: _("Appeal"),
    A.REFER: _("Guide it elsewhere, as a complaint"),
    A.FORWARD: _("Send it on to another authority"),
    A.RECORD_REPLY: _("Record the answer from there"),
    A.MERGE: _("Join it with another question"),
    A.SPLIT: _("Split it into parts"),
    A.UPHOLD: _("Not accepted for good"),
    A.LAPSE: _("Withdraw it, as no information came"),
    A.WITHDRAW: _("Withdraw the question"),
    A.OFFER: _("Assign"),
    A.ACCEPT: _("Take it on"),
    A.DECLINE: _("Give it back"),
    A.NAME_UNIT: _("Decide who answers"),
    A.TRANSFER: _("Transfer it to another unit"),
    A.ANSWER: _("Publish the answer"),
    A.DISPUTE: _("Dispute the answer"),
    A.CLOSE: _("Close"),
    A.STAND_BY: _("Stand by the answer"),
    A.REOPEN: _("Have it answered anew"),
    A.UNASSIGN: _("Take the assignment back"),
    A.RECONSIDER: _("Look at it again"),
}
VISIBILITY_NAMES: dict[Visibility, Sentence] = {
    Visibility.PUBLIC: _("Public"),
    Visibility.OFFICIALS: _("Asker and officials only"),
    Visibility.TAKEN_OFF: _("Taken off the public pages"),
}
VISIBILITY_ACT_NAMES: dict[VisibilityAct, Sentence] = {
    VisibilityAct.TAKE_OFF: _("Take it off the public pages"),
    VisibilityAct.PUT_BACK: _("Put it back on the public pages"),
}

# States whose question and (redacted) text the public may read, when its visibility is public.
# A published answer stands; whether it settles the matter is another question.
ANSWERED_STATES = frozenset({Q.ANSWERED, Q.DISPUTED, Q.CLOSED})
PUBLIC_STATES = frozenset({Q.ADMITTED, Q.OFFERED, Q.IN_PROGRESS, Q.FORWARDED}) | ANSWERED_STATES
OPEN_STATES = frozenset({Q.SUBMITTED, Q.NEEDS_INFO, Q.APPEALED, Q.ADMITTED, Q.OFFERED, Q.IN_PROGRESS})
# While the asker is asked for more, a question is with whoever asked: the desk, or its unit.
ASSIGNED_STATES = frozenset({Q.OFFERED, Q.IN_PROGRESS, Q.NEEDS_INFO}) | ANSWERED_STATES
# Nothing is due any more.
OVER_STATES = frozenset({Q.REJECTED, Q.WITHDRAWN, Q.REFERRED, Q.FORWARDED, Q.MERGED, Q.SPLIT}) | ANSWERED_STATES


def is_taken_up(state: QuestionState, lead_unit_id: int | None) -> bool:
    """Whether its public text may be read, if its visibility is public. Asking for more changes nothing of that."""
    return state in PUBLIC_STATES or (state is Q.NEEDS_INFO and lead_unit_id is not None)


def taken_up_sql(of: str = "") -> str:
    """`is_taken_up` as SQL, of a table named before a dot; word for word the condition of the partial indexes."""
    return f"({of}state IN ({in_sql(PUBLIC_STATES)}) OR {of}state = 'needs_info' AND {of}lead_unit IS NOT NULL)"


def in_sql(states: frozenset[QuestionState]) -> str:
    """The states as SQL, always in one order: a partial index is used only by the very words it was made with."""
    return ", ".join(f"'{state}'" for state in Q if state in states)
