"""The letter to a unit whose answers cite a document that was replaced. Pure."""

from datetime import date

from app.formats import show_date
from app.i18n import Sentence as _
from app.post.letter import Letter
from app.post.texts import LetterText, write

REPLACED = LetterText(
    "document_replaced",
    _("To a unit: a document that its answers cite was replaced"),
    _("Answers of your unit cite a replaced document"),
    (
        _("This document was replaced by %(successor)s from %(date)s on:"),
        _("“%(document)s”"),
        _("Published answers of your unit that cite it: %(count)s. Their public pages say so from that day on."),
        _("Please look at each: correct it, or note that it still holds."),
    ),
    {
        "document": _("the replaced document"),
        "successor": _("what replaced it"),
        "date": _("the day from which it is replaced"),
        "count": _("how many answers cite it"),
    },
)
TEXTS = (REPLACED,)


def replaced(
    *,
    to: str,
    name: str,
    document: str,
    replaced_by: str,
    replaced_from: date,
    answers: int,
    language: str,
    key: str,
) -> Letter:
    values = {
        "document": document,
        "successor": replaced_by,
        "date": show_date(replaced_from),
        "count": str(answers),
    }
    links = [(_("The answers of your unit"), "/desk/questions?work=outdated")]
    return write(REPLACED, to, values, name=name, links=links, language=language, key=key)
