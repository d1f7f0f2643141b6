"""Letters about questions that move on to another unit. Pure."""

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, LOOK_UP, SUMMARY, UNIT

REASON = _("the reason that was written")
TO_NAME = LetterText(
    "unit_to_name",
    _("To the chair or a leader: decide who answers"),
    _("Please decide who answers %(code)s"),
    (
        _("Two units gave the question %(code)s back:"),
        _("“%(summary)s”"),
        _("Please decide which unit answers; that unit cannot give it back. The asker's date does not move."),
    ),
    {"code": CODE, "summary": SUMMARY},
)
NAMED = LetterText(
    "unit_named",
    _("To the unit: it was decided that it answers"),
    _("It was decided that your unit answers %(code)s"),
    (
        _("%(who)s decided that your unit answers the question %(code)s:"),
        _("“%(summary)s”"),
        _("The reason: %(reason)s"),
        _("The answer is due on %(date)s. The question cannot be given back."),
    ),
    {
        "code": CODE,
        "who": _("who decided it"),
        "summary": SUMMARY,
        "reason": REASON,
        "date": _("the day the answer is due"),
    },
)
TRANSFERRED = LetterText(
    "transferred",
    _("To the unit that had it: transferred"),
    _("Question %(code)s went to another unit"),
    (
        _("The question %(code)s was transferred from your unit to %(unit)s:"),
        _("“%(summary)s”"),
        _("The reason: %(reason)s"),
        _("You need do nothing more about it. What your unit had drafted is kept."),
    ),
    {"code": CODE, "unit": UNIT, "summary": SUMMARY, "reason": REASON},
)
TRANSFERRED_FOR_ASKER = LetterText(
    "transferred_for_asker",
    _("To the asker: transferred to another unit"),
    _("Another agency answers your question %(code)s"),
    (
        _("Your question %(code)s was transferred to %(unit)s, which answers it now. The reason: %(reason)s"),
        _("The day on which the answer is due stays as it was."),
    ),
    {"code": CODE, "unit": UNIT, "reason": REASON},
)
TEXTS = (TO_NAME, NAMED, TRANSFERRED, TRANSFERRED_FOR_ASKER)


def about_moving(
    text: LetterText,
    values: dict[str, str],
    *,
    to: str,
    name: str,
    language: str,
    key: str,
    is_asker: bool = False,
) -> Letter:
    link = (LOOK_UP, "/lookup") if is_asker else (_("Open the question"), f"/desk/questions/{values['code']}")
    return write(text, to, values, name=name, links=[link], language=language, key=key)
