"""The forms about the clock of a question. Pure."""

from dataclasses import dataclass, field
from datetime import date

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _

REASON_MOST, WORDS_MOST = 1000, 4000
LABELS: dict[str, Sentence] = {
    "reason": _("Reason"),
    "new_date": _("New due date"),
    "words": _("First answer"),
    "grants": _("Decision"),
}
GRANT, REFUSE = "grant", "refuse"


@dataclass(frozen=True)
class ClockForm:
    """What is typed about a clock; the asker reads `reason`, and `words` of a first answer."""

    reason: str = ""
    new_date: date | None = None
    grants: bool = False
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    # The id of the request that was read, "" from a form that does not say.
    asked: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "ClockForm":
        """Why the clock is stopped, or runs again."""
        reader = Reader(posted)
        reason = _reason(reader)
        return cls(reason, problems=reader.problems, typed=reader.typed)

    @classmethod
    def read_later(cls, posted: Posted) -> "ClockForm":
        """A later date with the reason for it."""
        reader = Reader(posted)
        new_date, reason = reader.day("new_date", required=True), _reason(reader)
        return cls(reason, new_date, problems=reader.problems, typed=reader.typed)

    @classmethod
    def read_held(cls, posted: Posted) -> "ClockForm":
        """A first answer with the date of the whole one."""
        reader = Reader(posted)
        words = reader.text("words", required=True, most=WORDS_MOST)
        new_date = reader.day("new_date", required=True)
        return cls(words, new_date, problems=reader.problems, typed=reader.typed)

    @classmethod
    def read_decision(cls, posted: Posted) -> "ClockForm":
        """Yes or no to what was asked, with the reason."""
        reader = Reader(posted)
        grants = reader.choice("grants", (GRANT, REFUSE)) == GRANT
        reason, asked = _reason(reader), reader.line("version")
        return cls(reason, grants=grants, problems=reader.problems, typed=reader.typed, asked=asked)


def _reason(reader: Reader) -> str:
    return reader.text("reason", required=True, most=REASON_MOST, why=_("Please give the reason."))
