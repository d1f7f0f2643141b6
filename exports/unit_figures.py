"""What each unit under one's own did in a year, in numbers: no text of any question stands behind them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any

from app.access import Viewer
from app.clock import at_local, local
from app.database import Statement
from app.people.directory import Directory, UnitRow
from app.people.kinds import UnitKind
from questions.clocks.keeping import DUE_BEFORE_CORRECTION
from questions.conditions import not_reported
from questions.states import ANSWERED_STATES, OPEN_STATES, in_sql

IS_OPEN = f"state IN ({in_sql(OPEN_STATES)})"
ANSWERED = f"state IN ({in_sql(ANSWERED_STATES)})"
SQLITE_DAY = "date(answered_at, '+7 hours')"
POSTGRES_DAY = "(answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"


# A question that was joined with another one has the answer of the one that stands; it is open, or late, with that one.
BY_OTHER = (
    "state = 'merged' AND EXISTS (SELECT 1 FROM question_merge JOIN question AS stands ON stands.id ="  # noqa: S608
    " question_merge.stands WHERE question_merge.question = question.id AND question_merge.parted_at IS NULL"
    f" AND stands.{ANSWERED}{{more}})"
)
RESOLVED = " AND stands.outcome = 'resolved'"


def _number(condition: str, name: str) -> str:
    return f", sum(CASE WHEN {condition} THEN 1 ELSE 0 END) AS {name}"


QUESTIONS = (
    "SELECT organiser AS unit, count(*) AS received"  # noqa: S608 - words of this file
    + _number(f"{ANSWERED} OR {BY_OTHER.format(more='')}", "answered")
    + _number(
        f"{ANSWERED} AND outcome = 'resolved' OR {BY_OTHER.format(more=RESOLVED)}",
        "resolved",
    )
    + _number(IS_OPEN, "open")
    + _number(IS_OPEN + " AND due_on < {}", "overdue")
    + _number(f"{ANSWERED} AND DAY > due_on", "late")
    + _number(f"{IS_OPEN} AND coalesce({DUE_BEFORE_CORRECTION}, due_on) < {{}}", "overdue_before")
    + _number(f"{ANSWERED} AND DAY > coalesce({DUE_BEFORE_CORRECTION}, due_on)", "late_before")
    # What was split is counted by its parts.
    + " FROM question WHERE state NOT IN ('importing', 'split') AND happened_at >= {} AND happened_at < {}"
    + " AND (HIDDEN) GROUP BY organiser"
)
OF_PROMISES = Statement(
    "SELECT organiser AS unit"  # noqa: S608 - words of this file
    + _number("state NOT IN ('fulfilled', 'cancelled')", "promises_open")
    + _number("state NOT IN ('fulfilled', 'cancelled') AND due_on < {}", "promises_overdue")
    + _number("state = 'fulfilled'", "promises_kept")
    + " FROM commitment WHERE happened_at >= {} AND happened_at < {} GROUP BY organiser",
    slow=True,
)
OF_FORUMS = Statement(
    "SELECT organiser AS unit, count(*) AS forums FROM event WHERE state IN ('held', 'minutes_approved', 'published')"
    " AND starts_at >= {} AND starts_at < {} GROUP BY organiser",
    slow=True,
)
FIRST = Statement('SELECT min(starts_at) AS "first [timestamptz]" FROM event')


@dataclass(frozen=True)
class Figures:
    """Of the questions received in the time: answered, of these resolved; answered after their date; still open.

    `overdue_before` and `late_before` count by the dates as they were before a starting day was corrected.
    """

    forums: int = 0
    received: int = 0
    answered: int = 0
    resolved: int = 0
    open: int = 0
    overdue: int = 0
    late: int = 0
    overdue_before: int = 0
    late_before: int = 0
    promises_open: int = 0
    promises_overdue: int = 0
    promises_kept: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(Figures)})


@dataclass(frozen=True)
class UnitFigures:
    unit: UnitRow
    depth: int
    figures: Figures


async def first_year() -> int | None:
    """The year of the first forum there is."""
    row = await FIRST.one()
    return local(row["first"]).year if row and row["first"] else None


async def figures_of(
    unit_ids: frozenset[int], units: Directory, year: int | None, today: date, *, viewer: Viewer
) -> tuple[list[UnitFigures], Figures]:
    """The figures of these units of today, in the order of their tree, and their sum; for a year or for all time.

    What a merged unit did counts for its successor. A commune stands here also when it did nothing. A report on
    officials is not counted for those from whose unit it stays hidden.
    """
    begin, end = _time(year)
    hidden = not_reported(viewer)
    rows = [
        *await _of_questions(hidden.sql).all(today, today, begin, end, *hidden.values),
        *await OF_PROMISES.all(today, begin, end),
        *await OF_FORUMS.all(begin, end),
    ]
    found = _summed(rows, unit_ids, units)
    shown = [
        (depth, unit)
        for depth, unit in units.tree(today)
        if unit.id in found or (unit.id in unit_ids and _must_hold_dialogues(unit, units))
    ]
    least = min((depth for depth, _unit in shown), default=0)
    lines = [UnitFigures(unit, depth - least, found.pop(unit.id, Figures())) for depth, unit in shown]
    # What was done by units that are gone without a successor.
    lines += [UnitFigures(units[unit_id], 0, figures) for unit_id, figures in found.items()]
    return lines, sum((line.figures for line in lines), Figures())


@cache
def _of_questions(hidden: str) -> Statement:
    """Compiled once for each number of own units."""
    sql = QUESTIONS.replace("HIDDEN", hidden)
    return Statement(sql.replace("DAY", SQLITE_DAY), postgres=sql.replace("DAY", POSTGRES_DAY), slow=True)


def _summed(rows: Iterable[dict[str, Any]], unit_ids: frozenset[int], units: Directory) -> dict[int, Figures]:
    found: dict[int, Figures] = {}
    for row in rows:
        unit_id = units.resolve(row.pop("unit"))
        if unit_id in unit_ids:
            found[unit_id] = found.get(unit_id, Figures()) + Figures(**row)
    return found


def _must_hold_dialogues(unit: UnitRow, units: Directory) -> bool:
    """A commune, not an office within one."""
    above = units.parents.get(unit.id)
    return unit.kind is UnitKind.COMMUNE and (above is None or units[above].kind is not UnitKind.COMMUNE)


def _time(year: int | None) -> tuple[datetime, datetime]:
    first, last = (year, year + 1) if year else (2000, 2200)
    return at_local(date(first, 1, 1)), at_local(date(last, 1, 1))
