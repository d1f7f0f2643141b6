"""The letter with the link by which a unit without accounts answers. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write
from questions.letters import CODE, SUMMARY

LINK = LetterText(
    "one_time_link",
    _("To a unit without accounts: answer by a one-time link"),
    _("Please answer the question %(code)s"),
    (
        _("Your unit is asked to answer the question %(code)s:"),
        _("“%(summary)s”"),
        _("%(words)s"),
        _("The link below opens it, without an account, until %(date)s. It takes one answer and then works no more."),
        _("Please give it only to whoever answers for your unit."),
    ),
    {
        "code": CODE,
        "summary": SUMMARY,
        "words": _("what the coordinator wrote to the unit"),
        "date": _("the last day on which the link works"),
    },
)
TEXTS = (LINK,)


def one_time_link(
    *, to: str, name: str, code: str, summary: str, words: str, until: date, path: str, key: str
) -> Letter:
    values = {"code": code, "summary": summary, "words": words, "date": show_date(until)}
    return write(LINK, to, values, name=name, links=[(_("Answer it (once)"), path)], language="vi", key=key)
