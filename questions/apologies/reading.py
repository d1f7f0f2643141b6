"""Reading letters of apology: the draft that waits, what was sent, and who is late without one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Statement
from app.people.units import directory
from questions.overdue import LATE
from questions.public_lists import QuestionRow

# Of a question's drafts only one for its present date counts.
WAITING = "apology.question = question.id AND apology.sent_at IS NULL AND apology.missed_on >= question.due_on"
DRAFT = Statement(
    "SELECT apology.id, apology.unit AS unit_id, apology.missed_on, apology.send_by, apology.new_date, apology.reason"  # noqa: S608
    f" FROM question JOIN apology ON {WAITING} WHERE question.id = {{}} ORDER BY apology.id DESC LIMIT 1"
)
SENT = Statement(
    "SELECT apology.id, apology.unit, apology.missed_on, apology.new_date, apology.reason, apology.sent_at,"
    " apology.signer_title,"
    " person.name AS signer FROM apology LEFT JOIN person ON person.id = apology.signer"
    " WHERE apology.question = {} AND apology.sent_at IS NOT NULL ORDER BY apology.id LIMIT 20"
)
# Missed by more than the days for the letter: the due date, and the date that the last letter named.
WITHOUT = (
    f"{LATE} AND NOT EXISTS (SELECT 1 FROM apology WHERE apology.question = question.id"  # noqa: S608
    " AND apology.sent_at IS NOT NULL AND apology.new_date >= {})"
)
COUNT = Statement(f"SELECT count(*) AS n FROM question WHERE {WITHOUT}", slow=True)  # noqa: S608 - our words


class Draft(NamedTuple):
    """What the clock drafted for a missed date."""

    id: int
    unit_id: int
    missed_on: date
    send_by: date
    new_date: date
    reason: str


class ApologyRow(NamedTuple):
    """A letter of apology as everyone may read it."""

    id: int
    unit: str
    missed_on: date
    new_date: date
    reason: str
    sent_at: datetime
    signer_title: str
    signer: str


async def draft_of(question_id: int) -> Draft | None:
    """The draft that waits to be sent, or None."""
    row = await DRAFT.one(question_id)
    return Draft(**row) if row else None


async def apologies_of(question_id: int) -> tuple[ApologyRow, ...]:
    """What was sent, oldest first."""
    units = await directory()
    return tuple(
        ApologyRow(
            **row | {"unit": units.name_then(row["unit"], day_of(row["sent_at"])), "signer": row["signer"] or ""},
        )
        for row in await SENT.all(question_id)
    )


async def missed_before(today: date) -> date:
    """A date missed before this day should have been apologised for by now."""
    rule = (await load_clocks())[Clock.APOLOGY]
    return rule.latest_before(today, await load_calendar())


async def count_without_apology(today: date) -> int:
    """How many public questions are late, and nobody has apologised in time."""
    day = await missed_before(today)
    found = await COUNT.one(day, day)
    return int(found["n"]) if found else 0


async def codes_without_apology(rows: Sequence[QuestionRow], today: date) -> frozenset[str]:
    """Which of these rows of a list are late without a letter of apology."""
    day = await missed_before(today)
    late = [row.code for row in rows if row.due_on and row.due_on < day and not row.answered_at]
    if not late:
        return frozenset()
    places = ", ".join(["{}"] * len(late))
    found = await Statement(f"SELECT code FROM question WHERE code IN ({places}) AND {WITHOUT}").all(*late, day, day)  # noqa: S608
    return frozenset(row["code"] for row in found)
