"""Forms of the room: who is there, what was answered aloud. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.forms import Posted, Reader
from app.i18n import Sentence
from events.planning.parts import AttendanceLine, AttendancePart


@dataclass(frozen=True)
class AttendanceForm:
    typed: Mapping[str, str]
    problems: dict[str, Sentence]
    line: AttendanceLine | None
    question_code: str


def read_attendance(posted: Posted) -> AttendanceForm:
    form = Reader(posted)
    part = form.choice("part", [part.value for part in AttendancePart])
    name = form.line("attendee", required=True, most=200)
    organisation = form.line("organisation", most=300)
    heads = form.number("heads", least=1, most=100_000)
    question_code = form.line("question", most=20)
    line = None
    if not form.problems:
        line = AttendanceLine(AttendancePart(part), name, organisation, heads or 1)
    return AttendanceForm(form.typed, form.problems, line, question_code)


@dataclass(frozen=True)
class OralForm:
    typed: Mapping[str, str]
    problems: dict[str, Sentence]
    question_code: str
    unit_id: int | None
    speaker: str
    body: str
    happened_at: datetime | None


def read_oral(posted: Posted, *, at: datetime) -> OralForm:
    form = Reader(posted)
    return OralForm(
        question_code=form.line("question", required=True, most=20),
        unit_id=form.number("unit", least=1),
        speaker=form.line("speaker", most=200),
        body=form.text("body", required=True, most=10_000),
        happened_at=form.past_moment("said_at", at),
        typed=form.typed,
        problems=form.problems,
    )


@dataclass(frozen=True)
class MendedForm:
    typed: Mapping[str, str]
    problems: dict[str, Sentence]
    speaker: str
    body: str


def read_mended(posted: Posted) -> MendedForm:
    """An oral answer that is written down anew."""
    form = Reader(posted)
    return MendedForm(
        speaker=form.line("speaker", most=200),
        body=form.text("body", required=True, most=10_000),
        typed=form.typed,
        problems=form.problems,
    )
