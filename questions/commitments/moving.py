"""The one way a promise changes its state: asked of the policy, then compared and set."""

from datetime import date, datetime
from typing import Any

from app.access import Viewer
from app.database import Insert, Statement
from app.errors import Conflict
from app.journal.staleness import print_of
from questions import journal
from questions.commitments import policy
from questions.commitments.policy import CommitmentFacts
from questions.commitments.queries import wanted_date
from questions.commitments.states import COMMITMENT, CommitmentAct
from questions.commitments.tables import Commitment, ProgressNote
from questions.moving import STALE, refuse

NOTE = Insert(
    ProgressNote,
    "commitment",
    "kind",
    "body",
    "evidence",
    "person",
    "period",
    "written_at",
)
HOLD = Statement("UPDATE commitment SET state = state WHERE id = {} RETURNING owner, due_on")
DUE = Statement("SELECT due_on, day_of_month FROM commitment WHERE id = {}")


def dates_print(owner_id: int, due_on: date, wanted_on: date | None) -> str:
    """What the forms of a promise keep that give it to another unit, or decide about its date."""
    return print_of(owner_id, due_on.isoformat(), wanted_on and wanted_on.isoformat())


async def refuse_unread(commitment: CommitmentFacts) -> None:
    """Raises Conflict when it has another owner, date or wanted date by now than was read. Holds its row."""
    row, wanted_on = await HOLD.one(commitment.id), await wanted_date(commitment.id)
    if row is not None and commitment.seen not in {"", dates_print(row["owner"], row["due_on"], wanted_on)}:
        raise Conflict(STALE)


async def move(
    commitment: CommitmentFacts,
    act: CommitmentAct,
    *,
    by: Viewer,
    at: datetime,
    values: dict[Any, Any] | None = None,
    reason: str = "",
    **told: object,
) -> None:
    target = COMMITMENT.target(commitment.state, act)
    may, _refusal = policy.WHO[act]
    refuse(
        policy.why_not(act, by, commitment),
        is_stale=target is None and may(by, commitment),
    )
    assert target is not None
    moved = await (
        Commitment.update({Commitment.state: target.value, **(values or {})})
        .where(Commitment.id == commitment.id)
        .where(Commitment.state == commitment.state.value)
        # It may have gone to another unit, in the same state.
        .where(Commitment.owner == commitment.owner_id)
        .returning(Commitment.id)
    )
    if not moved:
        raise Conflict(STALE)
    await journal.record(
        f"commitment.{act.value}",
        by=by,
        at=at,
        about=("commitment", commitment.id),
        unit_id=commitment.owner_id,
        before={"state": commitment.state.value},
        after={"state": target.value, **told},
        reason=reason,
    )


async def period_of(commitment: CommitmentFacts) -> date | None:
    """The due date of the running period, for recurring commitments only."""
    if not commitment.is_recurring:
        return None
    row = await DUE.one(commitment.id)
    return row["due_on"] if row else None
