"""What became of the answers of each unit in a time: ratings, disputes, urgings, and being late without a word.

Numbers only. A report on officials is not counted for those from whose unit it stays hidden.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from app.access import Viewer
from app.clock import at_local
from app.database import Statement
from app.people.directory import Directory, UnitRow
from questions.apologies.drafting import OWING
from questions.apologies.reading import missed_before
from questions.conditions import not_reported
from questions.states import ANSWERED_STATES, in_sql

SQLITE_DAY = "date(question.answered_at, '+7 hours')"
POSTGRES_DAY = "(question.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
# An answer that was replaced later was its unit's then; `MOMENT` is when the asker spoke of it.
UNIT = (
    "COALESCE((SELECT earlier_answer.unit FROM earlier_answer WHERE earlier_answer.question = question.id"
    " AND earlier_answer.replaced_at > MOMENT ORDER BY earlier_answer.id LIMIT 1), answer.unit, question.lead_unit)"
)
OF_ANSWER = " LEFT JOIN answer ON answer.question = question.id"
RATINGS = (
    f"SELECT {UNIT.replace('MOMENT', 'answer_rating.rated_at')} AS unit, count(*) AS rated,"  # noqa: S608 - our words
    " sum(answer_rating.result) AS result, sum(answer_rating.attitude) AS attitude FROM answer_rating"
    # Whose question was joined with another one rates the answer of that one.
    " LEFT JOIN question_merge ON question_merge.question = answer_rating.question"
    " AND question_merge.parted_at IS NULL"
    " JOIN question ON question.id = COALESCE(question_merge.stands, answer_rating.question)"
    f"{OF_ANSWER} WHERE answer_rating.rated_at >= {{}} AND answer_rating.rated_at < {{}} AND (HIDDEN) GROUP BY 1"
)
DISPUTES = (
    f"SELECT {UNIT.replace('MOMENT', 'answer_dispute.disputed_at')} AS unit, count(*) AS disputed,"  # noqa: S608
    " sum(CASE WHEN answer_dispute.ruling = 'upheld' THEN 1 ELSE 0 END) AS upheld,"
    " sum(CASE WHEN answer_dispute.ruling = 'reopened' THEN 1 ELSE 0 END) AS reopened"
    " FROM answer_dispute JOIN question ON question.id = answer_dispute.question"
    f"{OF_ANSWER} WHERE answer_dispute.disputed_at >= {{}} AND answer_dispute.disputed_at < {{}} AND (HIDDEN)"
    " GROUP BY 1"
)
URGINGS = (
    "SELECT urging.unit AS unit, count(*) AS urged FROM urging LEFT JOIN question ON question.id = urging.question"
    " WHERE urging.urged_at >= {} AND urging.urged_at < {} AND (HIDDEN) GROUP BY 1"
)
# Missed in the time, and by more than the days for the letter: still open, or answered over a letter never sent.
WITHOUT_APOLOGY = (
    "SELECT COALESCE(question.lead_unit, question.organiser) AS unit, count(*) AS unapologised FROM question"  # noqa: S608
    " WHERE question.due_on >= {} AND question.due_on < {}"
    f" AND ((question.{OWING} AND question.paused_at IS NULL AND question.due_on < {{}} AND NOT EXISTS (SELECT 1"
    " FROM apology WHERE apology.question = question.id AND apology.sent_at IS NOT NULL AND apology.new_date >= {}))"
    f" OR (question.state IN ({in_sql(ANSWERED_STATES)}) AND EXISTS (SELECT 1 FROM apology"
    " WHERE apology.question = question.id AND apology.sent_at IS NULL AND apology.missed_on >= question.due_on"
    " AND apology.send_by < DAY))) AND (HIDDEN) GROUP BY 1"
)


@dataclass(frozen=True)
class AnsweringFigures:
    """`result` and `attitude` are sums of marks; their means are `mean_result` and `mean_attitude`."""

    rated: int = 0
    result: int = 0
    attitude: int = 0
    disputed: int = 0
    upheld: int = 0
    reopened: int = 0
    urged: int = 0
    unapologised: int = 0

    def __add__(self, other: "AnsweringFigures") -> "AnsweringFigures":
        return AnsweringFigures(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def mean_result(self) -> float | None:
        """With one decimal; None without ratings."""
        return round(self.result / self.rated, 1) if self.rated else None

    @property
    def mean_attitude(self) -> float | None:
        return round(self.attitude / self.rated, 1) if self.rated else None


async def answering_figures(
    seen: frozenset[int], units: Directory, since: date, until: date, today: date, *, viewer: Viewer
) -> list[tuple[UnitRow, AnsweringFigures]]:
    """Of these units, in the order of their names: what happened from `since` to before `until`.

    By the unit whose answer it was, or its successor; a missed date counts where it was owed.
    """
    hidden = not_reported(viewer)
    begin, end, missed = at_local(since), at_local(until), await missed_before(today)
    rows = [
        row
        for statement in (RATINGS, DISPUTES, URGINGS)
        for row in await _compiled(statement, hidden.sql).all(begin, end, *hidden.values)
    ]
    late = _compiled(WITHOUT_APOLOGY, hidden.sql)
    rows += await late.all(since, until, missed, missed, *hidden.values)
    found = summed(rows, seen, units)
    return [(unit, found[unit.id]) for unit in units.units if unit.id in found]


def summed(rows: Iterable[dict[str, Any]], seen: frozenset[int], units: Directory) -> dict[int, AnsweringFigures]:
    """Rows of one unit each put together, a merged unit's with its successor's; of the units that are seen."""
    found: dict[int, AnsweringFigures] = {}
    for row in rows:
        numbers = {name: int(value) for name, value in row.items() if name != "unit"}
        if row["unit"] is not None and (unit_id := units.resolve(row["unit"])) in seen:
            found[unit_id] = found.get(unit_id, AnsweringFigures()) + AnsweringFigures(**numbers)
    return found


@cache
def _compiled(statement: str, hidden: str) -> Statement:
    """Compiled once for each number of own units; whole tables are summed, so they wait in a thread."""
    sql = statement.replace("HIDDEN", hidden)
    return Statement(sql.replace("DAY", SQLITE_DAY), postgres=sql.replace("DAY", POSTGRES_DAY), slow=True)
