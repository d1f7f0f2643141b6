"""What the room's page shows: the forum, its questions with what was said, who is there, what was promised."""

from dataclasses import dataclass
from datetime import datetime

from app.database import Statement
from app.people.directory import UnitRow
from app.people.units import directory
from events.planning.parts import PART_NAMES, AttendancePart
from events.planning.queries import attendance, event_view
from events.planning.rows import AgencyRow, AttendanceRow, EventView
from questions.askers.veiling import NOT_YET
from questions.commitments.queries import CommitmentLine, commitments_of_event
from questions.states import ANSWERED_STATES, OPEN_STATES, QuestionState, in_sql

QUESTIONS = Statement(
    "SELECT id, code, public_summary, summary, public_asker, asker_seen_by, state, lead_unit FROM question"  # noqa: S608 - states of the table
    f" WHERE event = {{}} AND reported_unit IS NULL AND state IN ({in_sql(OPEN_STATES | ANSWERED_STATES)})"
    " ORDER BY id LIMIT 500"
)
SAID = Statement(
    "SELECT id, question, unit, speaker, body, happened_at, entered_at FROM oral_answer"
    " WHERE event = {} ORDER BY id LIMIT 2000"
)


@dataclass(frozen=True)
class Said:
    id: int
    unit: str
    speaker: str
    body: str
    happened_at: datetime
    entered_at: datetime


@dataclass(frozen=True)
class RoomQuestion:
    code: str
    summary: str
    asker: str
    state: QuestionState
    unit_id: int | None
    unit: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Latest:
    """What was written down last: a code, or a name of the attendance list."""

    at: datetime
    name: str


@dataclass(frozen=True)
class RoomView:
    event: EventView
    questions: tuple[RoomQuestion, ...]
    attendance: tuple[AttendanceRow, ...]
    commitments: tuple[CommitmentLine, ...]
    units: tuple[UnitRow, ...]

    @property
    def waiting(self) -> tuple[RoomQuestion, ...]:
        """Questions that nobody answered aloud yet."""
        return tuple(question for question in self.questions if not question.said)

    @property
    def answered(self) -> tuple[RoomQuestion, ...]:
        return tuple(question for question in self.questions if question.said)

    @property
    def heads(self) -> int:
        return sum(row.heads for row in self.attendance if row.is_present)

    @property
    def present(self) -> list[tuple[AttendancePart, object, int, list[AttendanceRow]]]:
        """Part, its name, heads and lines, in the order of the minutes; parts without lines are left out."""
        groups = [(part, [row for row in self.attendance if row.part is part]) for part in AttendancePart]
        return [(part, PART_NAMES[part], sum(row.heads for row in rows), rows) for part, rows in groups if rows]

    @property
    def expected(self) -> tuple[AgencyRow, ...]:
        """Invited agencies of which nobody is written down yet."""
        written = [f"{row.name}\n{row.organisation}" for row in self.attendance]

        def has_come(agency: AgencyRow) -> bool:
            names = [name for name in (agency.name, agency.attendee) if name]
            return any(name in line for name in names for line in written)

        return tuple(agency for agency in self.event.agencies if not has_come(agency))

    @property
    def people(self) -> tuple[str, ...]:
        """Names to be offered where somebody spoke or promised: chairs first, then who is written down."""
        names = [officer.name for officer in self.event.chairs]
        names += [row.name for row in self.attendance if row.heads == 1]
        names += [agency.attendee for agency in self.event.agencies if agency.attendee]
        return tuple(dict.fromkeys(names))

    @property
    def latest(self) -> Latest | None:
        written = [Latest(said.entered_at, question.code) for question in self.questions for said in question.said]
        written += [Latest(line.entered_at, line.code) for line in self.commitments]
        written += [Latest(row.recorded_at, row.name) for row in self.attendance]
        return max(written, key=lambda one: one.at, default=None)

    def question(self, code: str) -> RoomQuestion | None:
        return next((question for question in self.questions if question.code == code), None)

    def after(self, code: str) -> RoomQuestion | None:
        """The question to be called next: the first waiting one behind this one, else the first waiting at all."""
        codes = [question.code for question in self.questions]
        place = codes.index(code) if code in codes else -1
        behind = [question for question in self.questions[place + 1 :] if not question.said]
        return next(iter([*behind, *(one for one in self.waiting if one.code != code)]), None)


async def room_view(slug: str) -> RoomView:
    """Reads the room whole; the number of questions to the database does not grow with the forum. Raises NotFound."""
    view = await event_view(slug)
    units = await directory()
    said: dict[int, list[Said]] = {}
    for row in await SAID.all(view.id):
        said.setdefault(row["question"], []).append(
            Said(
                row["id"],
                units.short_name(row["unit"]),
                row["speaker"],
                row["body"],
                row["happened_at"],
                row["entered_at"],
            )
        )
    questions = tuple(
        RoomQuestion(
            code=row["code"],
            summary=row["public_summary"]
            or (str(NOT_YET) if row["asker_seen_by"] == "coordinator" else row["summary"]),
            asker=row["public_asker"],
            state=QuestionState(row["state"]),
            unit_id=row["lead_unit"],
            unit=units.short_name(row["lead_unit"]),
            said=tuple(said.get(row["id"], ())),
        )
        for row in await QUESTIONS.all(view.id)
    )
    return RoomView(
        event=view,
        questions=questions,
        attendance=tuple(await attendance(view.id)),
        commitments=tuple(await commitments_of_event(view.id)),
        units=units.on(view.day),
    )
