"""The letter to an asker whose answer was replaced by a newer one. Pure."""

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE

SUPERSEDED = LetterText(
    "superseded",
    _("To the asker: a newer answer replaces yours"),
    _("A newer answer replaces the one to %(code)s"),
    (
        _("The answer to your question %(code)s is replaced by the newer answer to %(newer)s."),
        _("The reason: %(reason)s"),
        _("The first answer stays readable, with its date."),
    ),
    {"code": CODE, "newer": _("the code of the newer question"), "reason": _("the reason")},
)
TEXTS = (SUPERSEDED,)


def superseded(*, to: str, name: str, code: str, newer: str, reason: str, language: str, key: str) -> Letter:
    return write(
        SUPERSEDED,
        to,
        {"code": code, "newer": newer, "reason": reason},
        name=name,
        links=[(_("Read the newer answer"), f"/questions/{newer}")],
        language=language,
        key=key,
    )
