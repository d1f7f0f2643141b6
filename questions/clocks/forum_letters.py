"""Letters to askers when their forum has another day or is cancelled, and so their answer another date. Pure."""

from collections.abc import Mapping
from typing import Any

from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, LOOK_UP

_PLACES = {
    "code": CODE,
    "title": _("the title of the forum"),
    "reason": _("the reason given"),
    "was": _("the day on which the answer was due before"),
    "date": _("the day the answer is due"),
}
MOVED = LetterText(
    "clock_forum_moved",
    _("To the asker: the forum has another day"),
    _("Your question %(code)s: another date for the answer"),
    (
        _("“%(title)s” takes place on another day: %(day)s."),
        _("The reason: %(reason)s"),
        _("The answer to your question %(code)s was due on %(was)s and is now due on %(date)s. The first date stays"
          " readable."),
    ),
    _PLACES | {"day": _("the day of the forum")},
)  # fmt: skip
CANCELLED = LetterText(
    "clock_forum_cancelled",
    _("To the asker: the forum is cancelled"),
    _("Your question %(code)s is answered in writing"),
    (
        _("“%(title)s” does not take place."),
        _("The reason: %(reason)s"),
        _("Your question %(code)s is answered in writing. The answer was due on %(was)s and is now due on %(date)s. The"
          " first date stays readable."),
    ),
    _PLACES,
)  # fmt: skip
TEXTS = (MOVED, CANCELLED)
FORUM = _("The forum")


def forum_moved(values: Mapping[str, str], slug: str, *, is_cancelled: bool, **to: Any) -> Letter:
    """`values` fill the places of the letter; `to` names reader, address, language, signature and key."""
    links = [(LOOK_UP, "/lookup"), (FORUM, f"/events/{slug}")]
    return write(CANCELLED if is_cancelled else MOVED, values=dict(values), links=links, **to)
