"""The forms of the answer desk: the draft, the leader's yes or no, a remark. Pure."""

from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.draft import Draft
from questions.desk_forms import REASON_MOST, Form
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
}


@dataclass(frozen=True)
class DraftForm(Form):
    """`version` is the one that the writer had before the eyes, 0 for none; `is_finished` asks for approval too."""

    draft: Draft = field(default_factory=lambda: Draft("", ""))
    version: int = 0
    is_finished: bool = False

    @classmethod
    def read(cls, posted: Posted) -> "DraftForm":
        reader = Reader(posted)
        is_finished = reader.choice("then", ("save", "review"), required=False) == "review"
        outcome = reader.choice("outcome", tuple(Outcome), required=is_finished)
        draft = Draft(
            summary=reader.line("summary", required=is_finished, most=SUMMARY_MOST),
            body=reader.text("body", required=True, most=BODY_MOST, why=_("The answer is empty.")),
            legal_basis=reader.text("legal_basis", most=BASIS_MOST),
            outcome=Outcome(outcome) if outcome else None,
            document_number=reader.line("document_number", most=60),
        )
        return cls(
            draft=draft,
            version=reader.number("version") or 0,
            is_finished=is_finished,
            problems=reader.problems,
            typed=reader.typed,
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
