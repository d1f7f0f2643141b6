"""The letter to those whose unit goes on with the work of another one. Pure."""

from collections.abc import Sequence
from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import UNIT

TAKEN_OVER = LetterText(
    "taken_over",
    _("To the successor of a unit: the open work that came to it"),
    _("%(unit)s goes on with the work of %(before)s"),
    (
        _("From %(date)s on %(unit)s does the work of %(before)s. What was open there is with you now."),
        _("Questions to answer: %(questions)s"),
        _("Parts of answers to write: %(parts)s"),
        _("All of it stands in My work, and its due dates are as they were."),
    ),
    {
        "unit": UNIT,
        "before": _("the unit that is no more, or several of them"),
        "date": _("the first day of the successor"),
        "questions": _("how many questions wait for an answer"),
        "parts": _("how many parts of answers are to be written"),
    },
)
TEXTS = (TAKEN_OVER,)


def taken_over(
    *,
    to: str,
    name: str,
    unit: str,
    before: Sequence[str],
    since: date,
    questions: int,
    parts: int,
    language: str,
    key: str,
) -> Letter:
    values = {
        "unit": unit,
        "before": ", ".join(before),
        "date": show_date(since),
        "questions": str(questions or ""),
        "parts": str(parts or ""),
    }
    return write(TAKEN_OVER, to, values, name=name, links=[(_("Open My work"), "/work")], language=language, key=key)
