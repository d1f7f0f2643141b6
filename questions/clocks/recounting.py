"""Running deadlines follow the calendar: when the office declares a day off or worked, the worker counts them anew.

In slices, each a short transaction, so that no page waits; every process may do it, and none does a row twice.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from app import journal
from app.access import SYSTEM
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.calendar.versions import Pending, finish, pending
from app.clock import day_of
from app.database import Insert, Statement, atomic
from questions.clocks.facts import ClockFact, ClockKind
from questions.clocks.keeping import COLUMNS, fact_of
from questions.clocks.moved_telling import tell_moved
from questions.clocks.rule import running_clock
from questions.clocks.tables import ClockEvent
from questions.states import OPEN_STATES, in_sql

SLICE = 200
_OLD = (
    f"SELECT id, due_on, organiser FROM question WHERE id > {{}} AND state IN ({in_sql(OPEN_STATES)})"  # noqa: S608
    f" AND due_on IS NOT NULL AND calendar_version < {{}} ORDER BY id LIMIT {SLICE}"
)
# Rows that somebody is moving right now are left to the next round.
OLD = Statement(_OLD, postgres=_OLD + " FOR UPDATE SKIP LOCKED", slow=True)
_PLACES = ", ".join(["{}"] * SLICE)
FACTS = Statement(
    f"SELECT {COLUMNS}, clock_event.question, '' AS by FROM clock_event"  # noqa: S608
    f" WHERE clock_event.question IN ({_PLACES}) ORDER BY clock_event.id",
    slow=True,
)
FOLLOW = Statement(f"UPDATE question SET calendar_version = {{}} WHERE id IN ({_PLACES})")  # noqa: S608
MOVE = Statement(f"UPDATE question SET due_on = {{}} WHERE id IN ({_PLACES})")  # noqa: S608
ADD = Insert(ClockEvent, "question", "kind", "happened_on", "reason", "was", "due_on", "calendar_version",
             "happened_at", "entered_at")  # fmt: skip


@dataclass(frozen=True)
class Slice:
    """How far a round has come: the last id that was looked at, and how many dates moved."""

    last_id: int
    moved: int


async def follow_the_calendar(at: datetime) -> int:
    """Count every running deadline anew that an older calendar gave; how many moved.

    Writes nothing when the calendar is as it was. A process that dies in the middle loses nothing: what is not
    counted yet is counted by the next.
    """
    changed = await pending()
    if changed is None:
        return 0
    moved, left = await _round(changed, at)
    if not left:
        await tell_moved(changed, at)
        await finish(changed.version, at=at)
    return moved


async def _round(changed: Pending, at: datetime) -> tuple[int, bool]:
    """Every slice once; how many dates moved, and whether any row was left to another round."""
    moved, last_id = 0, 0
    while (done := await _slice(changed, last_id, at)) is not None:
        moved, last_id = moved + done.moved, done.last_id
        await asyncio.sleep(0)  # a page that waits is served first
    return moved, bool(await ANY_OLD.all(changed.version))


ANY_OLD = Statement(
    f"SELECT 1 AS left_over FROM question WHERE state IN ({in_sql(OPEN_STATES)})"  # noqa: S608
    " AND due_on IS NOT NULL AND calendar_version < {} LIMIT 1",
    slow=True,
)


@atomic
async def _slice(changed: Pending, last_id: int, at: datetime) -> Slice | None:
    rows = await OLD.all(last_id, changed.version)
    if not rows:
        return None
    ids = [row["id"] for row in rows]
    moves = await _moves(rows)
    await FOLLOW.run(changed.version, *_filled(ids))
    by_day: dict[date, list[int]] = defaultdict(list)
    for row, due_on in moves:
        by_day[due_on].append(row["id"])
    for due_on, same in by_day.items():
        await MOVE.run(due_on, *_filled(same))
    await _write_down(moves, changed, at)
    return Slice(ids[-1], len(moves))


async def _moves(rows: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], date]]:
    """The rows whose date is another by the present calendar, with that date."""
    calendar, budget = await load_calendar(), (await load_clocks())[Clock.PAUSE_BUDGET].number
    facts: dict[int, list[ClockFact]] = defaultdict(list)
    for row in await FACTS.all(*_filled([row["id"] for row in rows])):
        facts[row["question"]].append(fact_of(row))
    moves = []
    for row in rows:
        clock = running_clock(facts[row["id"]], budget)
        due_on = clock.due_on(calendar) if clock else row["due_on"]
        if due_on != row["due_on"]:
            moves.append((row, due_on))
    return moves


async def _write_down(moves: Sequence[tuple[dict[str, Any], date]], changed: Pending, at: datetime) -> None:
    day = day_of(at)
    await ADD.many(
        [
            (row["id"], ClockKind.MOVED.value, day, changed.days, row["due_on"], due_on, changed.version, at, at)
            for row, due_on in moves
        ]
    )
    entries = [
        journal.prepared(
            "question.calendar_moved",
            by=SYSTEM,
            at=at,
            about=("question", row["id"]),
            unit_id=row["organiser"],
            before={"due_on": row["due_on"]},
            after={"due_on": due_on, "calendar": changed.version},
            reason=changed.days,
        )[1]
        for row, due_on in moves
    ]
    await journal.ADD.many(entries)


@cache
def _padding(count: int) -> tuple[int, ...]:
    return (0,) * (SLICE - count)


def _filled(ids: Sequence[int]) -> tuple[int, ...]:
    """As many values as a statement has places, so that one text serves every slice; no row has the id 0."""
    return (*ids, *_padding(len(ids)))
