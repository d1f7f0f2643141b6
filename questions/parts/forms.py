"""The forms about parts: asking for one, writing it, and what is said about it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.forms import BODY_MOST
from questions.desk_forms import REASON_MOST, Form
from questions.values import Decline, offered_declines

LABELS: dict[str, Sentence] = {
    "unit": _("Which unit"),
    "words": _("What you need from it"),
    "due_on": _("By which day"),
    "body": _("The part"),
    "comment": _("What should change"),
    "reason": _("Reason"),
    "why": _("Reason"),
    "explanation": _("Explanation"),
}


@dataclass(frozen=True)
class AskPartForm(Form):
    unit_id: int = 0
    words: str = ""
    due_on: date | None = None

    @classmethod
    def read(cls, posted: Posted, unit_ids: Collection[int]) -> "AskPartForm":
        reader = Reader(posted)
        unit = reader.choice("unit", [str(unit_id) for unit_id in unit_ids])
        return cls(
            unit_id=int(unit) if unit else 0,
            words=reader.text("words", required=True, most=REASON_MOST),
            due_on=reader.day("due_on", required=True),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class PartForm(Form):
    """`version` is the one before the writer's eyes; `is_finished` asks for approval too."""

    body: str = ""
    version: int = 0
    is_finished: bool = False

    @classmethod
    def read(cls, posted: Posted) -> "PartForm":
        reader = Reader(posted)
        return cls(
            is_finished=reader.choice("then", ("save", "review"), required=False) == "review",
            body=reader.text("body", required=True, most=BODY_MOST, why=_("Please write the part.")),
            version=reader.number("version") or 0,
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class RulingForm(Form):
    """What a leader, or the lead unit, says of a part: a comment to return it, or a reason."""

    comment: str = ""
    reason: str = ""
    why: str = ""
    version: int = 0
    due_on: date | None = None

    @classmethod
    def read(cls, posted: Posted, *, needs: str = "", has_day: bool = False) -> "RulingForm":
        reader = Reader(posted)
        return cls(
            comment=reader.text("comment", required=needs == "comment", most=REASON_MOST),
            reason=reader.text("reason", most=REASON_MOST),
            why=reader.text("why", required=needs == "why", most=REASON_MOST),
            version=reader.number("version") or 0,
            due_on=reader.day("due_on", required=True) if has_day else None,
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class DeclinePartForm(Form):
    reason: Decline = Decline.OTHER_AGENCY
    explanation: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "DeclinePartForm":
        reader = Reader(posted)
        reason = reader.choice("reason", offered_declines())
        return cls(
            reason=Decline(reason) if reason else Decline.OTHER_AGENCY,
            explanation=reader.text("explanation", required=True, most=REASON_MOST),
            problems=reader.problems,
            typed=reader.typed,
        )
