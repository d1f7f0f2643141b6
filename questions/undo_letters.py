"""Letters about acts that were taken back. Pure."""

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, LOOK_UP, SUMMARY

REASON = _("the reason that was written")
UNASSIGNED = LetterText(
    "unassigned",
    _("To the unit: the assignment was taken back"),
    _("Question %(code)s is no longer with your unit"),
    (
        _("The question %(code)s was taken back from your unit:"),
        _("“%(summary)s”"),
        _("The reason: %(reason)s"),
        _("You need do nothing more about it. What your unit had drafted is kept."),
    ),
    {"code": CODE, "summary": SUMMARY, "reason": REASON},
)
RECONSIDERED = LetterText(
    "reconsidered",
    _("To the asker: looked at again"),
    _("We look at your question %(code)s again"),
    (
        _("We look at your question %(code)s once more. The reason: %(reason)s"),
        _("What you were told about it before no longer stands; we will tell you what comes of it."),
    ),
    {"code": CODE, "reason": REASON},
)
TAKEN_OFF = LetterText(
    "taken_off",
    _("To the asker: taken off the public pages"),
    _("Your question %(code)s and the public pages"),
    (
        _("What everyone could read about your question %(code)s was taken off the public pages."),
        _("The reason: %(reason)s"),
        _("Your question stays stored as you wrote it, and you can still follow it."),
    ),
    {"code": CODE, "reason": REASON},
)
TEXTS = (UNASSIGNED, RECONSIDERED, TAKEN_OFF)


def unassigned(*, to: str, name: str, code: str, summary: str, reason: str, language: str, key: str) -> Letter:
    values = {"code": code, "summary": summary, "reason": reason}
    return write(UNASSIGNED, to, values, name=name, language=language, key=key)


def reconsidered(*, to: str, name: str, code: str, reason: str, language: str, key: str) -> Letter:
    return _to_asker(RECONSIDERED, to=to, name=name, code=code, reason=reason, language=language, key=key)


def taken_off(*, to: str, name: str, code: str, reason: str, language: str, key: str) -> Letter:
    return _to_asker(TAKEN_OFF, to=to, name=name, code=code, reason=reason, language=language, key=key)


def _to_asker(text: LetterText, *, to: str, name: str, code: str, reason: str, language: str, key: str) -> Letter:
    links = [(LOOK_UP, "/lookup")]
    return write(text, to, {"code": code, "reason": reason}, name=name, links=links, language=language, key=key)
