"""Somebody outside the owning unit judges the claim: kept, or sent back."""

from datetime import datetime
from typing import Any

from app import post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import atomic
from app.errors import Invalid
from app.i18n import Sentence as _
from app.people.queries import readers
from questions.commitments import letters
from questions.commitments.due import next_month_day
from questions.commitments.moving import DUE, NOTE, move, period_of
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import CommitmentAct, NoteKind
from questions.tables import Commitment


@atomic
async def verify(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """Somebody of another unit finds the claim true. A recurring commitment goes on to its next period."""
    period = await period_of(commitment)
    if commitment.is_recurring:
        row = await DUE.one(commitment.id)
        assert row is not None
        values: dict[Any, Any] = {Commitment.due_on: next_month_day(row["due_on"], row["day_of_month"])}
        await move(
            commitment,
            CommitmentAct.VERIFY_PERIOD,
            by=by,
            at=at,
            values=values,
            period=period,
        )
    else:
        await move(
            commitment,
            CommitmentAct.VERIFY,
            by=by,
            at=at,
            values={Commitment.fulfilled_on: day_of(at)},
        )
    await NOTE(commitment.id, NoteKind.VERIFIED.value, body, "", by.person_id, period, at)


@atomic
async def send_back(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """The evidence does not show that the promise was kept; the reason is public."""
    if not body.strip():
        raise Invalid(_("Please say what is missing."), {"body": _("Please say what is missing.")})
    await move(commitment, CommitmentAct.SEND_BACK, by=by, at=at, reason=body)
    await NOTE(
        commitment.id,
        NoteKind.SENT_BACK.value,
        body,
        "",
        by.person_id,
        await period_of(commitment),
        at,
    )
    for leader in await readers(commitment.owner_id, Role.APPROVER, day=day_of(at)):
        letter = letters.sent_back(
            to=leader.email,
            name=leader.name,
            code=commitment.code,
            comment=body,
            language=leader.language,
            key=f"sent back {commitment.code} {leader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("commitment", commitment.id), at=at)
