"""Letters about urging and about what the oversight says. Pure."""

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE

WORDS = _("the words that were written")
WHO = _("who wrote them")
URGED = LetterText(
    "urged",
    _("To the unit: urged on"),
    _("%(who)s urges you on: %(code)s"),
    (_("%(who)s urges your unit on about %(code)s:"), _("“%(words)s”")),
    {"code": CODE, "who": WHO, "words": WORDS},
)
OVERSEEN = LetterText(
    "overseen",
    _("To the coordinator: a word from the oversight"),
    _("The oversight on question %(code)s"),
    (_("%(who)s, of the oversight, wrote about the question %(code)s:"), _("“%(words)s”")),
    {"code": CODE, "who": WHO, "words": WORDS},
)
REOPEN_ASKED = LetterText(
    "reopen_asked",
    _("To the coordinator: asked to reopen"),
    _("The oversight asks to have %(code)s answered anew"),
    (
        _("%(who)s, of the oversight, asks to have the question %(code)s answered anew:"),
        _("“%(words)s”"),
        _("Please reply, with a reason."),
    ),
    {"code": CODE, "who": WHO, "words": WORDS},
)
REPLIED = LetterText(
    "reopen_replied",
    _("To the oversight: the reply to a request"),
    _("The reply to your request about %(code)s"),
    (_("Your request to have the question %(code)s answered anew has a reply: %(reply)s."), _("“%(words)s”")),
    {"code": CODE, "reply": _("granted, or not granted"), "words": WORDS},
)
TEXTS = (URGED, OVERSEEN, REOPEN_ASKED, REPLIED)
PATHS = {"question": "/desk/questions/", "commitment": "/desk/commitments/"}


def urged(*, to: str, name: str, kind: str, code: str, who: str, words: str, language: str, key: str) -> Letter:
    """`kind` is "question" or "commitment"."""
    links = [(_("Open it"), f"{PATHS[kind]}{code}")]
    values = {"code": code, "who": who, "words": words}
    return write(URGED, to, values, name=name, links=links, language=language, key=key)


def spoken(*, to: str, name: str, code: str, who: str, words: str, is_request: bool, language: str, key: str) -> Letter:
    links = [(_("Open the question"), f"/desk/questions/{code}")]
    values = {"code": code, "who": who, "words": words}
    return write(
        REOPEN_ASKED if is_request else OVERSEEN, to, values, name=name, links=links, language=language, key=key
    )


def replied(*, to: str, name: str, code: str, reply: str, words: str, language: str, key: str) -> Letter:
    links = [(_("Open the question"), f"/desk/questions/{code}")]
    values = {"code": code, "reply": reply, "words": words}
    return write(REPLIED, to, values, name=name, links=links, language=language, key=key)
