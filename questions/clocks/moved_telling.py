"""Telling askers and units that a change of the calendar moved their dates: one letter for all of one reader."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from app import post
from app.calendar.versions import Pending
from app.database import Statement, after_commit, atomic
from app.formats import show_date
from app.people.rows import Member
from app.people.units import directory
from app.post.bell import ring
from app.post.letter import Letter
from questions.clocks import letters as clock_letters
from questions.staff_readers import speakers

MOVED = Statement(
    "SELECT question.code, question.email, question.name, question.language, question.lead_unit,"
    " question.reported_unit, clock_event.was, clock_event.due_on FROM clock_event"
    " JOIN question ON question.id = clock_event.question"
    " WHERE clock_event.kind = 'moved' AND clock_event.calendar_version = {} ORDER BY clock_event.id LIMIT 100000",
    slow=True,
)
# Those whose question was joined with one that moved.
MOVED_ALONG = Statement(
    "SELECT question.code, question.email, question.name, question.language, clock_event.was, clock_event.due_on"
    " FROM clock_event JOIN question_merge ON question_merge.stands = clock_event.question"
    " AND question_merge.parted_at IS NULL JOIN question ON question.id = question_merge.question"
    " WHERE clock_event.kind = 'moved' AND clock_event.calendar_version = {} ORDER BY clock_event.id LIMIT 100000",
    slow=True,
)
LETTERS = 200
LINES = 100


async def tell_moved(changed: Pending, at: datetime) -> None:
    """Queue the letters; a letter of one version and one reader is queued once, however often this runs."""
    rows = await MOVED.all(changed.version)
    if not rows:
        return
    along = await MOVED_ALONG.all(changed.version)
    letters = iter([*_to_askers([*rows, *along], changed), *await _to_units(rows, changed, at)])
    while some := list(islice(letters, LETTERS)):
        await _queue(some, at)


def _to_askers(rows: Sequence[dict[str, Any]], changed: Pending) -> Iterable[Letter]:
    askers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["email"]:
            askers[row["email"]].append(row)
    for email, own in askers.items():
        yield clock_letters.moved(
            changed.days,
            _lines(own),
            to=email,
            name=own[0]["name"],
            language=own[0]["language"],
            key=f"calendar {changed.version} asker {_print(email)}",
            is_asker=True,
        )


def _print(address: str) -> str:
    """What tells one address from another, and is none: keys stay when an asker is erased."""
    return sha256(address.encode()).hexdigest()[:24]


async def _to_units(rows: Sequence[dict[str, Any]], changed: Pending, at: datetime) -> list[Letter]:
    units = await directory()
    led: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["lead_unit"] is not None:
            led[units.resolve(row["lead_unit"])].append(row)
    letters = []
    for unit_id, own in led.items():
        for reader, seen in await _readers(unit_id, own, at):
            key = f"calendar {changed.version} unit {unit_id} {reader.id}"
            letters.append(
                clock_letters.moved(
                    changed.days, _lines(seen), to=reader.email, name=reader.name, language=reader.language, key=key
                )
            )
    return letters


async def _readers(
    unit_id: int, rows: Sequence[dict[str, Any]], at: datetime
) -> Iterable[tuple[Member, list[dict[str, Any]]]]:
    """Those of a unit who take letters, each with the rows that are not hidden from this one."""
    reported = dict.fromkeys(row["reported_unit"] for row in rows)
    told = {one: await speakers(unit_id, reported_unit_id=one, at=at) for one in reported}
    found: dict[int, tuple[Member, list[dict[str, Any]]]] = {}
    for row in rows:
        for reader in told[row["reported_unit"]]:
            found.setdefault(reader.id, (reader, []))[1].append(row)
    return found.values()


def _lines(rows: Sequence[dict[str, Any]]) -> str:
    """One line for each question: its code, the old and the new date."""
    lines = [f"{row['code']}: {show_date(row['was'])} → {show_date(row['due_on'])}" for row in rows[:LINES]]
    return "\n".join(lines + (["…"] if len(rows) > LINES else []))


@atomic
async def _queue(letters: Sequence[Letter], at: datetime) -> None:
    for letter in letters:
        add, values = post.prepared(letter, about=("calendar", 0), at=at)
        await add.one(*values)
    after_commit(ring)
