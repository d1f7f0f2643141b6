"""Letters to askers about their questions. Pure: facts in, a courteous letter out, in the reader's language."""

import re
from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.i18n import speaking
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.ask import Ask
from questions.values import REJECTION_NAMES, Rejection

FORM_USED = _("This form was already sent. Please open a new one.")
# Nobody has read the question yet, and the address may be a stranger's: we carry no link of theirs to it.
LINK = re.compile(
    r"https?:|www\.|\.(?:vn|com|net|org|info|biz|top|xyz|shop|site|online|store|club|app|dev|io|me|ly|cc|co|ru|cn|tk)\b",
    re.IGNORECASE,
)
OWN_PAGE = _("Follow your question here (this link is yours alone)")
LOOK_UP = _("Follow it here, with this code and your phone number")

CODE, SUMMARY = _("the code of the question"), _("the question in short")
UNIT = _("the name of the unit")

RECEIPT = LetterText(
    "receipt",
    _("To the asker: received"),
    _("We received your question %(code)s"),
    (
        _("Thank you. Your question for “%(event)s” was received under the code %(code)s."),
        _("“%(summary)s”"),
        _("We read it first, then send it to the agency responsible. You will be told of each step."),
    ),
    {"code": CODE, "event": _("the title of the forum"), "summary": SUMMARY},
)
ADMITTED = LetterText(
    "admitted",
    _("To the asker: accepted"),
    _("Your question %(code)s was accepted"),
    (_("Your question %(code)s was accepted and will be sent to the agency responsible."), _("“%(summary)s”")),
    {"code": CODE, "summary": SUMMARY},
)
REJECTED = LetterText(
    "rejected",
    _("To the asker: not accepted"),
    _("About your question %(code)s"),
    (
        _("We are sorry that we could not take your question %(code)s."),
        _("“%(summary)s”"),
        _("The reason: %(reason)s."),
        _("%(text)s"),
        _("You do not agree? You may appeal once until %(date)s, on the page of your question (by its secret link)."),
    ),
    {
        "code": CODE,
        "summary": SUMMARY,
        "reason": _("the reason chosen"),
        "text": _("what the coordinator wrote to the asker"),
        "date": _("the last day for an appeal"),
    },
)
ANSWERED = LetterText(
    "answered",
    _("To the asker: answered"),
    _("Your question %(code)s was answered"),
    (
        _("%(unit)s answered your question %(code)s:"),
        _("%(answer)s"),
        _(
            "Thank you for asking. Until %(date)s you may rate the answer, or dispute it with your reason; without a"
            " word from you the question is then closed."
        ),
    ),
    {
        "code": CODE,
        "unit": UNIT,
        "answer": _("the answer in short"),
        "date": _("the last day to rate or dispute the answer"),
    },
)
TEXTS = (RECEIPT, ADMITTED, REJECTED, ANSWERED)


def receipt(*, to: str, name: str, code: str, event_title: str, token: str, ask: Ask) -> Letter:
    """Confirms a question that was just received; the link is the asker's own."""
    return write(
        RECEIPT,
        to,
        # The “…” stands for words of a stranger that hold a link.
        {"code": code, "event": event_title, "summary": "…" if LINK.search(ask.summary) else ask.summary},
        name="" if LINK.search(name) else name,
        links=[(OWN_PAGE, f"/track/{token}")],
        language=ask.language,
        key=f"receipt {code}",
    )


def admitted(*, to: str, name: str, code: str, summary: str, language: str, key: str) -> Letter:
    """`key` is of this very decision: a question looked at again is admitted, and told of, once more."""
    return write(
        ADMITTED,
        to,
        {"code": code, "summary": summary},
        name=name,
        links=[(LOOK_UP, "/lookup")],
        language=language,
        key=f"admitted {key}",
    )


def rejected(
    *,
    to: str,
    name: str,
    code: str,
    summary: str,
    language: str,
    key: str,
    reason: Rejection,
    text: str,
    until: date | None = None,
    track: str = "",
) -> Letter:
    """`track` is the path of the asker's secret link, by which one appeals until the day `until`."""
    with speaking(language):
        reason_name = str(REJECTION_NAMES[reason])
    return write(
        REJECTED,
        to,
        {
            "code": code,
            "summary": summary,
            "reason": reason_name,
            "text": text,
            "date": show_date(until) if until else "",
        },
        name=name,
        links=[*([(OWN_PAGE, track)] if track else []), (LOOK_UP, "/lookup")],
        language=language,
        key=f"rejected {key}",
    )


def key_of_answer(code: str, turn: int = 0) -> str:
    """The key of the one letter that brings a question's answer; `turn` is its number among answers anew."""
    return f"answered {code} {turn}" if turn else f"answered {code}"


def answered(
    *,
    to: str,
    name: str,
    code: str,
    unit: str,
    answer: str,
    language: str,
    until: date | None = None,
    opinion: str = "",
    turn: int = 0,
) -> Letter:
    """`opinion` is the signed path by which the asker rates or disputes the answer until the day `until`."""
    own = [(_("Rate or dispute the answer (this link is yours alone)"), opinion)] if opinion else []
    return write(
        ANSWERED,
        to,
        {"code": code, "unit": unit, "answer": answer, "date": show_date(until) if until else ""},
        name=name,
        links=[*own, (_("Read it on the portal"), f"/questions/{code}"), (LOOK_UP, "/lookup")],
        language=language,
        key=key_of_answer(code, turn),
    )
