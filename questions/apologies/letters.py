"""The letter of apology, and the letter that asks a leader to send it. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, LOOK_UP, SUMMARY, UNIT

MISSED, NEW_DATE = _("the day the answer was due"), _("the new date")
APOLOGY = LetterText(
    "apology",
    _("To the asker: apology and new date"),
    _("Apology, and a new date for the answer to your question %(code)s"),
    (
        _("%(unit)s is sorry: your question %(code)s should have been answered by %(missed)s, and it is not."),
        _("“%(summary)s”"),
        _("The reason: %(reason)s"),
        _("%(unit)s will answer you by %(new_date)s at the latest."),
        _("We ask for your understanding, and thank you for your patience."),
    ),
    {
        "code": CODE,
        "unit": UNIT,
        "missed": MISSED,
        "summary": SUMMARY,
        "reason": _("the reason that everyone reads"),
        "new_date": NEW_DATE,
    },
)
DRAFTED = LetterText(
    "apology_drafted",
    _("To the leader: a letter of apology is drafted"),
    _("Please send the letter of apology for %(code)s by %(send_by)s"),
    (
        _("The question %(code)s was to be answered by %(missed)s and is not answered."),
        _("“%(summary)s”"),
        _("A letter of apology with a reason and a new date is drafted. Please look it over, and send it by %(send_by)s"
          " unless the answer comes before."),
    ),
    {"code": CODE, "missed": MISSED, "summary": SUMMARY, "send_by": _("the last day for sending it")},
)  # fmt: skip
TEXTS = (APOLOGY, DRAFTED)


def apology(
    *,
    to: str,
    name: str,
    code: str,
    summary: str,
    unit: str,
    missed_on: date,
    reason: str,
    new_date: date,
    signed: str,
    language: str,
) -> Letter:
    """`signed` is title, name and unit of who apologises, a line each."""
    values = {"code": code, "unit": unit, "missed": show_date(missed_on), "summary": summary, "reason": reason}
    return write(
        APOLOGY,
        to,
        values | {"new_date": show_date(new_date)},
        name=name,
        links=[(LOOK_UP, "/lookup")],
        signed=signed,
        language=language,
        key=f"apology {code} {missed_on}",
    )


def drafted(
    *, to: str, name: str, code: str, summary: str, missed_on: date, send_by: date, language: str, key: str
) -> Letter:
    values = {"code": code, "missed": show_date(missed_on), "summary": summary, "send_by": show_date(send_by)}
    links = [(_("Look it over and send it"), f"/desk/questions/{code}/apology")]
    return write(DRAFTED, to, values, name=name, links=links, language=language, key=key, by_day=True)
