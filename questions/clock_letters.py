"""Letters about the clock of a question, to its asker and to the unit that answers. Pure."""

from collections.abc import Mapping

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, LOOK_UP

REASON = _("the reason that was written")
DATE = _("the day the answer is due")
PAUSED = LetterText(
    "clock_paused",
    _("To the asker and the unit: the clock is paused"),
    _("The time for the answer to %(code)s stands still"),
    (
        _("The time for the answer to the question %(code)s stands still. The reason: %(reason)s"),
        _("The answer is due on %(date)s at the latest, and sooner when the clock runs again before."),
    ),
    {"code": CODE, "reason": REASON, "date": DATE},
)
RESUMED = LetterText(
    "clock_resumed",
    _("To the asker and the unit: the clock runs again"),
    _("The time for the answer to %(code)s runs again"),
    (
        _("The time for the answer to the question %(code)s runs again. The reason: %(reason)s"),
        _("The answer is due on %(date)s."),
    ),
    {"code": CODE, "reason": REASON, "date": DATE},
)
TEXTS = (PAUSED, RESUMED)


def to_asker(text: LetterText, values: Mapping[str, str], *, to: str, name: str, language: str, key: str) -> Letter:
    return write(text, to, dict(values), name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)


def to_unit(text: LetterText, values: Mapping[str, str], *, to: str, name: str, language: str, key: str) -> Letter:
    links = [(_("Open the question"), f"/desk/questions/{values['code']}")]
    return write(text, to, dict(values), name=name, links=links, language=language, key=key)
