"""The form of the one-time link, and that of sending one. Pure."""

from dataclasses import dataclass, field

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.answers.draft import Draft
from questions.answers.forms import BASIS_MOST, BODY_MOST, SUMMARY_MOST
from questions.answers.forms import LABELS as ANSWER_LABELS
from questions.desk_forms import NOTE_MOST, Form
from questions.values import Outcome

LABELS: dict[str, Sentence] = {
    **{name: ANSWER_LABELS[name] for name in ("summary", "body", "legal_basis", "outcome", "document_number")},
    "who": _("Your name and position"),
    "files": _("Attach files"),
    "words": _("Words to the unit"),
}


@dataclass(frozen=True)
class ReplyForm(Form):
    draft: Draft = field(default_factory=lambda: Draft("", ""))
    who: str = ""
    # Ids of files of a returned answer that are taken off it.
    removed: frozenset[int] = frozenset()
    # The version of the answer that was shown, 0 for none; None from a form that keeps none.
    version: int | None = None

    @classmethod
    def read(cls, posted: Posted) -> "ReplyForm":
        reader = Reader(posted)
        outcome = reader.choice("outcome", tuple(Outcome))
        draft = Draft(
            summary=reader.line("summary", required=True, most=SUMMARY_MOST),
            body=reader.text("body", required=True, most=BODY_MOST, why=_("The answer is empty.")),
            legal_basis=reader.text("legal_basis", most=BASIS_MOST),
            outcome=Outcome(outcome) if outcome else None,
            document_number=reader.line("document_number", most=60),
        )
        who = reader.line("who", required=True, most=150)
        removed = frozenset(int(each) for each in posted.get("removed", []) if each.isdecimal() and len(each) < 10)
        version = reader.number("version")
        return cls(draft=draft, who=who, removed=removed, version=version, problems=reader.problems, typed=reader.typed)


@dataclass(frozen=True)
class LinkForm(Form):
    words: str = ""

    @classmethod
    def read(cls, posted: Posted) -> "LinkForm":
        reader = Reader(posted)
        return cls(words=reader.text("words", most=NOTE_MOST), problems=reader.problems, typed=reader.typed)
