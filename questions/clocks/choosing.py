"""Which clock a question gets when it is assigned, and the new count when its session has ended."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from app import journal
from app.access import Viewer
from app.calendar.clocks import Clock, ClockRule
from app.calendar.queries import load_clocks, special_counts
from app.calendar.special import clocks_with
from app.clock import day_of
from app.database import Statement
from app.i18n import Sentence as _
from app.people.units import directory
from questions.askers.veiling import SAFE_SUMMARY
from questions.clocks.facts import ClockKind
from questions.clocks.keeping import add_fact, clock_of
from questions.clocks.starting import AnswerClock, Weight, clock_for

TIMES = Statement(
    f"SELECT question.happened_at, question.is_after_cutoff, {SAFE_SUMMARY}, question.field,"  # noqa: S608 - our words
    " event.type AS event_type, event.ends_at, event.ended_at,"
    " event.starts_at, event.state AS event_state FROM question LEFT JOIN event ON event.id = question.event"
    " WHERE question.id = {}"
)


async def due_clock(question_id: int, weight: Weight, unit_id: int | None = None) -> AnswerClock:
    """The clock that an assignment of this weight to this unit would start, from what is known today."""
    row = await TIMES.one(question_id)
    assert row is not None
    return _clock(row, weight, await _counts(row, unit_id))


async def due_clocks(question_id: int, unit_id: int | None = None) -> dict[Weight, AnswerClock]:
    """The clock of each weight, so that one can choose knowing the day; as for the unit that is proposed."""
    row = await TIMES.one(question_id)
    assert row is not None
    clocks = await _counts(row, unit_id)
    return {weight: _clock(row, weight, clocks) for weight in Weight}


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


def _clock(row: dict[str, Any], weight: Weight, clocks: Mapping[Clock, ClockRule]) -> AnswerClock:
    is_held = row["event_state"] not in (None, "cancelled")
    return clock_for(
        weight,
        happened_at=row["happened_at"],
        is_after_cutoff=row["is_after_cutoff"],
        session_ends_at=row["ends_at"] if is_held else None,
        session_ended_at=row["ended_at"] if is_held else None,
        clocks=clocks,
    )


async def reclock(event_id: int, *, ended_at: datetime, by: Viewer, at: datetime) -> int:
    """Count the due dates of a forum's open questions from the day it really ended; returns how many moved.

    Not an act of its own: it runs inside the transaction that ends the session.
    """
    starts_on, reason = day_of(ended_at), _("The session ended on another day than planned.")
    moved = 0
    for row in await COUNTED.all(event_id):
        if starts_on == row["due_from"]:
            continue
        clock = await clock_of(row["id"])
        if clock is None:
            continue
        started = replace(clock.start, kind=ClockKind.STARTED, on=starts_on, reason=str(reason))
        move = await add_fact(row["id"], started, by=by, at=at, happened_at=ended_at)
        await journal.record(
            "question.reclock",
            by=by,
            at=at,
            about=("question", row["id"]),
            before={"due_on": move.was, "from": row["due_from"]},
            after={"due_on": move.due_on, "from": starts_on},
            reason=str(reason),
        )
        moved += 1
    return moved


COUNTED = Statement(
    "SELECT id, due_from FROM question WHERE event = {} AND NOT is_after_cutoff"
    " AND state IN ('needs_info', 'admitted', 'offered', 'in_progress') AND due_days IS NOT NULL ORDER BY id"
)
