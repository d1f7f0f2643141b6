"""The forms of the answer desk: the draft, the leader's yes or no, a remark. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.draft import Draft, DraftPromise
from questions.commitments.states import DueWording
from questions.desk_forms import REASON_MOST, Form
from questions.forms import spoken_code
from questions.values import Outcome

SUMMARY_MOST, BODY_MOST, BASIS_MOST = 200, 20_000, 3000
LABELS: dict[str, Sentence] = {
    "summary": _("The answer in short"),
    "body": _("The answer"),
    "legal_basis": _("Legal basis"),
    "outcome": _("What comes of it"),
    "document_number": _("Number of the document"),
    "comment": _("Comment"),
    "reason": _("Reason"),
    "signer_title": _("Title of the signer"),
    "refers_to": _("Points to the answer of"),
    "publish_at": _("Day and time"),
    "override": _("Why it is sent as it is"),
    "promise_words": _("What will be done"),
    "promise_owner": _("Unit that will do it"),
    "promise_product": _("To be on the table"),
    "due_wording": _("Due"),
    "due_day": _("Day"),
    "due_days": _("Working days"),
    "day_of_month": _("Day of the month"),
}


@dataclass(frozen=True)
class DraftForm(Form):
    """`version` is the one that the writer had before the eyes, 0 for none; `is_finished` asks for approval too.

    `override` is why it is sent although the non-answer check found something.
    """

    draft: Draft = field(default_factory=lambda: Draft("", ""))
    version: int = 0
    is_finished: bool = False
    override: str = ""

    @classmethod
    def read(cls, posted: Posted, unit_ids: Collection[int] = ()) -> "DraftForm":
        reader = Reader(posted)
        is_finished = reader.choice("then", ("save", "review"), required=False) == "review"
        outcome = reader.choice("outcome", tuple(Outcome), required=is_finished)
        draft = Draft(
            summary=reader.line("summary", required=is_finished, most=SUMMARY_MOST),
            body=reader.text("body", required=True, most=BODY_MOST, why=_("The answer is empty.")),
            legal_basis=reader.text("legal_basis", most=BASIS_MOST),
            outcome=Outcome(outcome) if outcome else None,
            document_number=reader.line("document_number", most=60),
            refers_to=spoken_code(reader.line("refers_to", most=20)),
            promise=_promise(reader, unit_ids, is_meant=outcome == Outcome.WILL_BE_DONE),
        )
        return cls(
            draft=draft,
            version=reader.number("version") or 0,
            is_finished=is_finished,
            override=reader.text("override", most=REASON_MOST),
            problems=reader.problems,
            typed=reader.typed,
        )


def _promise(reader: Reader, unit_ids: Collection[int], *, is_meant: bool) -> DraftPromise:
    """As far as it is typed; what is missing is asked for when the answer is sent for approval."""
    words = reader.text("promise_words", most=2000)
    owner = reader.choice("promise_owner", [str(unit_id) for unit_id in unit_ids], required=False)
    product = reader.line("promise_product", most=500)
    wording = reader.choice("due_wording", tuple(DueWording), required=False)
    day = reader.day("due_day")
    days = reader.number("due_days", least=1, most=500)
    day_of_month = reader.number("day_of_month", least=1, most=28)
    if not is_meant:
        return DraftPromise()
    return DraftPromise(
        words, int(owner) if owner else None, product, DueWording(wording) if wording else None, day, days, day_of_month
    )


@dataclass(frozen=True)
class ApproveForm(Form):
    """`version` is the text that the leader read; another one is not approved."""

    reason: str = ""
    signer_title: str = ""
    version: int = 0
    # What was knowingly left in the text: its print.
    left_in: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "ApproveForm":
        reader = Reader(posted)
        return cls(
            reason=reader.text("reason", most=REASON_MOST),
            signer_title=reader.line("signer_title", most=200),
            version=reader.number("version") or 0,
            left_in=reader.line("left_in"),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class ScheduleForm(Form):
    """`version` is the text that the coordinator read; `publish_at` a moment in Vietnam."""

    publish_at: datetime | None = None
    version: int = 0

    @classmethod
    def read(cls, posted: Posted) -> "ScheduleForm":
        reader = Reader(posted)
        publish_at = reader.moment("publish_at", required=True)
        return cls(
            publish_at=publish_at.astimezone(UTC) if publish_at else None,
            version=reader.number("version") or 0,
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class CommentForm(Form):
    comment: str = ""
    version: int = 0

    @classmethod
    def read(cls, posted: Posted) -> "CommentForm":
        reader = Reader(posted)
        return cls(
            comment=reader.text("comment", required=True, most=REASON_MOST, why=_("Please write the comment.")),
            version=reader.number("version") or 0,
            problems=reader.problems,
            typed=reader.typed,
        )
