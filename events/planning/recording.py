"""Who was there: lines of the attendance list."""

from collections.abc import Sequence
from datetime import datetime

from app import journal
from app.access import Viewer
from app.database import Insert, atomic
from app.errors import Conflict, NotAllowed, NotFound
from app.i18n import Sentence as _
from events.planning.parts import AttendanceLine
from events.planning.policy import EventFacts, coordinates, keeps_record, why_not_record
from events.planning.tables import Attendance

ADD = Insert(Attendance, "event", "part", "name", "organisation", "heads", "is_present", "recorded_at")


@atomic
async def record_attendance(
    event: EventFacts, lines: Sequence[AttendanceLine], *, by: Viewer, at: datetime
) -> list[int]:
    """Write lines down; their ids. A line with the same part, name and organisation is replaced."""
    _permit(by, event)
    for line in lines:
        await Attendance.delete().where(
            Attendance.event == event.id,
            Attendance.part == line.part,
            Attendance.name == line.name,
            Attendance.organisation == line.organisation,
        )
    ids = await ADD.many(
        [(event.id, line.part, line.name, line.organisation, line.heads, line.is_present, at) for line in lines]
    )
    await journal.record(
        "event.attendance",
        by=by,
        at=at,
        about=("event", event.id),
        unit_id=event.organiser_id,
        after={"lines": [[line.part, line.name, line.organisation, line.heads, line.is_present] for line in lines]},
    )
    return ids


@atomic
async def remove_attendance(event: EventFacts, line_id: int, *, by: Viewer, at: datetime) -> None:
    """Strike a line written by mistake; raises NotFound when it is not of this forum."""
    _permit(by, event)
    removed = (
        await Attendance.delete()
        .where(Attendance.id == line_id, Attendance.event == event.id)
        .returning(Attendance.part, Attendance.name, Attendance.organisation, Attendance.heads)
    )
    if not removed:
        raise NotFound(_("This line is no longer in the list."))
    await journal.record(
        "event.attendance",
        by=by,
        at=at,
        about=("event", event.id),
        unit_id=event.organiser_id,
        before={"lines": [list(line.values()) for line in removed]},
    )


def _permit(by: Viewer, event: EventFacts) -> None:
    if refusal := why_not_record(by, event):
        if coordinates(by, event) or keeps_record(by, event):
            raise Conflict(refusal)
        raise NotAllowed(refusal)
