"""Somebody outside the owning unit judges the claim: kept, or sent back."""

from datetime import date, datetime
from typing import Any

from app import post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import atomic
from app.errors import Invalid, require_words
from app.formats import show_date
from app.i18n import Sentence as _
from questions.commitments import letters
from questions.commitments.deciding import ORIGINAL, in_future, tell_leaders
from questions.commitments.due import next_month_day
from questions.commitments.moving import DUE, NOTE, move, period_of
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import NOTE_NAMES, CommitmentAct, NoteKind
from questions.commitments.tables import Commitment
from questions.staff_readers import staff


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
async def verify_part(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """A part of it was kept; `body` says what is missing. A coordinator then sets a date for the rest."""
    require_words(body, "body")
    await move(commitment, CommitmentAct.VERIFY_PART, by=by, at=at, reason=body)
    await NOTE(commitment.id, NoteKind.PARTLY.value, body, "", by.person_id, None, at)
    await tell_leaders(commitment, NOTE_NAMES[NoteKind.PARTLY], body, at)


@atomic
async def resume(commitment: CommitmentFacts, body: str, due_on: date, *, by: Viewer, at: datetime) -> None:
    """The rest is due on `due_on`; the date as promised stays shown."""
    require_words(body, "body")
    in_future(due_on, at)
    row = await DUE.one(commitment.id)
    assert row is not None
    await ORIGINAL.run(commitment.id)
    values: dict[Any, Any] = {Commitment.due_on: due_on}
    await move(commitment, CommitmentAct.RESUME, by=by, at=at, values=values, reason=body, due_on=due_on)
    words = f"{body}\n{show_date(row['due_on'])} → {show_date(due_on)}"
    await NOTE(commitment.id, NoteKind.RESUMED.value, words, "", by.person_id, None, at)
    await tell_leaders(commitment, NOTE_NAMES[NoteKind.RESUMED], words, at)


@atomic
async def reopen(commitment: CommitmentFacts, body: str, evidence: str, *, by: Viewer, at: datetime) -> None:
    """It was found kept and is not: the reason and the proof are public."""
    require_words(body, "body")
    if not evidence.strip():
        problem = _("Please give a document number or a link.")
        raise Invalid(problem, {"evidence": problem})
    values: dict[Any, Any] = {Commitment.fulfilled_on: None, Commitment.object_until: None}
    await move(commitment, CommitmentAct.REOPEN, by=by, at=at, values=values, reason=body, evidence=evidence)
    await NOTE(commitment.id, NoteKind.REOPENED.value, body, evidence, by.person_id, None, at)
    await tell_leaders(commitment, NOTE_NAMES[NoteKind.REOPENED], body, at)


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
    for leader in await staff(commitment.owner_id, Role.APPROVER, reported_unit_id=commitment.reported_unit_id, at=at):
        letter = letters.sent_back(
            to=leader.email,
            name=leader.name,
            code=commitment.code,
            comment=body,
            language=leader.language,
            key=f"sent back {commitment.code} {leader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("commitment", commitment.id), at=at)
