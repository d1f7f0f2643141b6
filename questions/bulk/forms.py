"""The one form of an act on many questions. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.bulk.wanted import Bulk, Wanted
from questions.clocks.starting import Weight
from questions.desk_forms import NOTE_MOST, REASON_MOST, Form

LABELS: dict[str, Sentence] = {
    "unit": _("Lead unit"),
    "weight": _("How much work it is"),
    "note": _("Note"),
    "new_date": _("The new due date"),
    "reason": _("Reason"),
    "words": _("Your words to the unit"),
}


@dataclass(frozen=True)
class BulkForm(Form):
    wanted: Wanted = field(default_factory=Wanted)

    @classmethod
    def read(cls, posted: Posted, act: Bulk, unit_ids: Collection[int]) -> "BulkForm":
        reader, wanted = Reader(posted), Wanted()
        match act:
            case Bulk.ASSIGN:
                unit = reader.choice("unit", [str(unit_id) for unit_id in unit_ids])
                weight = reader.choice("weight", tuple(Weight))
                wanted = Wanted(
                    unit_id=int(unit) if unit else 0,
                    weight=Weight(weight) if weight else Weight.PLAIN,
                    note=reader.text("note", most=NOTE_MOST),
                )
            case Bulk.DUE:
                day = reader.day("new_date", required=True)
                wanted = Wanted(new_date=day, reason=reader.text("reason", required=True, most=REASON_MOST))
            case Bulk.REMIND:
                wanted = Wanted(words=reader.text("words", required=True, most=REASON_MOST))
            case Bulk.PUBLISH:
                wanted = Wanted(versions=_versions(posted))
        return cls(wanted=wanted, problems=reader.problems, typed=reader.typed)


def _versions(posted: Posted) -> dict[str, int]:
    """The versions that were read, from fields like "version CH-2026-0001"."""
    found = {}
    for name, values in posted.items():
        value = values[-1] if values else ""
        if name.startswith("version ") and value.isascii() and value.isdigit() and len(value) < 10:
            found[name.removeprefix("version ")] = int(value)
    return found
