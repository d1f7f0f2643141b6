"""The kinds of letters that may wait for the morning. Pure."""

from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.post.letter import PATH_LINE, Letter


class DailyKind(StrEnum):
    """A kind of letter that may wait for the morning; letters of an account, of askers and with secrets never do."""

    QUESTIONS = "question"
    COMMITMENTS = "commitment"
    REMINDERS = "reminder"


DAILY_NAMES: dict[DailyKind, Sentence] = {
    DailyKind.QUESTIONS: _("About questions"),
    DailyKind.COMMITMENTS: _("About commitments"),
    DailyKind.REMINDERS: _("Reminders and drafted letters"),
}


def daily_kind(letter: Letter, about_kind: str) -> DailyKind | None:
    """The kind of a letter that may wait. One that leads anywhere but to the desk is somebody's own, and never does."""
    paths = PATH_LINE.findall(letter.body)
    if not paths or not all(path.startswith("/desk/") for path in paths):
        return None
    if letter.by_day:
        return DailyKind.REMINDERS
    return DailyKind(about_kind) if about_kind in set(DailyKind) else None
