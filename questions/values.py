"""What a question, its answer and the way it came can be said to be, with the words for each."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.words import is_offered, own_words


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


def offered_rejections() -> tuple[Rejection, ...]:
    """The reasons that this office still gives for not taking a question."""
    return tuple(reason for reason in Rejection if is_offered(f"rejection.{reason}"))


def offered_declines() -> tuple[Decline, ...]:
    """The reasons for which an agency may give a question back."""
    return tuple(reason for reason in Decline if is_offered(f"decline.{reason}"))
