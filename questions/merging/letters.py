"""Letters about questions that were joined. Pure."""

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, LOOK_UP, SUMMARY

MERGED = LetterText(
    "merged",
    _("To the asker: joined with another question"),
    _("Your question %(code)s was joined with another one"),
    (
        _("Others asked the same as you. Your question %(code)s is answered together with theirs:"),
        _("“%(summary)s”"),
        _("Your own words are kept. You get the answer as if it were given to you alone, and may rate or dispute it."),
    ),
    {"code": CODE, "summary": SUMMARY},
)
PARTED = LetterText(
    "parted",
    _("To the asker: answered by itself again"),
    _("Your question %(code)s is handled by itself again"),
    (
        _("Your question %(code)s had been joined with another one, which is not answered after all."),
        _("It is looked at by itself again, and we will tell you what comes of it."),
    ),
    {"code": CODE},
)
TEXTS = (MERGED, PARTED)


def merged(*, to: str, name: str, code: str, summary: str, language: str, key: str) -> Letter:
    values = {"code": code, "summary": summary}
    return write(MERGED, to, values, name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)


def parted(*, to: str, name: str, code: str, language: str, key: str) -> Letter:
    return write(PARTED, to, {"code": code}, name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)
