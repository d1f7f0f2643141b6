"""The journal of a question in plain words: one line an act. Pure but for the units' names that are passed in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.clock import day_of
from app.formats import show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.queries import Entry
from app.people.directory import Directory
from questions.tellers import TELLERS


@dataclass(frozen=True)
class Told:
    """One act as a line; `detail` is what was written with it."""

    at: datetime
    words: Sentence | str
    detail: str = ""
    is_now: bool = False


# Acts after which another desk has the question.
HANDING_OVER = frozenset(
    {
        "question.submit",
        "question.admit",
        "question.reject",
        "question.ask",
        "question.appeal",
        "question.uphold",
        "question.inform",
        "question.inform_unit",
        "question.offer",
        "question.accept",
        "question.decline",
        "question.name_unit",
        "question.transfer",
        "answer.submit_for_review",
        "answer.return",
        "answer.approve",
        "answer.pass_on",
        "answer.clear",
        "answer.skip_clearance",
        "answer.publish",
        "question.unassign",
        "question.reconsider",
        "question.merge",
        "question.split",
        "answer.recall",
        "question.dispute",
        "question.reopen",
    }
)


def told(entries: Iterable[Entry], units: Directory, *, sees_draft: bool) -> list[Told]:
    """The acts, newest first. What was said about a draft is left out unless `sees_draft`."""
    lines: list[Told] = []
    before: Entry | None = None
    for entry in entries:
        teller = TELLERS.get(entry.act)
        if entry.act in UNTOLD:
            continue
        words, detail = teller(entry, units.as_of(day_of(entry.happened_at))) if teller else (entry.act, entry.reason)
        if entry.act in ABOUT_DRAFTS and not sees_draft:
            detail = ""
        line = Told(entry.happened_at, words, "\n".join(part for part in (detail, _late_entry(entry)) if part))
        if before is not None and _goes_on(before, entry):
            lines[-1] = line
        else:
            lines.append(line)
        before = entry
    if lines:
        lines[-1] = replace(lines[-1], is_now=True)
    return lines[::-1]


# Publishing is told once, through the answer.
UNTOLD = frozenset({"question.answer"})
ABOUT_DRAFTS = frozenset(
    {
        "part.return",
        "answer.submit_for_review",
        "answer.return",
        "answer.approve",
        "answer.pass_on",
        "answer.comment",
        "answer.recall",
    }
)


def since(entries: Iterable[Entry]) -> datetime | None:
    """When the question came to the desk that has it now."""
    moments = [entry.entered_at for entry in entries if entry.act in HANDING_OVER]
    return moments[-1] if moments else None


def _goes_on(before: Entry, entry: Entry) -> bool:
    """One person saving a draft again and again is one line."""
    is_saving = before.act == entry.act and entry.act in ("answer.save_draft", "part.save")
    return is_saving and before.person_id == entry.person_id and before.after.get("unit") == entry.after.get("unit")


def _late_entry(entry: Entry) -> str:
    if entry.entered_at - entry.happened_at < timedelta(minutes=10):
        return ""
    return str(_("Entered at %(moment)s", moment=show_moment(entry.entered_at)))
