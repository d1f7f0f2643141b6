"""Letters that remind of what falls due. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.commitments.letters import CODE as COMMITMENT_CODE
from questions.letters import CODE, SUMMARY, UNIT
from questions.reminding.offer_steps import OfferStep

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
PART_DUE = LetterText(
    "reminder_part",
    _("To a coordinating unit, climbing to its head: a part falls due"),
    _("%(code)s, part of %(unit)s: %(when)s"),
    (
        _("The part of %(unit)s in the answer to the question %(code)s is due on %(date)s (%(when)s)."),
        _("“%(summary)s”"),
        _("%(unit)s delivers it, or gives it back with a reason. The lead unit makes one answer of all parts."),
    ),
    {"code": CODE, "date": _("the day the part is due"), "when": WHEN, "summary": SUMMARY, "unit": UNIT},
)
OFFERED_ON = _("the day it was sent to the unit")
OFFER_PLACES = {
    "code": CODE,
    "unit": UNIT,
    "day": OFFERED_ON,
    "summary": SUMMARY,
    "date": _("the day the answer is due"),
}
OFFER_WAITS: dict[OfferStep, LetterText] = {
    OfferStep.UNIT: LetterText(
        "offer_reminder",
        _("To the unit: a question was neither taken on nor given back"),
        _("%(code)s waits for %(unit)s to take it on"),
        (
            _("The question %(code)s was sent to %(unit)s on %(day)s, and was neither taken on nor given back."),
            _("“%(summary)s”"),
            _("The answer is due on %(date)s."),
            _("Please take the question on, or give it back with a reason."),
        ),
        OFFER_PLACES,
    ),
    OfferStep.HEAD: LetterText(
        "offer_head",
        _("To the head of the unit: a question was neither taken on nor given back"),
        _("%(code)s: %(unit)s has not reacted"),
        (
            _("The question %(code)s was sent to %(unit)s on %(day)s, and was neither taken on nor given back."),
            _("“%(summary)s”"),
            _("The answer is due on %(date)s."),
            _("Please have the question taken on, or given back with a reason. Until then the coordinator finds it"
              " among those without reaction."),
        ),
        OFFER_PLACES,
    ),
}  # fmt: skip
TEXTS = (QUESTION_DUE, PART_DUE, COMMITMENT_DUE, *OFFER_WAITS.values())


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


def part_due(
    *,
    to: str,
    name: str,
    code: str,
    summary: str,
    unit: str,
    part_id: int,
    due_on: date,
    when: Sentence,
    language: str,
    key: str,
) -> Letter:
    with speaking(language):
        values = {"when": str(when)}
    values |= {"code": code, "summary": summary, "unit": unit, "date": show_date(due_on)}
    links = [(_("Open the part"), f"/desk/parts/{part_id}")]
    return write(PART_DUE, to, values, name=name, links=links, language=language, key=key, by_day=True)


def offer_waits(
    step: OfferStep,
    *,
    to: str,
    name: str,
    code: str,
    summary: str,
    unit: str,
    offered_on: date,
    due_on: date | None,
    language: str,
    key: str,
) -> Letter:
    values = {"code": code, "summary": summary, "unit": unit, "day": show_date(offered_on)}
    values["date"] = show_date(due_on) if due_on else ""
    links = [(_("Open the question"), f"/desk/questions/{code}")]
    return write(OFFER_WAITS[step], to, values, name=name, links=links, language=language, key=key, by_day=True)


def commitment_due(
    *, to: str, name: str, code: str, words: str, unit: str, due_on: date, when: Sentence, language: str, key: str
) -> Letter:
    with speaking(language):
        values = {"when": str(when)}
    values |= {"code": code, "words": words, "unit": unit, "date": show_date(due_on)}
    links = [(_("Open the commitment"), f"/desk/commitments/{code}")]
    return write(COMMITMENT_DUE, to, values, name=name, links=links, language=language, key=key, by_day=True)
