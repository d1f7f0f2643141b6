"""Letters about commitments. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write

CODE = _("the code of the commitment")

RECORDED = LetterText(
    "commitment_recorded",
    _("To the owner's leaders: a commitment was recorded"),
    _("Commitment %(code)s was recorded for your unit"),
    (
        _("“%(words)s”"),
        _("To be on the table: %(product)s"),
        _("Due on %(date)s. Please confirm it by %(until)s; without a word from you it counts as confirmed."),
    ),
    {
        "code": CODE,
        "words": _("the words as said"),
        "product": _("what is to be delivered"),
        "date": _("the day it is due"),
        "until": _("the last day to confirm it"),
    },
)
SENT_BACK = LetterText(
    "commitment_sent_back",
    _("To the owner's leaders: not accepted as done"),
    _("Commitment %(code)s was sent back"),
    (_("Your report on %(code)s was not accepted as done:"), _("“%(comment)s”")),
    {"code": CODE, "comment": _("the comment")},
)
NEWS = LetterText(
    "commitment_news",
    _("To those whom a decision about a commitment concerns"),
    _("Commitment %(code)s: %(what)s"),
    (_("About the commitment %(code)s: %(what)s."), _("“%(comment)s”")),
    {"code": CODE, "what": _("what was done"), "comment": _("the comment")},
)
TEXTS = (RECORDED, SENT_BACK, NEWS)


def recorded(
    *, to: str, name: str, code: str, words: str, product: str, due_on: date, until: date, language: str, key: str
) -> Letter:
    """Tells the leaders of the owning unit what was promised; silence confirms."""
    return write(
        RECORDED,
        to,
        {"code": code, "words": words, "product": product, "date": show_date(due_on), "until": show_date(until)},
        name=name,
        links=[(_("Open the commitment"), f"/desk/commitments/{code}")],
        language=language,
        key=key,
    )


def sent_back(*, to: str, name: str, code: str, comment: str, language: str, key: str) -> Letter:
    return write(
        SENT_BACK,
        to,
        {"code": code, "comment": comment},
        name=name,
        links=[(_("Open the commitment"), f"/desk/commitments/{code}")],
        language=language,
        key=key,
    )


def news(*, to: str, name: str, code: str, what: Sentence, comment: str, language: str, key: str) -> Letter:
    """Something was asked or decided; `what` names it."""
    with speaking(language):
        told = str(what)
    return write(
        NEWS,
        to,
        {"code": code, "what": told, "comment": comment},
        name=name,
        links=[(_("Open the commitment"), f"/desk/commitments/{code}")],
        language=language,
        key=key,
    )
