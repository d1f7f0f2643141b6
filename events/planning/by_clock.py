"""What happens to forums by the clock: questions open and close at their set times."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from app.access import SYSTEM
from app.database import Statement
from app.errors import Conflict
from events.planning.announcing import close_questions, open_questions
from events.planning.queries import event_facts_by_id

TO_OPEN = Statement(
    "SELECT id FROM event WHERE state = 'announced' AND opens_at <= {}"
    " AND (closes_at IS NULL OR closes_at > {}) ORDER BY id LIMIT 100"
)
TO_CLOSE = Statement("SELECT id FROM event WHERE state = 'collecting' AND closes_at <= {} ORDER BY id LIMIT 100")


async def open_and_close_by_clock(at: datetime) -> None:
    """Open and close what is due; reads only when nothing is."""
    for row in await TO_OPEN.all(at, at):
        await _unless_done(open_questions, row["id"], at)
    for row in await TO_CLOSE.all(at):
        await _unless_done(close_questions, row["id"], at)


async def _unless_done(act: Callable[..., Awaitable[object]], event_id: int, at: datetime) -> None:
    try:
        await act(await event_facts_by_id(event_id), by=SYSTEM, at=at)
    except Conflict:
        return  # a person or another process was faster
