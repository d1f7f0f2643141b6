"""The one way a promise changes its state: asked of the policy, then compared and set."""

from datetime import date, datetime
from typing import Any

from app.access import Viewer
from app.database import Insert, Statement
from app.errors import Conflict
from questions import journal
from questions.commitments import policy
from questions.commitments.policy import CommitmentFacts
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
DUE = Statement("SELECT due_on, day_of_month FROM commitment WHERE id = {}")


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
