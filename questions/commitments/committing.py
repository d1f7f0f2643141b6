"""Recording a promise and following it: confirm, progress, claim with evidence, verify by another."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app import journal, post
from app.access import SYSTEM, Role, Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Insert, Statement, atomic
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence as _
from app.people.queries import members
from app.people.units import directory
from questions import codes
from questions.commitments import letters, policy
from questions.commitments.due import Due, next_month_day
from questions.commitments.facts import commitment_facts
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import (
    COMMITMENT,
    CommitmentAct,
    CommitmentState,
    NoteKind,
)
from questions.moving import STALE, refuse
from questions.tables import Commitment, ProgressNote

ADD = Insert(
    Commitment,
    *(
        "code",
        "event",
        "question",
        "organiser",
        "words",
        "promised_by",
        "owner",
        "helpers",
        "product",
    ),
    *(
        "due_on",
        "due_wording",
        "due_days",
        "day_of_month",
        "state",
        "happened_at",
        "entered_at",
    ),
)
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
WRITTEN = Statement(
    "SELECT id, words, owner, product, due_on, happened_at FROM commitment WHERE code = {} AND event = {}"
)
DUE = Statement("SELECT due_on, day_of_month FROM commitment WHERE id = {}")
UNCONFIRMED = Statement("SELECT code, entered_at FROM commitment WHERE state = 'recorded' ORDER BY id LIMIT 200")


@dataclass(frozen=True)
class Promise:
    """What was promised (the "6 rõ": person, work, time, responsibility, product, authority)."""

    words: str
    promised_by: str
    owner_id: int
    product: str
    due: Due
    helpers: str = ""


async def record(
    promise: Promise,
    *,
    organiser_id: int,
    event_id: int | None,
    question_id: int | None = None,
    happened_at: datetime,
    by: Viewer,
    at: datetime,
) -> str:
    """Write a promise down as it was said; returns its code, such as CK-2026-0003.

    Not an act of its own: the room (or, later, an answer) checks who may and runs it in its transaction.
    """
    units = await directory()
    owner = units.get(units.resolve(promise.owner_id))
    if owner is None or not owner.exists_on(day_of(at)):
        raise Invalid(
            _("This unit no longer exists."),
            {"owner": _("Please choose a unit that exists today.")},
        )
    problem = promise.due.problem()
    if problem is not None:
        raise Invalid(problem, {"due": problem})
    due_on = promise.due.last_day(day_of(happened_at), await load_calendar())
    code = await codes.next_code(codes.COMMITMENT, at)
    commitment_id = await ADD(
        *(
            code,
            event_id,
            question_id,
            organiser_id,
            promise.words,
            promise.promised_by,
            owner.id,
            promise.helpers,
        ),
        *(
            promise.product,
            due_on,
            promise.due.wording.value,
            promise.due.days,
            promise.due.day_of_month,
        ),
        *(CommitmentState.RECORDED.value, happened_at, at),
    )
    await journal.record(
        "commitment.record",
        by=by,
        at=at,
        about=("commitment", commitment_id),
        unit_id=owner.id,
        after={"state": "recorded", "words": promise.words, "due_on": due_on},
        happened_at=happened_at,
    )
    await _tell_leaders(commitment_id, code, promise, owner.id, due_on, key=f"recorded {code}", at=at)
    return code


async def reword(code: str, event_id: int, promise: Promise, *, by: Viewer, at: datetime) -> None:
    """Mend what was written down of a promise, while its unit has not confirmed it. The code stays.

    Not an act of its own: the room checks who may and runs it in its transaction. The leaders are told again.
    """
    row = await WRITTEN.one(code, event_id)
    if row is None:
        raise NotFound(_("There is no such commitment."))
    units = await directory()
    owner = units.get(units.resolve(promise.owner_id))
    if owner is None or not owner.exists_on(day_of(at)):
        raise Invalid(
            _("This unit no longer exists."),
            {"owner": _("Please choose a unit that exists today.")},
        )
    due_on = promise.due.last_day(day_of(row["happened_at"]), await load_calendar())
    moved = await (
        Commitment.update(
            {
                Commitment.words: promise.words,
                Commitment.promised_by: promise.promised_by,
                Commitment.owner: owner.id,
                Commitment.helpers: promise.helpers,
                Commitment.product: promise.product,
                Commitment.due_on: due_on,
                Commitment.due_wording: promise.due.wording.value,
                Commitment.due_days: promise.due.days,
                Commitment.day_of_month: promise.due.day_of_month,
                Commitment.entered_at: at,
            }
        )
        .where(Commitment.id == row["id"])
        .where(Commitment.state == CommitmentState.RECORDED.value)
        .returning(Commitment.id)
    )
    if not moved:
        raise Conflict(_("The unit has confirmed this commitment, so its words stand as they are."))
    await journal.record(
        "commitment.reword",
        by=by,
        at=at,
        about=("commitment", row["id"]),
        unit_id=owner.id,
        before={"words": row["words"], "owner": row["owner"], "product": row["product"], "due_on": row["due_on"]},
        after={"words": promise.words, "owner": owner.id, "product": promise.product, "due_on": due_on},
    )
    await _tell_leaders(row["id"], code, promise, owner.id, due_on, key=f"reworded {code} {at:%Y%m%d%H%M%S%f}", at=at)


async def _tell_leaders(
    commitment_id: int, code: str, promise: Promise, owner_id: int, due_on: date, *, key: str, at: datetime
) -> None:
    """The letter that asks the leaders of the owning unit to confirm."""
    for leader in await members(owner_id, Role.APPROVER, day=day_of(at)):
        letter = letters.recorded(
            to=leader.email,
            name=leader.name,
            code=code,
            words=promise.words,
            product=promise.product,
            due_on=due_on,
            language=leader.language,
            key=f"{key} {leader.id}",
        )
        await post.queue(letter, about=("commitment", commitment_id), at=at)


@atomic
async def confirm(commitment: CommitmentFacts, *, by: Viewer, at: datetime) -> None:
    await _move(commitment, CommitmentAct.CONFIRM, by=by, at=at)


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
        await _period(commitment),
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
    period = await _period(commitment)
    await _move(commitment, CommitmentAct.CLAIM, by=by, at=at, evidence=evidence)
    await NOTE(commitment.id, NoteKind.CLAIM.value, body, evidence, by.person_id, period, at)


@atomic
async def verify(commitment: CommitmentFacts, body: str, *, by: Viewer, at: datetime) -> None:
    """Somebody of another unit finds the claim true. A recurring commitment goes on to its next period."""
    period = await _period(commitment)
    if commitment.is_recurring:
        row = await DUE.one(commitment.id)
        assert row is not None
        values: dict[Any, Any] = {Commitment.due_on: next_month_day(row["due_on"], row["day_of_month"])}
        await _move(
            commitment,
            CommitmentAct.VERIFY_PERIOD,
            by=by,
            at=at,
            values=values,
            period=period,
        )
    else:
        await _move(
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
    await _move(commitment, CommitmentAct.SEND_BACK, by=by, at=at, reason=body)
    await NOTE(
        commitment.id,
        NoteKind.SENT_BACK.value,
        body,
        "",
        by.person_id,
        await _period(commitment),
        at,
    )
    for leader in await members(commitment.owner_id, Role.APPROVER, day=day_of(at)):
        letter = letters.sent_back(
            to=leader.email,
            name=leader.name,
            code=commitment.code,
            comment=body,
            language=leader.language,
            key=f"sent back {commitment.code} {leader.id} {at:%Y%m%d%H%M%S%f}",
        )
        await post.queue(letter, about=("commitment", commitment.id), at=at)


async def silence_confirms(at: datetime) -> int:
    """Confirm what nobody contested within three working days; returns how many. Run by the clock."""
    calendar, rule = await load_calendar(), (await load_clocks())[Clock.CONFIRMATION]
    confirmed = 0
    for row in await UNCONFIRMED.all():
        if day_of(at) <= rule.last_day(day_of(row["entered_at"]), calendar):
            continue
        try:
            await confirm(await commitment_facts(row["code"]), by=SYSTEM, at=at)
        except Conflict:
            continue  # another process of this installation was faster
        confirmed += 1
    return confirmed


async def _period(commitment: CommitmentFacts) -> Any:
    """The due date of the running period, for recurring commitments only."""
    if not commitment.is_recurring:
        return None
    row = await DUE.one(commitment.id)
    return row["due_on"] if row else None


async def _move(
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
