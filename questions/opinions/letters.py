"""Letters about what comes after an answer: disputed, ruled on, answered anew. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, LOOK_UP, SUMMARY, UNIT

REASON = _("the reason that was written")
OPEN = _("Open the question")
DISPUTED = LetterText(
    "disputed",
    _("To coordinators and the unit: disputed"),
    _("The answer to %(code)s is disputed"),
    (
        _("The asker does not agree with the answer to %(code)s:"),
        _("“%(summary)s”"),
        _("The reason: %(reason)s"),
        _("A coordinator who is not of the unit that answered decides: the answer stands, or it is answered anew."),
    ),
    {"code": CODE, "summary": SUMMARY, "reason": REASON},
)
UPHELD = LetterText(
    "upheld",
    _("To the asker: the answer stands"),
    _("Your dispute of the answer to %(code)s was decided"),
    (
        _("We looked at your question %(code)s and the answer once more. The answer stands."),
        _("The reason: %(reason)s"),
        _("The question is now closed. The law leaves other ways open to you, such as a complaint."),
    ),
    {"code": CODE, "reason": REASON},
)
REOPENED = LetterText(
    "reopened",
    _("To the asker: answered anew"),
    _("Your question %(code)s is answered anew"),
    (
        _("We looked at your question %(code)s and the answer once more. It will be answered anew by %(date)s."),
        _("The reason: %(reason)s"),
        _("The first answer stays on its page with its date."),
    ),
    {"code": CODE, "reason": REASON, "date": _("the day the answer is due")},
)
REOPENED_FOR_UNIT = LetterText(
    "reopened_for_unit",
    _("To the unit: please answer anew"),
    _("Please answer %(code)s anew"),
    (
        _("The question %(code)s is with your unit again, to be answered anew by %(date)s."),
        _("“%(summary)s”"),
        _("The reason: %(reason)s"),
    ),
    {"code": CODE, "summary": SUMMARY, "reason": REASON, "date": _("the day the answer is due")},
)
CORRECTED = LetterText(
    "corrected",
    _("To the asker: the answer was corrected"),
    _("The answer to your question %(code)s was corrected"),
    (_("%(unit)s corrects its answer to your question %(code)s:"), _("%(answer)s"), _("The reason: %(reason)s")),
    {"code": CODE, "unit": UNIT, "answer": _("the words of the correction"), "reason": REASON},
)
CORRECTION_TO_APPROVE = LetterText(
    "correction_to_approve",
    _("To the leader: a correction to approve"),
    _("Please approve the correction of the answer to %(code)s"),
    (_("%(drafter)s asks you to approve a correction of the answer to the question %(code)s:"), _("“%(answer)s”")),
    {"code": CODE, "drafter": _("who drafted the answer"), "answer": _("the words of the correction")},
)
TEXTS = (CORRECTED, CORRECTION_TO_APPROVE, DISPUTED, UPHELD, REOPENED, REOPENED_FOR_UNIT)


def disputed(*, to: str, name: str, code: str, summary: str, reason: str, language: str, key: str) -> Letter:
    values = {"code": code, "summary": summary, "reason": reason}
    return write(DISPUTED, to, values, name=name, links=_desk(code), language=language, key=key)


def upheld(*, to: str, name: str, code: str, reason: str, language: str, key: str) -> Letter:
    values = {"code": code, "reason": reason}
    return write(UPHELD, to, values, name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)


def reopened(*, to: str, name: str, code: str, reason: str, due_on: date, language: str, key: str) -> Letter:
    values = {"code": code, "reason": reason, "date": show_date(due_on)}
    return write(REOPENED, to, values, name=name, links=[(LOOK_UP, "/lookup")], language=language, key=key)


def reopened_for_unit(
    *, to: str, name: str, code: str, summary: str, reason: str, due_on: date, language: str, key: str
) -> Letter:
    values = {"code": code, "summary": summary, "reason": reason, "date": show_date(due_on)}
    return write(REOPENED_FOR_UNIT, to, values, name=name, links=_desk(code), language=language, key=key)


def corrected(*, to: str, name: str, code: str, unit: str, body: str, reason: str, language: str, key: str) -> Letter:
    values = {"code": code, "unit": unit, "answer": body, "reason": reason}
    links = [(_("Read it on the portal"), f"/questions/{code}"), (LOOK_UP, "/lookup")]
    return write(CORRECTED, to, values, name=name, links=links, language=language, key=key)


def correction_to_approve(*, to: str, name: str, code: str, drafter: str, body: str, language: str, key: str) -> Letter:
    values = {"code": code, "drafter": drafter, "answer": body}
    links = [(_("Read, approve or return it"), f"/desk/questions/{code}/answer-correction")]
    return write(CORRECTION_TO_APPROVE, to, values, name=name, links=links, language=language, key=key)


def _desk(code: str) -> list[tuple[Sentence, str]]:
    return [(OPEN, f"/desk/questions/{code}")]
