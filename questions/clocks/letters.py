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
EXTENDED = LetterText(
    "clock_extended",
    _("To the asker and the unit: more time was given"),
    _("The answer to %(code)s comes later"),
    (
        _("More time was given for the answer to the question %(code)s. The reason: %(reason)s"),
        _("The answer is now due on %(date)s. The first date stays readable."),
    ),
    {"code": CODE, "reason": REASON, "date": DATE},
)
ASKED_FOR_TIME = LetterText(
    "clock_asked",
    _("To the coordinator: more time is asked for"),
    _("More time is asked for question %(code)s"),
    (
        _("The unit that answers the question %(code)s asks for time until %(date)s. The reason: %(reason)s"),
        _("Please decide on it."),
    ),
    {"code": CODE, "reason": REASON, "date": DATE},
)
NOT_EXTENDED = LetterText(
    "clock_not_extended",
    _("To the unit: no more time"),
    _("No more time for question %(code)s"),
    (
        _("More time for the answer to the question %(code)s was not given. The reason: %(reason)s"),
        _("The answer is due on %(date)s."),
    ),
    {"code": CODE, "reason": REASON, "date": DATE},
)
HELD = LetterText(
    "clock_held",
    _("To the asker and the unit: a first answer"),
    _("A first answer to your question %(code)s"),
    (
        _("This can be said about the question %(code)s already:"),
        _("%(reason)s"),
        _("The whole answer comes by %(date)s."),
    ),
    {"code": CODE, "reason": _("the first answer"), "date": DATE},
)
MOVED = LetterText(
    "clock_moved",
    _("To the asker and the unit: the calendar moved dates"),
    _("Due dates moved: the working calendar changed"),
    (
        _("The working calendar changed: %(reason)s"),
        _("So these answers are due on another day:"),
        _("%(dates)s"),
    ),
    {"reason": _("what changed in the calendar"), "dates": _("each question with its old and new date")},
)
ASKED_FOR_CORRECTION = LetterText(
    "clock_correction_asked",
    _("To the coordinator: a starting day is to be corrected"),
    _("A date of question %(code)s is to be corrected"),
    (
        _("The time for the answer to the question %(code)s should count from %(date)s. The reason: %(reason)s"),
        _("Please decide on it; somebody else than the one who asked must."),
    ),
    {"code": CODE, "reason": REASON, "date": _("the day from which it should count")},
)
CORRECTED = LetterText(
    "clock_corrected",
    _("To the asker and the unit: a date was corrected"),
    _("A date of question %(code)s was corrected"),
    (
        _("The day from which the time for the answer to %(code)s counts was corrected. The reason: %(reason)s"),
        _("The answer is now due on %(date)s. The first date stays readable."),
    ),
    {"code": CODE, "reason": REASON, "date": DATE},
)
TEXTS = (PAUSED, RESUMED, EXTENDED, ASKED_FOR_TIME, NOT_EXTENDED, HELD, MOVED, ASKED_FOR_CORRECTION, CORRECTED)


def to_asker(text: LetterText, values: Mapping[str, str], *, to: str, name: str, language: str, key: str) -> Letter:
    return write(text, to, dict(values), name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)


def to_unit(text: LetterText, values: Mapping[str, str], *, to: str, name: str, language: str, key: str) -> Letter:
    links = [(_("Open the question"), f"/desk/questions/{values['code']}")]
    return write(text, to, dict(values), name=name, links=links, language=language, key=key)


def moved(days: str, dates: str, *, to: str, name: str, language: str, key: str, is_asker: bool = False) -> Letter:
    """Tells one reader of all the dates that a change of the calendar moved; `dates` has a line for each."""
    links = [(LOOK_UP, "/lookup")] if is_asker else [(_("Open the questions"), "/desk/questions")]
    return write(MOVED, to, {"reason": days, "dates": dates}, name=name, links=links, language=language, key=key)
