"""The forms of moving a question on: which unit, and why. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.desk_forms import REASON_MOST, Form

LABELS: dict[str, Sentence] = {"unit": _("Which unit"), "reason": _("Reason")}


@dataclass(frozen=True)
class UnitForm(Form):
    unit_id: int = 0
    reason: str = ""
    # The unit that led the answer when the form was opened, "" from a form that does not say.
    seen: str = ""

    @classmethod
    def read(cls, posted: Posted, unit_ids: Collection[int]) -> "UnitForm":
        reader = Reader(posted)
        unit = reader.choice("unit", [str(unit_id) for unit_id in unit_ids])
        return cls(
            unit_id=int(unit) if unit else 0,
            reason=reader.text("reason", required=True, most=REASON_MOST, why=_("Please give the reason.")),
            seen=reader.line("version", most=20),
            problems=reader.problems,
            typed=reader.typed,
        )
