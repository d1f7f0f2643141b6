"""What the room's page shows: the forum, its questions with what was said, who is there, what was promised."""

from dataclasses import dataclass
from datetime import datetime

from app.database import Statement
from app.people.directory import UnitRow
from app.people.units import directory
from events.planning.queries import attendance, event_view
from events.planning.rows import AttendanceRow, EventView
from questions.commitments.queries import CommitmentLine, commitments_of_event
from questions.states import QuestionState

QUESTIONS = Statement(
    "SELECT id, code, public_summary, summary, public_asker, state, lead_unit FROM question"
    " WHERE event = {} AND state IN ('submitted', 'admitted', 'offered', 'in_progress', 'answered')"
    " ORDER BY id LIMIT 500"
)
SAID = Statement(
    "SELECT question, unit, speaker, body, happened_at FROM oral_answer WHERE event = {} ORDER BY id LIMIT 2000"
)


@dataclass(frozen=True)
class Said:
    unit: str
    speaker: str
    body: str
    happened_at: datetime


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
    def heads(self) -> int:
        return sum(row.heads for row in self.attendance if row.is_present)


async def room_view(slug: str) -> RoomView:
    """Reads the room whole; the number of questions to the database does not grow with the forum. Raises NotFound."""
    view = await event_view(slug)
    units = await directory()
    said: dict[int, list[Said]] = {}
    for row in await SAID.all(view.id):
        said.setdefault(row["question"], []).append(
            Said(units.short_name(row["unit"]), row["speaker"], row["body"], row["happened_at"])
        )
    questions = tuple(
        RoomQuestion(
            code=row["code"],
            summary=row["public_summary"] or row["summary"],
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
