"""The forms about a letter that has not left. Pure."""

from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _

SUBJECT_MOST, BODY_MOST, REASON_MOST = 300, 20_000, 1000
LABELS: dict[str, Sentence] = {"subject": _("Subject"), "body": _("The letter"), "reason": _("Reason")}


@dataclass(frozen=True)
class LetterForm:
    """Other words for a letter (`version` is how often it had been reworded before), or why it is dropped."""

    subject: str = ""
    body: str = ""
    version: int = 0
    reason: str = ""
    problems: dict[str, Sentence] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Posted) -> "LetterForm":
        reader = Reader(posted)
        subject = reader.line("subject", required=True, most=SUBJECT_MOST)
        body = reader.text("body", required=True, most=BODY_MOST)
        version = reader.number("version") or 0
        return cls(subject, body, version, problems=reader.problems, typed=reader.typed)

    @classmethod
    def read_drop(cls, posted: Posted) -> "LetterForm":
        reader = Reader(posted)
        why = _("Please give the reason.")
        reason = reader.text("reason", required=True, most=REASON_MOST, why=why)
        return cls(reason=reason, problems=reader.problems, typed=reader.typed)
