"""Forms of commitments: the words as said, progress, evidence. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.commitments.due import Due
from questions.commitments.states import CommitmentAct, DueWording


@dataclass(frozen=True)
class PromiseForm:
    """A promise as the secretary typed it; `due` is None while something is missing."""

    typed: Mapping[str, str]
    problems: dict[str, Sentence]
    words: str
    promised_by: str
    owner_id: int | None
    product: str
    helpers: str
    question_code: str
    due: Due | None
    happened_at: datetime | None


def read_promise(posted: Posted, *, at: datetime) -> PromiseForm:
    form = Reader(posted)
    words = form.text("words", required=True, most=2000)
    promised_by = form.line("promised_by", required=True, most=200)
    owner_id = form.number("owner", required=True, least=1)
    product = form.line("product", required=True, most=500)
    helpers = form.line("helpers", most=300)
    question_code = form.line("promise_question", most=20)
    due = _read_due(form)
    happened_at = form.past_moment("promise_at", at)
    return PromiseForm(
        form.typed,
        form.problems,
        words,
        promised_by,
        owner_id,
        product,
        helpers,
        question_code,
        due,
        happened_at,
    )


def _read_due(form: Reader) -> Due | None:
    chosen = form.choice("due_wording", [wording.value for wording in DueWording])
    day = form.day("due_day")
    days = form.number("due_days", least=1, most=500)
    day_of_month = form.number("day_of_month", least=1, most=28)
    if not chosen:
        return None
    wording = DueWording(chosen)
    due = Due(
        wording,
        day=day if wording in (DueWording.BEFORE, DueWording.BY) else None,
        days=days if wording is DueWording.WITHIN else None,
        day_of_month=day_of_month if wording is DueWording.MONTHLY else None,
    )
    problem = due.problem()
    if problem is not None:
        fields = {DueWording.WITHIN: "due_days", DueWording.MONTHLY: "day_of_month"}
        form.problem(fields.get(wording, "due_day"), problem)
        return None
    return due


@dataclass(frozen=True)
class WordsForm:
    """A note: progress, a claim with its evidence, a verdict."""

    typed: Mapping[str, str]
    problems: dict[str, Sentence]
    body: str
    evidence: str
    words: str = ""
    day: date | None = None
    owner_id: int | None = None
    # The print of the promise that was read before confirming it.
    seen: str = ""
    # That of the owner and the dates, before deciding about them.
    dates: str = ""


# What each act needs beside the words of its note.
NEEDS: dict[str, frozenset[str]] = {
    CommitmentAct.CLAIM: frozenset({"evidence"}),
    CommitmentAct.REOPEN: frozenset({"evidence"}),
    CommitmentAct.REWORD: frozenset({"words"}),
    CommitmentAct.RESUME: frozenset({"day"}),
    CommitmentAct.ASK_DATE: frozenset({"day"}),
    CommitmentAct.REASSIGN: frozenset({"owner"}),
}


def read_act(posted: Posted, act: str, *, has_files: bool = False) -> WordsForm:
    """What an act of a commitment needs; a file is evidence enough for a claim."""
    form, needs = Reader(posted), NEEDS.get(act, frozenset())
    why = _("Please give a document number, a link or a file.")
    needs_evidence = "evidence" in needs and not (has_files and act == CommitmentAct.CLAIM)
    return WordsForm(
        form.typed,
        form.problems,
        body=form.text("body", required=act not in WITHOUT_WORDS, most=5000),
        evidence=form.text("evidence", required=needs_evidence, most=2000, why=why),
        words=form.text("words", required="words" in needs, most=2000),
        day=form.day("day", required="day" in needs),
        owner_id=form.number("owner", required="owner" in needs, least=1),
        seen=form.line("seen"),
        dates=form.line("version"),
    )


WITHOUT_WORDS = frozenset({CommitmentAct.CONFIRM, CommitmentAct.VERIFY, CommitmentAct.VERIFY_PERIOD})
