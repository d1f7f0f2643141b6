"""The due dates of a forum's open questions follow its day: it ended on another one, got a new one, or was cancelled.

None of this is an act of its own: it runs inside the transaction of the act that moved the forum.
"""

from dataclasses import replace
from datetime import datetime

from app.access import Viewer
from app.calendar.clocks import Clock
from app.clock import day_of
from app.database import Statement
from app.i18n import DEFAULT_LANGUAGE, Sentence, speaking
from app.i18n import Sentence as _
from events.planning.following import follows
from questions import journal
from questions.clocks.choosing import due_clock, internal_day
from questions.clocks.facts import ClockFact, ClockKind
from questions.clocks.forum_telling import tell_askers
from questions.clocks.keeping import Move, add_fact, clock_of
from questions.clocks.rule import RunningClock
from questions.clocks.starting import Weight

COUNTED = Statement(
    "SELECT question.id, question.due_from, question.lead_unit, event.starts_at, event.state AS event_state"
    " FROM question JOIN event ON event.id = question.event WHERE question.event = {} AND NOT is_after_cutoff"
    " AND question.state IN ('needs_info', 'admitted', 'offered', 'in_progress') AND due_days IS NOT NULL"
    " ORDER BY question.id"
)
KEEP_INTERNAL = Statement("UPDATE question SET internal_due_on = {} WHERE id = {}")
WEIGHTS = {Clock.ANSWER_COMPLEX.value: Weight.COMPLEX, Clock.ANSWER_SEVERAL.value: Weight.SEVERAL}
REASONS: dict[str, Sentence] = {
    "ended": _("The session ended on another day than planned."),
    "moved": _("The forum has another day."),
    "cancelled": _("The forum was cancelled."),
}


def weight_of(clock: RunningClock | None) -> Weight:
    """As it was assigned, so that its clock goes on."""
    return WEIGHTS.get(clock.start.clock, Weight.PLAIN) if clock else Weight.PLAIN


async def reclock(event_id: int, *, ended_at: datetime, by: Viewer, at: datetime) -> int:
    """Count the due dates of a forum's open questions from the day it really ended; returns how many moved."""
    starts_on, moved = day_of(ended_at), 0
    for row in await COUNTED.all(event_id):
        if starts_on == row["due_from"]:
            continue
        clock = await clock_of(row["id"])
        if clock is None or not _counts_from_forum(clock):
            continue
        started = replace(clock.start, kind=ClockKind.STARTED, on=starts_on)
        await _count_anew(row["id"], clock, started, "ended", happened_at=ended_at, by=by, at=at)
        moved += 1
    return moved


@follows
async def follow_forum(event_id: int, *, by: Viewer, at: datetime) -> None:
    """Count from the new day of a forum, or from the day on which it was cancelled; askers are told of both dates."""
    moves: dict[int, Move] = {}
    for row in await COUNTED.all(event_id):
        clock = await clock_of(row["id"])
        if clock is None or not _counts_from_forum(clock):
            continue
        present = await due_clock(row["id"], weight_of(clock), row["lead_unit"], at=at)
        started = present.started()
        if started.clock == clock.clock:  # its own count stays as it was, only the day is another
            started = replace(clock.start, kind=ClockKind.STARTED, on=started.on)
        if row["lead_unit"] is not None:
            await KEEP_INTERNAL.run(await internal_day(present, row["starts_at"], row["event_state"]), row["id"])
        if row["event_state"] == "postponed" or clock.is_as(started):
            continue  # what was promised stays until there is a new day
        why = "cancelled" if row["event_state"] == "cancelled" else "moved"
        moves[row["id"]] = await _count_anew(row["id"], clock, started, why, happened_at=at, by=by, at=at)
    await tell_askers(event_id, moves, at=at)


def _counts_from_forum(clock: RunningClock) -> bool:
    """Not where two people corrected the day, nor once it is answered anew: those count from what they say."""
    return clock.start.kind is not ClockKind.CORRECTED and clock.clock != Clock.ANSWER_ANEW


async def _count_anew(
    question_id: int,
    clock: RunningClock,
    started: ClockFact,
    why: str,
    *,
    happened_at: datetime,
    by: Viewer,
    at: datetime,
) -> Move:
    with speaking(DEFAULT_LANGUAGE):
        reason = str(REASONS[why])
    move = await add_fact(question_id, replace(started, reason=reason), by=by, at=at, happened_at=happened_at)
    await journal.record(
        "question.reclock",
        by=by,
        at=at,
        about=("question", question_id),
        before={"due_on": move.was, "from": clock.starts_on},
        after={"due_on": move.due_on, "from": started.on, "why": why},
        reason=reason,
    )
    return move
