"""The session itself and what follows it: minutes issued, results published."""

from datetime import datetime

from app.access import Viewer
from app.database import atomic
from events.planning.changing import move
from events.planning.policy import EventFacts
from events.planning.states import EventAct


@atomic
async def start_session(event: EventFacts, *, by: Viewer, at: datetime) -> EventFacts:
    return await move(EventAct.START, event, by=by, at=at, started_at=at)


async def end(event: EventFacts, *, by: Viewer, at: datetime) -> EventFacts:
    """Part of `events.running.room.end_session`: from `ended_at` the days for answers and results are counted."""
    return await move(EventAct.END, event, by=by, at=at, ended_at=at)


async def mark_minutes_issued(event: EventFacts, *, by: Viewer, at: datetime) -> EventFacts:
    """Part of the act that issues the minutes: call it inside that transaction.

    Issuing a corrected version later leaves the forum where it is. Raises NotAllowed and Conflict.
    """
    return await move(EventAct.ISSUE_MINUTES, event, by=by, at=at)


@atomic
async def publish_results(event: EventFacts, *, by: Viewer, at: datetime) -> EventFacts:
    """The results are due some days after the session: `notice.results_of`."""
    return await move(EventAct.PUBLISH, event, by=by, at=at, results_at=at)
