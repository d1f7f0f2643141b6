"""Which function does which act, for pages that offer them all.

Ending a session is not here: the due dates of its questions move with it, so it is an act of the room.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from app.access import Viewer
from events.planning import announcing, holding, moving
from events.planning.forms import ActForm
from events.planning.policy import EventFacts
from events.planning.states import EventAct

A = EventAct
Act = Callable[..., Awaitable[object]]

# Acts that need nothing but the forum.
AT_ONCE: Mapping[EventAct, Act] = {
    A.OPEN: announcing.open_questions,
    A.CLOSE: announcing.close_questions,
    A.START: holding.start_session,
    A.PUBLISH: holding.publish_results,
}
# Acts that everyone is told the reason of.
WITH_REASON: Mapping[EventAct, Act] = {A.POSTPONE: moving.postpone, A.CANCEL: moving.cancel}


async def do(act: EventAct, event: EventFacts, form: ActForm, *, by: Viewer, at: datetime) -> None:
    """Do an act with the words and times of its form; raises what the act raises."""
    if act in AT_ONCE:
        await AT_ONCE[act](event, by=by, at=at)
    elif act in WITH_REASON:
        await WITH_REASON[act](event, form.reason, by=by, at=at)
    elif act is A.ANNOUNCE:
        await announcing.announce(event, reason=form.reason, by=by, at=at)
    elif act is A.RESCHEDULE and form.starts_at and form.ends_at:
        await moving.reschedule(event, form.starts_at, form.ends_at, form.closes_at, reason=form.reason, by=by, at=at)
