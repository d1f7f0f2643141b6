"""The facts of clocks in the database: read, added, and the due date that is kept beside the question for lists.

Nothing here is an act of its own: all of it runs inside the transaction of the act that it belongs to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.access import Viewer
from app.calendar.clocks import Clock, DayUnit
from app.calendar.queries import calendar_version, load_calendar, load_clocks
from app.database import Insert, Statement
from questions.clocks.facts import ClockFact, ClockKind
from questions.clocks.rule import RunningClock, running_clock
from questions.clocks.tables import ClockEvent

COLUMNS = (
    "clock_event.kind, clock_event.happened_on, clock_event.days, clock_event.unit, clock_event.clock,"
    " clock_event.target, clock_event.basis, clock_event.reason, clock_event.entered_at, clock_event.was,"
    " clock_event.due_on"
)
FACTS = Statement(
    f"SELECT {COLUMNS}, person.name AS by FROM clock_event LEFT JOIN person ON person.id = clock_event.person"  # noqa: S608
    " WHERE clock_event.question = {} ORDER BY clock_event.id LIMIT 500"
)
# The due date of a question as it was before its starting day was corrected, so that reports tell both figures.
DUE_BEFORE_CORRECTION = (
    "(SELECT clock_event.was FROM clock_event WHERE clock_event.question = question.id"
    " AND clock_event.kind = 'corrected' AND clock_event.id > (SELECT max(begun.id) FROM clock_event AS begun"
    " WHERE begun.question = question.id AND begun.kind IN ('started', 'reopened'))"
    " ORDER BY clock_event.id LIMIT 1)"
)
# Holds the row, so that two facts of one question are added one after the other.
HOLD = Statement("UPDATE question SET due_on = due_on WHERE id = {} RETURNING due_on, lead_unit")
PAUSED_BY = Statement(
    "SELECT lead_unit FROM clock_event WHERE question = {} AND kind = 'paused' ORDER BY id DESC LIMIT 1"
)
ADD = Insert(ClockEvent, "question", "kind", "happened_on", "days", "unit", "clock", "target", "basis", "reason",
             "lead_unit", "person", "was", "due_on", "calendar_version", "happened_at", "entered_at")  # fmt: skip
KEEP = Statement(
    "UPDATE question SET due_on = {}, due_from = {}, due_days = {}, due_clock = {}, due_unit = {},"
    " calendar_version = {} WHERE id = {}"
)


@dataclass(frozen=True)
class Move:
    """The due date before a fact and after it; None while no clock runs."""

    was: date | None
    due_on: date | None


async def facts_of(question_id: int) -> tuple[ClockFact, ...]:
    """What happened to the clock of this question, in the order in which it was entered."""
    return tuple(fact_of(row) for row in await FACTS.all(question_id))


def fact_of(row: dict[str, Any]) -> ClockFact:
    return ClockFact(
        kind=ClockKind(row["kind"]),
        on=row["happened_on"],
        days=row["days"],
        unit=DayUnit(row["unit"]),
        clock=row["clock"],
        target=row["target"],
        basis=row["basis"],
        reason=row["reason"],
        by=row["by"] or "",
        entered_at=row["entered_at"],
        was=row["was"],
        due_on=row["due_on"],
    )


async def clock_of(question_id: int) -> RunningClock | None:
    """The clock of this question, or None when it never started."""
    return await _running(await facts_of(question_id))


async def clock_with(question_id: int, fact: ClockFact) -> RunningClock | None:
    """The clock as it would be with one more fact."""
    return await _running([*await facts_of(question_id), fact])


async def add_fact(
    question_id: int, fact: ClockFact, *, by: Viewer, at: datetime, happened_at: datetime | None = None
) -> Move:
    """Write a fact down and keep the due date that all of them come to; the date before and after."""
    held = await HOLD.one(question_id)
    assert held is not None
    was = held["due_on"]
    clock = await clock_with(question_id, fact)
    version = await calendar_version()
    due_on = clock.due_on(await load_calendar()) if clock else None
    charged = await _charged(question_id, fact, held["lead_unit"])
    await ADD(
        *(question_id, fact.kind.value, fact.on, fact.days, fact.unit.value, fact.clock, fact.target, fact.basis),
        *(fact.reason, charged, by.person_id, was, due_on, version, happened_at or at, at),
    )
    if clock:
        await KEEP.run(due_on, clock.starts_on, clock.days, clock.clock, clock.unit.value, version, question_id)
    return Move(was, due_on)


async def _charged(question_id: int, fact: ClockFact, lead_unit_id: int | None) -> int | None:
    """The unit whose fact it is: the one that answers, and of the end of a pause the one that had it then."""
    if fact.kind is not ClockKind.RESUMED:
        return lead_unit_id
    paused = await PAUSED_BY.one(question_id)
    return paused["lead_unit"] if paused and paused["lead_unit"] else lead_unit_id


async def _running(facts: Iterable[ClockFact]) -> RunningClock | None:
    return running_clock(facts, (await load_clocks())[Clock.PAUSE_BUDGET].number)
