"""The forms of the register: a replaced document, a mark taken back, an answer looked at again. Pure."""

from dataclasses import dataclass
from datetime import date

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.desk_forms import NOTE_MOST, Form

LABELS: dict[str, Sentence] = {
    "names": _("The replaced document"),
    "replaced_by": _("Replaced by"),
    "replaced_from": _("From the day on"),
    "note": _("Note"),
    "reason": _("Reason"),
    "words": _("What you found"),
}


@dataclass(frozen=True)
class ReplacedForm(Form):
    names: str = ""
    replaced_by: str = ""
    replaced_from: date | None = None
    note: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "ReplacedForm":
        reader = Reader(posted)
        return cls(
            names=reader.text("names", required=True, most=2000, why=_("Please name the document.")),
            replaced_by=reader.line("replaced_by", required=True, most=300),
            replaced_from=reader.day("replaced_from", required=True),
            note=reader.text("note", most=NOTE_MOST),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class ReviewForm(Form):
    words: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "ReviewForm":
        reader = Reader(posted)
        return cls(
            words=reader.text("words", required=True, most=NOTE_MOST, why=_("Please write what you found.")),
            problems=reader.problems,
            typed=reader.typed,
        )
