"""The form of a letter of apology. Pure."""

from dataclasses import dataclass, field
from datetime import date

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _

REASON_MOST, TITLE_MOST = 1000, 200
LABELS: dict[str, Sentence] = {
    "reason": _("Reason for being late"),
    "new_date": _("New date for the answer"),
    "signer_title": _("Your title, as it stands under the letter"),
}


@dataclass(frozen=True)
class ApologyForm:
    """What everyone will read, and who signs it."""

    reason: str = ""
    new_date: date | None = None
    signer_title: str = ""
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Posted) -> "ApologyForm":
        reader = Reader(posted)
        reason = reader.text("reason", required=True, most=REASON_MOST, why=_("Please give the reason."))
        new_date = reader.day("new_date", required=True)
        title = reader.text("signer_title", most=TITLE_MOST)
        return cls(reason, new_date, title, reader.problems, reader.typed)
