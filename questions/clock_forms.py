"""The forms about the clock of a question. Pure."""

from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _

REASON_MOST = 1000
LABELS: dict[str, Sentence] = {"reason": _("Reason")}


@dataclass(frozen=True)
class ClockForm:
    """Why the clock is stopped, or runs again; the asker reads it."""

    reason: str = ""
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Posted) -> "ClockForm":
        reader = Reader(posted)
        reason = reader.text("reason", required=True, most=REASON_MOST, why=_("Please give the reason."))
        return cls(reason, reader.problems, reader.typed)
