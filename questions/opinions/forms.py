"""What the asker sends after an answer, and what a coordinator rules. Pure."""

from dataclasses import dataclass

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.desk_forms import REASON_MOST, Form
from questions.values import GRADE_NAMES, NoteKind, Reply, Ruling

LABELS: dict[str, Sentence] = {
    "result": _("What came of it"),
    "attitude": _("How you were treated"),
    "reason": _("Reason"),
    "ruling": _("Decision"),
    "reply": _("Reply"),
    "kind": _("What it is"),
    "words": _("Words to the unit"),
    "body": _("What the oversight has to say"),
    "correction": _("The correction"),
    "document_number": _("Number of the document"),
    "signer_title": _("Title of the signer"),
}
GRADES = tuple(str(grade) for grade in GRADE_NAMES)


@dataclass(frozen=True)
class RatingForm(Form):
    result: int = 0
    attitude: int = 0

    @classmethod
    def read(cls, posted: Posted) -> "RatingForm":
        reader = Reader(posted)
        result, attitude = reader.choice("result", GRADES), reader.choice("attitude", GRADES)
        return cls(result=int(result or 0), attitude=int(attitude or 0), problems=reader.problems, typed=reader.typed)


@dataclass(frozen=True)
class DisputeForm(Form):
    reason: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "DisputeForm":
        reader = Reader(posted)
        why = _("Please say why the answer does not settle the matter.")
        return cls(
            reason=reader.text("reason", required=True, most=REASON_MOST, why=why),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class RulingForm(Form):
    ruling: Ruling | None = None
    reason: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "RulingForm":
        reader = Reader(posted)
        ruling = reader.choice("ruling", tuple(Ruling))
        return cls(
            ruling=Ruling(ruling) if ruling else None,
            reason=reader.text("reason", required=True, most=REASON_MOST, why=_("Please give the reason.")),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class WordsForm(Form):
    """Words to a unit that is urged on."""

    words: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "WordsForm":
        reader = Reader(posted)
        words = reader.text("words", required=True, most=REASON_MOST)
        return cls(words=words, problems=reader.problems, typed=reader.typed)


@dataclass(frozen=True)
class OversightForm(Form):
    kind: NoteKind = NoteKind.COMMENT
    body: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "OversightForm":
        reader = Reader(posted)
        kind = reader.choice("kind", tuple(NoteKind))
        return cls(
            kind=NoteKind(kind) if kind else NoteKind.COMMENT,
            body=reader.text("body", required=True, most=REASON_MOST),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class ReplyForm(Form):
    reply: Reply | None = None
    reason: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "ReplyForm":
        reader = Reader(posted)
        reply = reader.choice("reply", tuple(Reply))
        return cls(
            reply=Reply(reply) if reply else None,
            reason=reader.text("reason", required=True, most=REASON_MOST, why=_("Please give the reason.")),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class CorrectionForm(Form):
    """What a unit writes to correct its answer."""

    body: str = ""
    reason: str = ""
    document_number: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "CorrectionForm":
        reader = Reader(posted)
        return cls(
            body=reader.text("correction", required=True, most=20_000),
            reason=reader.text("reason", required=True, most=REASON_MOST, why=_("Please give the reason.")),
            document_number=reader.line("document_number", most=60),
            problems=reader.problems,
            typed=reader.typed,
        )


@dataclass(frozen=True)
class CorrectionRulingForm(Form):
    """The leader's yes or no; a no needs its reason."""

    is_approved: bool = False
    reason: str = ""
    signer_title: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "CorrectionRulingForm":
        reader = Reader(posted)
        is_approved = reader.choice("then", ("approve", "return")) == "approve"
        return cls(
            is_approved=is_approved,
            reason=reader.text("reason", required=not is_approved, most=REASON_MOST, why=_("Please give the reason.")),
            signer_title=reader.line("signer_title", most=200),
            problems=reader.problems,
            typed=reader.typed,
        )
