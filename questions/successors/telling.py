"""On the day on which a unit goes on with another one's work, its people are told what came: one letter each."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app import journal, post
from app.access import SYSTEM
from app.clock import day_of
from app.database import Statement, atomic
from app.people.rows import Member
from app.people.units import directory
from app.post.hours import is_day
from questions.conditions import Condition, one_of
from questions.parts.waiting import WAITS
from questions.staff_readers import speakers
from questions.states import ASSIGNED_STATES, OPEN_STATES, QuestionState, in_sql
from questions.successors.letters import taken_over

# Who looked away that long, or entered it later, is told all the same; what was merged years ago is known.
LATE = timedelta(days=31)
ENTERED = (
    "EXISTS (SELECT 1 FROM journal_entry WHERE journal_entry.about_kind = 'unit' AND journal_entry.about_id = unit.id"
    " AND journal_entry.act = 'unit.replaced' AND journal_entry.entered_at >= {})"
)
TOLD = (
    "EXISTS (SELECT 1 FROM journal_entry WHERE journal_entry.about_kind = 'unit' AND journal_entry.about_id = unit.id"
    " AND journal_entry.act = 'unit.taken_over')"
)
ENDED = Statement(
    f"SELECT id FROM unit WHERE successor IS NOT NULL AND valid_until < {{}} AND (valid_until >= {{}} OR {ENTERED})"  # noqa: S608
    f" AND NOT {TOLD} ORDER BY id"
)
# Holds the unit, so that one process of several tells of it.
HOLD = Statement("UPDATE unit SET successor = successor WHERE id = {} AND valid_until < {} RETURNING valid_until")
IS_TOLD = Statement(f"SELECT id FROM unit WHERE id = {{}} AND {TOLD}")  # noqa: S608 - our words
TO_ANSWER = in_sql((ASSIGNED_STATES & OPEN_STATES) | {QuestionState.DISPUTED})


@dataclass
class Open:
    """What came to one reader."""

    questions: int = 0
    parts: int = 0


async def tell_successors(at: datetime) -> int:
    """Tell of every unit whose successor took over and nobody was told; how many letters. Run by the clock."""
    if not is_day(at):
        return 0
    ended: dict[int, list[int]] = defaultdict(list)
    units = await directory()
    for row in await ENDED.all(day_of(at), day_of(at) - LATE, at - LATE):
        ended[units.resolve(row["id"])].append(row["id"])
    return sum([await _tell(successor_id, unit_ids, at) for successor_id, unit_ids in ended.items()])


@atomic
async def _tell(successor_id: int, unit_ids: Sequence[int], at: datetime) -> int:
    units, came, last_days = await directory(), set[int](), []
    for unit_id in unit_ids:
        held = await HOLD.one(unit_id, day_of(at))
        if held is None or successor_id == unit_id or await IS_TOLD.one(unit_id) is not None:
            continue
        last_days.append(held["valid_until"])
        # With all that had been merged into it by then.
        came |= units.as_of(held["valid_until"]).same_as(unit_id)
        about, after = ("unit", unit_id), {"successor": successor_id}
        await journal.record("unit.taken_over", by=SYSTEM, at=at, about=about, unit_id=successor_id, after=after)
    if not came:
        return 0
    before = [units[unit_id].name for unit_id in unit_ids]
    told = await _told(successor_id, came, at)
    for reader, opened in told:
        letter = taken_over(
            to=reader.email,
            name=reader.name,
            unit=units.name(successor_id),
            before=before,
            since=max(last_days) + timedelta(days=1),
            questions=opened.questions,
            parts=opened.parts,
            language=reader.language,
            key=f"taken_over {successor_id} {min(unit_ids)} {max(last_days)} {reader.id}",
        )
        await post.queue(letter, about=("unit", successor_id), at=at)
    return len(told)


async def _told(successor_id: int, unit_ids: Collection[int], at: datetime) -> list[tuple[Member, Open]]:
    """Those of the successor for whom something came, each without what is hidden from this one."""
    found: dict[int, tuple[Member, Open]] = {}
    led, asked = one_of("question.lead_unit", unit_ids), one_of("answer_part.unit", unit_ids)
    for row in await _questions(led).all(*led.values):
        for reader in await speakers(successor_id, reported_unit_id=row["reported_unit"], at=at):
            found.setdefault(reader.id, (reader, Open()))[1].questions += row["number"]
    for row in await _parts(asked).all(*asked.values):
        for reader in await speakers(successor_id, reported_unit_id=row["reported_unit"], at=at):
            found.setdefault(reader.id, (reader, Open()))[1].parts += row["number"]
    return list(found.values())


def _questions(led: Condition) -> Statement:
    return Statement(
        f"SELECT question.reported_unit, count(*) AS number FROM question WHERE question.state IN ({TO_ANSWER})"  # noqa: S608
        f" AND {led.sql} GROUP BY question.reported_unit",
        slow=True,
    )


def _parts(asked: Condition) -> Statement:
    return Statement(
        "SELECT question.reported_unit, count(*) AS number FROM answer_part"  # noqa: S608 - our words
        f" JOIN question ON question.id = answer_part.question WHERE {WAITS} AND {asked.sql}"
        " GROUP BY question.reported_unit",
        slow=True,
    )
