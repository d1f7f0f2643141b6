"""Letters that remind of what falls due. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.commitments.letters import CODE as COMMITMENT_CODE
from questions.letters import CODE, SUMMARY, UNIT

WHEN = _("how far away the date is, such as “3 working days left”")
DATE = _("the day it is due")
QUESTION_DUE = LetterText(
    "reminder_question",
    _("To the unit, climbing to its head: an answer falls due"),
    _("%(code)s: %(when)s"),
    (
        _("The answer to the question %(code)s is due on %(date)s (%(when)s)."),
        _("“%(summary)s”"),
        _("It is with %(unit)s now: %(desk)s."),
    ),
    {
        "code": CODE,
        "date": DATE,
        "when": WHEN,
        "summary": SUMMARY,
        "unit": UNIT,
        "desk": _("the desk that has it now"),
    },
)
COMMITMENT_DUE = LetterText(
    "reminder_commitment",
    _("To the owner, climbing to its head: a commitment falls due"),
    _("%(code)s: %(when)s"),
    (
        _("The commitment %(code)s of %(unit)s is due on %(date)s (%(when)s)."),
        _("“%(words)s”"),
        _("Please report what was done, with evidence, or ask for a new date."),
    ),
    {"code": COMMITMENT_CODE, "date": DATE, "when": WHEN, "words": _("the words as said"), "unit": UNIT},
)
TEXTS = (QUESTION_DUE, COMMITMENT_DUE)


def question_due(
    *,
    to: str,
    name: str,
    code: str,
    summary: str,
    unit: str,
    desk: Sentence,
    due_on: date,
    when: Sentence,
    language: str,
    key: str,
) -> Letter:
    with speaking(language):
        values = {"when": str(when), "desk": str(desk)}
    values |= {"code": code, "summary": summary, "unit": unit, "date": show_date(due_on)}
    links = [(_("Open the question"), f"/desk/questions/{code}")]
    return write(QUESTION_DUE, to, values, name=name, links=links, language=language, key=key, by_day=True)


def commitment_due(
    *, to: str, name: str, code: str, words: str, unit: str, due_on: date, when: Sentence, language: str, key: str
) -> Letter:
    with speaking(language):
        values = {"when": str(when)}
    values |= {"code": code, "words": words, "unit": unit, "date": show_date(due_on)}
    links = [(_("Open the commitment"), f"/desk/commitments/{code}")]
    return write(COMMITMENT_DUE, to, values, name=name, links=links, language=language, key=key, by_day=True)
