"""The form that names the newer answer. Pure."""

from dataclasses import dataclass

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.desk_forms import NOTE_MOST, Form
from questions.forms import spoken_code

LABELS: dict[str, Sentence] = {"newer": _("Code of the newer question"), "reason": _("Reason")}


@dataclass(frozen=True)
class NewerForm(Form):
    newer: str = ""
    reason: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "NewerForm":
        reader = Reader(posted)
        return cls(
            newer=spoken_code(reader.line("newer", required=True, most=20)),
            reason=reader.text("reason", required=True, most=NOTE_MOST, why=_("Please give the reason.")),
            problems=reader.problems,
            typed=reader.typed,
        )
