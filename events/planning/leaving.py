"""Chairs and secretaries of coming forums, when the person leaves the office."""

from datetime import datetime

from app import journal
from app.access import Role, Viewer
from app.database import Statement
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.leaving import HandOver
from app.people.roles import ROLE_NAMES
from events.planning.states import EventState

# What has been held keeps its officers: minutes print them as they were.
COMING = (EventState.DRAFT, EventState.ANNOUNCED, EventState.COLLECTING, EventState.PREPARING, EventState.POSTPONED)
HELD = Statement(
    "SELECT officer.id, officer.role, event.id AS event_id, event.title FROM officer"
    " JOIN event ON event.id = officer.event WHERE officer.person = {}"
    " AND event.state IN ({}, {}, {}, {}, {}) ORDER BY event.starts_at, officer.id LIMIT 200"
)
# Who already has the role there takes nothing over twice.
TAKE_OVER = Statement(
    "UPDATE officer SET person = {}, title = (SELECT title FROM person WHERE id = {}) WHERE id = {}"
    " AND NOT EXISTS (SELECT 1 FROM officer AS other WHERE other.event = officer.event"
    " AND other.role = officer.role AND other.person = {}) RETURNING id"
)
REMOVE = Statement("DELETE FROM officer WHERE id = {}")


async def offices_of(person_id: int) -> list[Sentence]:
    """ "Chair: Cà phê doanh nhân kỳ 9" for each office in a coming forum."""
    return [
        _("%(role)s: %(forum)s", role=ROLE_NAMES[Role(row["role"])], forum=row["title"])
        for row in await HELD.all(person_id, *COMING)
    ]


async def pass_offices_on(person_id: int, successor_id: int, by: Viewer, at: datetime) -> int:
    """Inside the act by which the person leaves; how many offices passed on."""
    held = await HELD.all(person_id, *COMING)
    for row in held:
        if not await TAKE_OVER.one(successor_id, successor_id, row["id"], successor_id):
            await REMOVE.run(row["id"])
        await journal.record(
            "event.officer_replaced",
            by=by,
            at=at,
            about=("event", row["event_id"]),
            before={"person": person_id, "role": row["role"]},
            after={"person": successor_id},
        )
    return len(held)


OFFICES = HandOver(offices_of, pass_offices_on)
