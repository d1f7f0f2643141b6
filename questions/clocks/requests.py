"""What waits for a decision about a clock."""

from dataclasses import dataclass
from datetime import date, datetime

from app.database import Insert, Statement
from questions.clocks.tables import ClockRequest

EXTENSION, CORRECTION = "extension", "correction"
ASK = Insert(ClockRequest, "question", "kind", "was", "day", "reason", "state", "asked_by", "asked_at", "decision")
DECIDE = Statement(
    "UPDATE clock_request SET state = {}, decided_by = {}, decided_at = {}, decision = {}"
    " WHERE id = {} AND state = 'asked' RETURNING id"
)
OPEN = Statement(
    "SELECT clock_request.id, clock_request.was, clock_request.day, clock_request.reason, clock_request.asked_at,"
    " clock_request.asked_by AS asked_by_id, person.name AS asked_by FROM clock_request"
    " LEFT JOIN person ON person.id = clock_request.asked_by"
    " WHERE clock_request.question = {} AND clock_request.kind = {} AND clock_request.state = 'asked' LIMIT 1"
)

LAPSE = Statement(
    "UPDATE clock_request SET state = 'lapsed', decided_at = {} WHERE question = {} AND kind = {} AND state = 'asked'"
)


@dataclass(frozen=True)
class ClockRequestView:
    """Asked for: `day` instead of `was`, by whom and why."""

    id: int
    was: date | None
    day: date
    reason: str
    asked_at: datetime
    asked_by_id: int | None
    asked_by: str


async def open_request(question_id: int, kind: str) -> ClockRequestView | None:
    row = await OPEN.one(question_id, kind)
    return ClockRequestView(**row | {"asked_by": row["asked_by"] or ""}) if row else None


async def lapse_requests(question_id: int, at: datetime) -> None:
    """Its clock is over, inside the act that ends it: nobody decides any more on what was asked for."""
    for kind in (EXTENSION, CORRECTION):
        await LAPSE.run(at, question_id, kind)


async def lapse_extension(question_id: int, at: datetime) -> None:
    """The unit that asked for more time has the question no longer; inside the act that takes it from there."""
    await LAPSE.run(at, question_id, EXTENSION)
