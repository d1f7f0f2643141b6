"""The life of a question and of its answer, on one screen, with the words for everything."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.transitions import Transitions
from app.words import is_offered, own_words


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
    WITHDRAW = "withdraw"
    # The asker does not agree that it was not accepted; once.
    APPEAL = "appeal"
    UPHOLD = "uphold"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
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
    final=(Q.WITHDRAWN,),
)


class AnswerState(StrEnum):
    DRAFTING = "drafting"
    AGENCY_REVIEW = "agency_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"


class AnswerAct(StrEnum):
    SUBMIT_FOR_REVIEW = "submit_for_review"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    RECALL = "recall"
    TAKE_DOWN = "take_down"
    PUT_BACK = "put_back"


ANSWER = Transitions(
    AnswerState.DRAFTING,
    {
        (AnswerState.DRAFTING, AnswerAct.SUBMIT_FOR_REVIEW): AnswerState.AGENCY_REVIEW,
        (AnswerState.AGENCY_REVIEW, AnswerAct.RETURN): AnswerState.DRAFTING,
        (AnswerState.AGENCY_REVIEW, AnswerAct.APPROVE): AnswerState.APPROVED,
        (AnswerState.APPROVED, AnswerAct.PUBLISH): AnswerState.PUBLISHED,
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


class Kind(StrEnum):
    QUESTION = "question"
    PETITION = "petition"
    FEEDBACK = "feedback"
    PROPOSAL = "proposal"


class Competence(StrEnum):
    CENTRAL = "central"
    CITY = "city"
    COMMUNE = "commune"


class Channel(StrEnum):
    PORTAL = "portal"
    PHONE = "phone"
    QR = "qr"
    DESK = "desk"
    DIRECT = "direct"
    EMAIL = "email"
    LETTER = "letter"
    ZALO = "zalo"
    FACEBOOK = "facebook"
    APP = "app"
    ASSOCIATION = "assoc"


class Outcome(StrEnum):
    RESOLVED = "resolved"
    WILL_BE_DONE = "will_be_done"
    EXPLAINED = "explained"
    CANNOT_BE_MET = "cannot_be_met"
    FORWARDED_UP = "forwarded_up"
    OUT_OF_COMPETENCE = "out_of_competence"


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


class Ruling(StrEnum):
    """What a coordinator decides when the asker does not agree with the answer."""

    UPHELD = "upheld"
    REOPENED = "reopened"


class NoteKind(StrEnum):
    """What the oversight writes about a question."""

    COMMENT = "comment"
    REQUEST = "request"


class Reply(StrEnum):
    """What a coordinator replies to a request of the oversight."""

    GRANTED = "granted"
    REFUSED = "refused"


class Rejection(StrEnum):
    """Coded reasons for not taking a question; complaints are guided to where they belong."""

    COMPLAINT = "complaint"
    NOT_COMPETENT = "not_competent"
    UNCLEAR = "unclear"
    DUPLICATE = "duplicate"
    OFFENSIVE = "offensive"
    PRIVATE = "private"


class Decline(StrEnum):
    """Coded reasons of an agency for giving a question back."""

    OTHER_AGENCY = "other_agency"
    OTHER_LEVEL = "other_level"
    SEVERAL_AGENCIES = "several_agencies"
    NEEDS_INFORMATION = "needs_information"


class Delivery(StrEnum):
    """Ways in which an answer reaches its asker."""

    PORTAL = "portal"
    EMAIL = "email"
    POST = "post"
    PHONE = "phone"
    IN_PERSON = "in_person"


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
    A.UPHOLD: _("Not accepted for good"),
    A.LAPSE: _("Withdraw it, as no information came"),
    A.WITHDRAW: _("Withdraw the question"),
    A.OFFER: _("Assign"),
    A.ACCEPT: _("Take it on"),
    A.DECLINE: _("Give it back"),
    A.ANSWER: _("Publish the answer"),
    A.DISPUTE: _("Dispute the answer"),
    A.CLOSE: _("Close"),
    A.STAND_BY: _("Stand by the answer"),
    A.REOPEN: _("Have it answered anew"),
    A.UNASSIGN: _("Take the assignment back"),
    A.RECONSIDER: _("Look at it again"),
}
RULING_NAMES: dict[Ruling, Sentence] = {
    Ruling.UPHELD: _("The answer stands"),
    Ruling.REOPENED: _("It is answered anew"),
}
NOTE_KIND_NAMES: dict[NoteKind, Sentence] = {
    NoteKind.COMMENT: _("A comment"),
    NoteKind.REQUEST: _("A request to have it answered anew"),
}
REPLY_NAMES: dict[Reply, Sentence] = {
    Reply.GRANTED: _("Granted"),
    Reply.REFUSED: _("Not granted"),
}
# Five steps, for what came of it and for how one was treated.
GRADE_NAMES: dict[int, Sentence] = {
    1: _("Very dissatisfied"),
    2: _("Dissatisfied"),
    3: _("Neither"),
    4: _("Satisfied"),
    5: _("Very satisfied"),
}
ANSWER_STATE_NAMES: dict[AnswerState, Sentence] = {
    AnswerState.DRAFTING: _("Drafting"),
    AnswerState.AGENCY_REVIEW: _("Awaiting approval"),
    AnswerState.APPROVED: _("Approved"),
    AnswerState.PUBLISHED: _("Published"),
    AnswerState.TAKEN_DOWN: _("Taken off the public pages"),
}
ANSWER_ACT_NAMES: dict[AnswerAct, Sentence] = {
    AnswerAct.SUBMIT_FOR_REVIEW: _("Send for approval"),
    AnswerAct.RETURN: _("Return"),
    AnswerAct.APPROVE: _("Approve"),
    AnswerAct.PUBLISH: _("Publish"),
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
KIND_NAMES: dict[Kind, Sentence] = {
    Kind.QUESTION: _("Question"),
    Kind.PETITION: _("Petition"),
    Kind.FEEDBACK: _("Feedback"),
    Kind.PROPOSAL: _("Proposal"),
}
COMPETENCE_NAMES: dict[Competence, Sentence] = {
    Competence.CENTRAL: _("Central"),
    Competence.CITY: _("City or province"),
    Competence.COMMUNE: _("Commune"),
}
CHANNEL_NAMES: dict[Channel, Sentence] = {
    Channel.PORTAL: _("Web portal"),
    Channel.PHONE: _("Phone (1022)"),
    Channel.QR: _("QR code"),
    Channel.DESK: _("One-stop desk"),
    Channel.DIRECT: _("In person at the forum"),
    Channel.EMAIL: _("E-mail"),
    Channel.LETTER: _("Paper letter"),
    Channel.ZALO: _("Zalo"),
    Channel.FACEBOOK: _("Facebook"),
    Channel.APP: _("Mobile app"),
    Channel.ASSOCIATION: _("Via an association or the Front"),
}
OUTCOME_NAMES: dict[Outcome, Sentence] = {
    Outcome.RESOLVED: _("Resolved"),
    Outcome.WILL_BE_DONE: _("Will be done"),
    Outcome.EXPLAINED: _("Explained"),
    Outcome.CANNOT_BE_MET: _("Cannot be met"),
    Outcome.FORWARDED_UP: _("Forwarded to a higher level"),
    Outcome.OUT_OF_COMPETENCE: _("Not within competence"),
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
_REJECTIONS: dict[Rejection, Sentence] = {
    Rejection.COMPLAINT: _("It is a complaint or denunciation, which another law settles"),
    Rejection.NOT_COMPETENT: _("It is not within the competence of this authority"),
    Rejection.UNCLEAR: _("It does not say clearly what is asked"),
    Rejection.DUPLICATE: _("The same question was already received"),
    Rejection.OFFENSIVE: _("It contains insulting or unlawful content"),
    Rejection.PRIVATE: _("It is a private or civil matter between persons"),
}
_DECLINES: dict[Decline, Sentence] = {
    Decline.OTHER_AGENCY: _("It belongs to another agency"),
    Decline.OTHER_LEVEL: _("It belongs to another level of authority"),
    Decline.SEVERAL_AGENCIES: _("Several agencies have to answer and another should lead"),
    Decline.NEEDS_INFORMATION: _("It cannot be answered without more information"),
}
# An office may word its reasons itself, and offer fewer of them.
REJECTION_NAMES = own_words("rejection", _REJECTIONS)
DECLINE_NAMES = own_words("decline", _DECLINES)
DELIVERY_NAMES: dict[Delivery, Sentence] = {
    Delivery.PORTAL: _("Published on the portal"),
    Delivery.EMAIL: _("By e-mail"),
    Delivery.POST: _("By post"),
    Delivery.PHONE: _("By phone"),
    Delivery.IN_PERSON: _("In person"),
}

# States whose question and (redacted) text the public may read, when its visibility is public.
# A published answer stands; whether it settles the matter is another question.
ANSWERED_STATES = frozenset({Q.ANSWERED, Q.DISPUTED, Q.CLOSED})
PUBLIC_STATES = frozenset({Q.ADMITTED, Q.OFFERED, Q.IN_PROGRESS, Q.FORWARDED}) | ANSWERED_STATES
OPEN_STATES = frozenset({Q.SUBMITTED, Q.NEEDS_INFO, Q.APPEALED, Q.ADMITTED, Q.OFFERED, Q.IN_PROGRESS})
# While the asker is asked for more, a question is with whoever asked: the desk, or its unit.
ASSIGNED_STATES = frozenset({Q.OFFERED, Q.IN_PROGRESS, Q.NEEDS_INFO}) | ANSWERED_STATES
# Nothing is due any more.
OVER_STATES = frozenset({Q.REJECTED, Q.WITHDRAWN, Q.REFERRED, Q.FORWARDED}) | ANSWERED_STATES


def is_taken_up(state: QuestionState, lead_unit_id: int | None) -> bool:
    """Whether its public text may be read, if its visibility is public. Asking for more changes nothing of that."""
    return state in PUBLIC_STATES or (state is Q.NEEDS_INFO and lead_unit_id is not None)


def taken_up_sql(of: str = "") -> str:
    """`is_taken_up` as SQL, of a table named before a dot; word for word the condition of the partial indexes."""
    return f"({of}state IN ({in_sql(PUBLIC_STATES)}) OR {of}state = 'needs_info' AND {of}lead_unit IS NOT NULL)"


def in_sql(states: frozenset[QuestionState]) -> str:
    """The states as SQL, always in one order: a partial index is used only by the very words it was made with."""
    return ", ".join(f"'{state}'" for state in Q if state in states)


def offered_rejections() -> tuple[Rejection, ...]:
    """The reasons that this office still gives for not taking a question."""
    return tuple(reason for reason in Rejection if is_offered(f"rejection.{reason}"))


def offered_declines() -> tuple[Decline, ...]:
    """The reasons for which an agency may give a question back."""
    return tuple(reason for reason in Decline if is_offered(f"decline.{reason}"))
