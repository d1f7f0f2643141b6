"""Letters about questions. Pure: facts in, a courteous letter out, in the reader's language."""

import re
from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.i18n import speaking
from app.post.letter import Letter, compose
from questions.ask import Ask
from questions.states import REJECTION_NAMES, Rejection

FORM_USED = _("This form was already sent. Please open a new one.")
# Nobody has read the question yet, and the address may be a stranger's: we carry no link of theirs to it.
LINK = re.compile(
    r"https?:|www\.|\.(?:vn|com|net|org|info|biz|top|xyz|shop|site|online|store|club|app|dev|io|me|ly|cc|co|ru|cn|tk)\b",
    re.IGNORECASE,
)
LOOK_UP = _("Follow it here, with this code and your phone number")


def receipt(
    *, to: str, name: str, code: str, event_title: str, token: str, ask: Ask
) -> Letter:
    """Confirms a question that was just received; the link is the asker's own."""
    return compose(
        to,
        _("We received your question %(code)s", code=code),
        [
            _(
                "Thank you. Your question for “%(event)s” was received under the code %(code)s.",
                event=event_title,
                code=code,
            ),
            "" if LINK.search(ask.summary) else f"“{ask.summary}”",
            _(
                "We read it first, then send it to the agency responsible. You will be told of each step."
            ),
        ],
        name="" if LINK.search(name) else name,
        links=[
            (
                _("Follow your question here (this link is yours alone)"),
                f"/track/{token}",
            )
        ],
        language=ask.language,
        key=f"receipt {code}",
    )


def admitted(*, to: str, name: str, code: str, summary: str, language: str) -> Letter:
    return compose(
        to,
        _("Your question %(code)s was accepted", code=code),
        [
            _(
                "Your question %(code)s was accepted and will be sent to the agency responsible.",
                code=code,
            ),
            f"“{summary}”",
        ],
        name=name,
        links=[(LOOK_UP, "/lookup")],
        language=language,
        key=f"admitted {code}",
    )


def rejected(
    *,
    to: str,
    name: str,
    code: str,
    summary: str,
    language: str,
    reason: Rejection,
    text: str,
) -> Letter:
    return compose(
        to,
        _("About your question %(code)s", code=code),
        [
            _("We are sorry that we could not take your question %(code)s.", code=code),
            f"“{summary}”",
            _("The reason: %(reason)s.", reason=REJECTION_NAMES[reason]),
            text,
        ],
        name=name,
        links=[(LOOK_UP, "/lookup")],
        language=language,
        key=f"rejected {code}",
    )


def offered(
    *,
    to: str,
    name: str,
    code: str,
    summary: str,
    due_on: date,
    is_lead: bool,
    language: str,
    key: str,
) -> Letter:
    """Tells a unit that a question was sent to it."""
    with speaking(language):
        date_shown = show_date(due_on)
    words = (
        _(
            "The question %(code)s was sent to your unit, which leads the answer.",
            code=code,
        )
        if is_lead
        else _(
            "The question %(code)s was sent to your unit, which helps the lead unit to answer.",
            code=code,
        )
    )
    return compose(
        to,
        _("Question %(code)s was sent to your unit", code=code),
        [
            words,
            f"“{summary}”",
            _(
                "The answer is due on %(date)s. Please take the question on, or give it back with a reason.",
                date=date_shown,
            ),
        ],
        name=name,
        links=[(_("Open the question"), f"/desk/questions/{code}")],
        language=language,
        key=key,
    )


def declined(
    *, to: str, name: str, code: str, unit: str, reason: str, language: str, key: str
) -> Letter:
    return compose(
        to,
        _("%(unit)s gave question %(code)s back", unit=unit, code=code),
        [
            _(
                "%(unit)s gave the question %(code)s back with this reason:",
                unit=unit,
                code=code,
            ),
            reason,
        ],
        name=name,
        links=[(_("Open the question"), f"/desk/questions/{code}")],
        language=language,
        key=key,
    )


def to_approve(
    *,
    to: str,
    name: str,
    code: str,
    drafter: str,
    summary: str,
    answer_id: int,
    language: str,
    key: str,
) -> Letter:
    """Asks a leader to approve; the link opens one page with everything on it."""
    return compose(
        to,
        _("Please approve the answer to %(code)s", code=code),
        [
            _(
                "%(drafter)s asks you to approve the answer to the question %(code)s:",
                drafter=drafter,
                code=code,
            ),
            f"“{summary}”",
        ],
        name=name,
        links=[(_("Read, approve or return it"), f"/desk/answers/{answer_id}")],
        language=language,
        key=key,
    )


def returned(
    *, to: str, name: str, code: str, by: str, comment: str, language: str, key: str
) -> Letter:
    return compose(
        to,
        _("The answer to %(code)s was returned", code=code),
        [
            _(
                "%(leader)s returned your answer to %(code)s with this comment:",
                leader=by,
                code=code,
            ),
            f"“{comment}”",
        ],
        name=name,
        links=[(_("Open the draft"), f"/desk/questions/{code}/answer")],
        language=language,
        key=key,
    )


def answered(
    *, to: str, name: str, code: str, unit: str, answer: str, language: str
) -> Letter:
    return compose(
        to,
        _("Your question %(code)s was answered", code=code),
        [
            _("%(unit)s answered your question %(code)s:", unit=unit, code=code),
            answer,
            _(
                "Thank you for asking. If the answer does not settle the matter,"
                " please tell the office that held the forum."
            ),
        ],
        name=name,
        links=[
            (_("Read it on the portal"), f"/questions/{code}"),
            (LOOK_UP, "/lookup"),
        ],
        language=language,
        key=f"answered {code}",
    )
