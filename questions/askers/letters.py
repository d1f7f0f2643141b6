"""Letters about one's own data. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE

CONFIRM_EMAIL = LetterText(
    "confirm_email",
    _("To the asker: confirm the new address"),
    _("Is this your address for question %(code)s?"),
    (
        _("Letters about the question %(code)s shall come to this address from now on. Please confirm it by the link."),
        _("If you know nothing of it, please do nothing: then nothing changes."),
    ),
    {"code": CODE},
)
EMAIL_LEFT = LetterText(
    "email_left",
    _("To the asker's old address: letters go elsewhere"),
    _("Letters about question %(code)s go to another address now"),
    (
        _("As was asked for by the secret link, letters about the question %(code)s no longer come to this address."),
        _("If this was not you, please call the office."),
    ),
    {"code": CODE},
)
ERASURE_ASKED = LetterText(
    "erasure_asked",
    _("To the asker: your request to erase was received"),
    _("Your request to erase your data (%(code)s)"),
    (
        _("We received your request to erase your data in the question %(code)s. It is decided by %(date)s."),
        _("The question itself and its answer stay in the record, without anything that tells who asked."),
    ),
    {"code": CODE, "date": _("the day by which it is decided")},
)
ERASURE_TO_DECIDE = LetterText(
    "erasure_to_decide",
    _("To the coordinator: an asker wants data erased"),
    _("Please decide on erasing data in %(code)s"),
    (_("The asker of %(code)s asks to have the own data erased. Please decide by %(date)s."),),
    {"code": CODE, "date": _("the day by which it is decided")},
)
ERASURE_REFUSED = LetterText(
    "erasure_refused",
    _("To the asker: your data is kept"),
    _("About your request to erase your data (%(code)s)"),
    (_("Your data in the question %(code)s is kept for now. The reason:"), _("%(reason)s")),
    {"code": CODE, "reason": _("the reason that was written")},
)
TEXTS = (CONFIRM_EMAIL, EMAIL_LEFT, ERASURE_ASKED, ERASURE_TO_DECIDE, ERASURE_REFUSED)


def confirm_email(*, to: str, name: str, code: str, link: str, language: str, key: str) -> Letter:
    links = [(_("Yes, this is my address"), link)]
    return write(CONFIRM_EMAIL, to, {"code": code}, name=name, links=links, language=language, key=key)


def email_left(*, to: str, name: str, code: str, language: str, key: str) -> Letter:
    return write(EMAIL_LEFT, to, {"code": code}, name=name, language=language, key=key)


def erasure_asked(*, to: str, name: str, code: str, due_on: date, language: str, key: str) -> Letter:
    values = {"code": code, "date": show_date(due_on)}
    return write(ERASURE_ASKED, to, values, name=name, language=language, key=key)


def erasure_to_decide(*, to: str, name: str, code: str, due_on: date, language: str, key: str) -> Letter:
    values = {"code": code, "date": show_date(due_on)}
    links = [(_("Open the question"), f"/desk/questions/{code}/erasure")]
    return write(ERASURE_TO_DECIDE, to, values, name=name, links=links, language=language, key=key)


def erasure_refused(*, to: str, name: str, code: str, reason: str, language: str, key: str) -> Letter:
    return write(ERASURE_REFUSED, to, {"code": code, "reason": reason}, name=name, language=language, key=key)
