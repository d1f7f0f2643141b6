"""The letter to the coordinators of the unit above. Pure."""

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, SUMMARY

HANDED_UP = LetterText(
    "handed_up",
    _("To the coordinator above: a report on the organiser's own officials"),
    _("The report %(code)s came to your unit"),
    (
        _("The question %(code)s reports on officials of %(reported)s:"),
        _("“%(summary)s”"),
        _(
            "All coordinators of %(organiser)s, to which it was put, work there, so it is hidden from them. It is with"
            " your unit now: please look after it as after a question of your own."
        ),
    ),
    {
        "code": CODE,
        "summary": SUMMARY,
        "reported": _("the unit whose officials it reports on"),
        "organiser": _("the unit to which it was put"),
    },
)
TEXTS = (HANDED_UP,)


def handed_up(
    *, to: str, name: str, code: str, summary: str, reported: str, organiser: str, language: str, key: str
) -> Letter:
    values = {"code": code, "summary": summary, "reported": reported, "organiser": organiser}
    links = [(_("Open the question"), f"/desk/questions/{code}")]
    return write(HANDED_UP, to, values, name=name, links=links, language=language, key=key)
