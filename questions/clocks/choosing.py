"""Which clock a question gets when it is assigned, from what is known of its forum."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.calendar.clocks import Clock, ClockRule
from app.calendar.queries import load_calendar, load_clocks, special_counts
from app.calendar.special import clocks_with
from app.clock import day_of
from app.database import Statement
from app.people.units import directory
from questions.askers.veiling import SAFE_SUMMARY
from questions.clocks.starting import AnswerClock, Weight, clock_for

TIMES = Statement(
    f"SELECT question.happened_at, question.is_after_cutoff, {SAFE_SUMMARY}, question.field,"  # noqa: S608 - our words
    " event.type AS event_type, event.ends_at, event.ended_at, event.cancelled_at, event.starts_at,"
    " event.state AS event_state FROM question LEFT JOIN event ON event.id = question.event WHERE question.id = {}"
)


async def due_clock(question_id: int, weight: Weight, unit_id: int | None = None, *, at: datetime) -> AnswerClock:
    """The clock that an assignment of this weight to this unit would start, from what is known today."""
    row = await TIMES.one(question_id)
    assert row is not None
    return _clock(row, weight, await _counts(row, unit_id), at)


async def due_clocks(question_id: int, unit_id: int | None = None, *, at: datetime) -> dict[Weight, AnswerClock]:
    """The clock of each weight, so that one can choose knowing the day; as for the unit that is proposed."""
    row = await TIMES.one(question_id)
    assert row is not None
    clocks = await _counts(row, unit_id)
    return {weight: _clock(row, weight, clocks, at) for weight in Weight}


async def _counts(row: dict[str, Any], unit_id: int | None) -> Mapping[Clock, ClockRule]:
    """The day counts of this question: the general ones, or those of its type of forum, field and unit."""
    clocks, specials = await load_clocks(), await special_counts()
    if not specials:
        return clocks
    return clocks_with(
        clocks,
        specials,
        event_type=row["event_type"] or "",
        field_id=row["field"] or 0,
        unit_ids=() if unit_id is None else (await directory()).same_as(unit_id),
    )


def _clock(row: dict[str, Any], weight: Weight, clocks: Mapping[Clock, ClockRule], at: datetime) -> AnswerClock:
    is_held = row["event_state"] not in (None, "cancelled")
    ends_at = row["ends_at"] if is_held else None
    if row["event_state"] == "postponed":  # its new day is not known, and does not lie in the past
        ends_at = max(row["ends_at"], at)
    return clock_for(
        weight,
        happened_at=row["happened_at"],
        is_after_cutoff=row["is_after_cutoff"],
        session_ends_at=ends_at,
        session_ended_at=row["ended_at"] if is_held else None,
        cancelled_at=row["cancelled_at"],
        clocks=clocks,
    )


async def internal_day(clock: AnswerClock, starts_at: datetime | None, event_state: str | None) -> date | None:
    """Until when the lead unit is to be ready for the session; None where none with a day lies ahead."""
    if not clock.is_planned or starts_at is None or event_state == "postponed":
        return None
    return clock.clocks[Clock.ANSWER_INTERNAL].latest_before(day_of(starts_at), await load_calendar())
