"""Writing a promise down as it was said, and mending the words while its unit has not confirmed them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app import post
from app.access import Role, Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Insert, Statement
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence as _
from app.journal.staleness import refuse_other
from app.people.units import directory
from questions import codes, journal
from questions.commitments import letters
from questions.commitments.due import Due
from questions.commitments.states import CommitmentState
from questions.commitments.tables import Commitment
from questions.facts import question_facts_by_id
from questions.seeing import why_not_with
from questions.staff_readers import staff

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
WRITTEN = Statement(
    "SELECT id, words, owner, product, due_on, happened_at, entered_at, question FROM commitment"
    " WHERE code = {} AND event = {}"
)


REPORTED = Statement(
    "SELECT question.reported_unit FROM commitment JOIN question ON question.id = commitment.question"
    " WHERE commitment.id = {}"
)
TWICE = timedelta(seconds=30)
# Two presses come one after the other: SQLite has one writer, PostgreSQL waits for the forum's row.
HOLD = Statement("SELECT id FROM event WHERE id = {}", postgres="SELECT id FROM event WHERE id = {} FOR UPDATE")
TWIN = Statement(
    "SELECT code FROM commitment WHERE event = {} AND owner = {} AND words = {} AND promised_by = {} AND due_on = {}"
    " AND entered_at > {} AND state = 'recorded' ORDER BY id LIMIT 1"
)


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
    is_confirmed: bool = False,
    by: Viewer,
    at: datetime,
) -> str:
    """Write a promise down as it was said; returns its code, such as CK-2026-0003.

    A button pressed twice makes one promise: the same words within seconds get the first code again.

    What a leader of its unit approved with an answer `is_confirmed`: nobody is asked to confirm it again.

    Not an act of its own: the room, or the publishing of an answer, checks who may and runs it in its transaction.
    """
    units = await directory()
    owner = units.get(units.resolve(promise.owner_id))
    if owner is None or not owner.exists_on(day_of(at)):
        raise Invalid(
            _("This unit no longer exists."),
            {"owner": _("Please choose a unit that exists today.")},
        )
    await not_to_reported(question_id, owner.id)
    problem = promise.due.problem()
    if problem is not None:
        raise Invalid(problem, {"due": problem})
    due_on = promise.due.last_day(day_of(happened_at), await load_calendar())
    await HOLD.one(event_id)
    twin = await TWIN.one(event_id, owner.id, promise.words, promise.promised_by, due_on, at - TWICE)
    if twin is not None:
        return str(twin["code"])
    state = CommitmentState.ACTIVE if is_confirmed else CommitmentState.RECORDED
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
        *(state.value, happened_at, at),
    )
    await journal.record(
        "commitment.record",
        by=by,
        at=at,
        about=("commitment", commitment_id),
        unit_id=owner.id,
        after={"state": state.value, "words": promise.words, "due_on": due_on},
        happened_at=happened_at,
    )
    if not is_confirmed:
        await _tell_leaders(commitment_id, code, promise, owner.id, due_on, key=f"recorded {code}", at=at)
    return code


async def reword(code: str, event_id: int, promise: Promise, *, by: Viewer, at: datetime, seen: str = "") -> None:
    """Mend what was written down of a promise, while its unit has not confirmed it. The code stays.

    Not an act of its own: the room checks who may and runs it in its transaction. The leaders are told again.
    Raises Conflict when it was written down anew since the moment of the print `seen`.
    """
    await HOLD.one(event_id)
    row = await WRITTEN.one(code, event_id)
    if row is None:
        raise NotFound(_("There is no such commitment."))
    refuse_other(seen, row["entered_at"])
    units = await directory()
    owner = units.get(units.resolve(promise.owner_id))
    if owner is None or not owner.exists_on(day_of(at)):
        raise Invalid(
            _("This unit no longer exists."),
            {"owner": _("Please choose a unit that exists today.")},
        )
    await not_to_reported(row["question"], owner.id)
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


async def not_to_reported(question_id: int | None, owner_id: int) -> None:
    """Raises Invalid where a promise came of a report on officials of this unit."""
    if question_id is None:
        return
    units = await directory()
    refusal = why_not_with(await question_facts_by_id(question_id), units.same_as(owner_id))
    if refusal is not None:
        raise Invalid(refusal, {"owner": refusal})


async def _tell_leaders(
    commitment_id: int, code: str, promise: Promise, owner_id: int, due_on: date, *, key: str, at: datetime
) -> None:
    """The letter that asks the leaders of the owning unit to confirm."""
    rule = (await load_clocks())[Clock.CONFIRMATION]
    until = rule.last_day(day_of(at), await load_calendar())
    reported = await REPORTED.one(commitment_id)
    for leader in await staff(
        owner_id, Role.APPROVER, reported_unit_id=reported["reported_unit"] if reported else None, at=at
    ):
        letter = letters.recorded(
            to=leader.email,
            name=leader.name,
            code=code,
            words=promise.words,
            product=promise.product,
            due_on=due_on,
            until=until,
            language=leader.language,
            key=f"{key} {leader.id}",
        )
        await post.queue(letter, about=("commitment", commitment_id), at=at)
