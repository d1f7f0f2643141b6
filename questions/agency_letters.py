"""Letters to agencies about questions. Pure: facts in, a courteous letter out, in the reader's language."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, SUMMARY, UNIT

_OFFER_BODY = (
    _("“%(summary)s”"),
    _("The answer is due on %(date)s. Please take the question on, or give it back with a reason."),
)


_OFFER_PLACES = {"code": CODE, "summary": SUMMARY, "date": _("the day the answer is due")}


OFFERED_LEAD = LetterText(
    "offered_lead",
    _("To the lead unit: a question was sent"),
    _("Question %(code)s was sent to your unit"),
    (_("The question %(code)s was sent to your unit, which leads the answer."), *_OFFER_BODY),
    _OFFER_PLACES,
)


OFFERED_HELPER = LetterText(
    "offered_helper",
    _("To a coordinating unit: a part is asked for"),
    _("Please write your unit's part on %(code)s"),
    (
        _("Your unit is asked for its part in the answer to the question %(code)s:"),
        _("“%(summary)s”"),
        _("Please write it by %(date)s. The lead unit makes one answer of all parts."),
    ),
    {"code": CODE, "summary": SUMMARY, "date": _("the day the part is due")},
)


DECLINED = LetterText(
    "declined",
    _("To the coordinator: given back"),
    _("%(unit)s gave question %(code)s back"),
    (_("%(unit)s gave the question %(code)s back with this reason:"), _("%(reason)s")),
    {"code": CODE, "unit": UNIT, "reason": _("the reason of the unit")},
)


TO_APPROVE = LetterText(
    "to_approve",
    _("To the leader: please approve"),
    _("Please approve the answer to %(code)s"),
    (_("%(drafter)s asks you to approve the answer to the question %(code)s:"), _("“%(summary)s”")),
    {"code": CODE, "summary": SUMMARY, "drafter": _("who drafted the answer")},
)


RETURNED = LetterText(
    "returned",
    _("To the drafter: returned"),
    _("The answer to %(code)s was returned"),
    (_("%(leader)s returned your answer to %(code)s with this comment:"), _("“%(comment)s”")),
    {"code": CODE, "leader": _("who returned it"), "comment": _("the comment")},
)


TEXTS = (OFFERED_LEAD, OFFERED_HELPER, DECLINED, TO_APPROVE, RETURNED)


def part_asked(
    *, to: str, name: str, code: str, summary: str, due_on: date, part_id: int, language: str, key: str
) -> Letter:
    """Tells a coordinating unit that its part is asked for."""
    return write(
        OFFERED_HELPER,
        to,
        {"code": code, "summary": summary, "date": show_date(due_on)},
        name=name,
        links=[(_("Open the part"), f"/desk/parts/{part_id}")],
        language=language,
        key=key,
    )


def offered(*, to: str, name: str, code: str, summary: str, due_on: date, language: str, key: str) -> Letter:
    """Tells a unit that a question was sent to it, which leads the answer."""
    return write(
        OFFERED_LEAD,
        to,
        {"code": code, "summary": summary, "date": show_date(due_on)},
        name=name,
        links=[(_("Open the question"), f"/desk/questions/{code}")],
        language=language,
        key=key,
    )


def declined(*, to: str, name: str, code: str, unit: str, reason: str, language: str, key: str) -> Letter:
    return write(
        DECLINED,
        to,
        {"code": code, "unit": unit, "reason": reason},
        name=name,
        links=[(_("Open the question"), f"/desk/questions/{code}")],
        language=language,
        key=key,
    )


def to_approve(
    *, to: str, name: str, code: str, drafter: str, summary: str, answer_id: int, language: str, key: str
) -> Letter:
    """Asks a leader to approve; the link opens one page with everything on it."""
    return write(
        TO_APPROVE,
        to,
        {"code": code, "summary": summary, "drafter": drafter},
        name=name,
        links=[(_("Read, approve or return it"), f"/desk/answers/{answer_id}")],
        language=language,
        key=key,
    )


def returned(*, to: str, name: str, code: str, by: str, comment: str, language: str, key: str) -> Letter:
    return write(
        RETURNED,
        to,
        {"code": code, "leader": by, "comment": comment},
        name=name,
        links=[(_("Open the draft"), f"/desk/questions/{code}/answer")],
        language=language,
        key=key,
    )
