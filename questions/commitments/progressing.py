"""What the owning unit tells of its promise: a note of progress, and the claim with evidence that it is kept."""

from datetime import datetime
from typing import Any

from app import journal
from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import atomic
from app.errors import Invalid, NotAllowed
from app.i18n import Sentence as _
from questions.commitments import policy
from questions.commitments.moving import NOTE, move, period_of
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import CommitmentAct, NoteKind
from questions.tables import Commitment


@atomic
async def report_progress(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """A note of progress by the owning unit; it is public."""
    refusal = policy.why_not_report(by, commitment)
    if refusal is not None:
        raise NotAllowed(refusal)
    await NOTE(
        commitment.id,
        NoteKind.PROGRESS.value,
        body,
        "",
        by.person_id,
        await period_of(commitment),
        at,
    )
    await journal.record(
        "commitment.progress",
        by=by,
        at=at,
        about=("commitment", commitment.id),
        unit_id=commitment.owner_id,
        after={"body": body},
    )


@atomic
async def claim(commitment: CommitmentFacts, body: str, evidence: str, *, by: Viewer, at: datetime) -> None:
    """Report the work as done; evidence (a document number, a link) is mandatory."""
    if not evidence.strip():
        raise Invalid(
            _("A commitment is reported as done with its evidence."),
            {"evidence": _("Please give a document number or a link.")},
        )
    period = await period_of(commitment)
    rule = (await load_clocks())[Clock.OBJECTION]
    until = rule.last_day(day_of(at), await load_calendar()) if commitment.question_id else None
    values: dict[Any, Any] = {Commitment.object_until: until}
    await move(commitment, CommitmentAct.CLAIM, by=by, at=at, values=values, evidence=evidence)
    await NOTE(commitment.id, NoteKind.CLAIM.value, body, evidence, by.person_id, period, at)
