"""The public questions of the forums of some units, newest first, or those of them that are late."""

from collections.abc import Collection
from datetime import date
from functools import cache

from app.database import Statement
from app.web.paging import COUNTED, Page
from questions.overdue import LATE
from questions.public_lists import PUBLIC, ROW, QuestionRow, one_page


async def questions_of_units(page: int, unit_ids: Collection[int], late_on: date | None = None) -> Page[QuestionRow]:
    """`late_on` keeps those that should have been answered before that day, the longest late first."""
    values = (*((late_on,) if late_on else ()), *sorted(unit_ids))
    return await one_page(page, _statements(len(unit_ids), late_on is not None), *values)


@cache
def _statements(units: int, is_late: bool) -> tuple[Statement, Statement]:
    """Compiled once for each number of units; no index has this order, so they wait in a thread."""
    where = f"{LATE if is_late else PUBLIC} AND organiser IN ({', '.join(['{}'] * units)})"
    order = "due_on, id" if is_late else "id DESC"
    return (
        Statement(f"{ROW} WHERE {where} ORDER BY {order} LIMIT {{}} OFFSET {{}}", slow=True),
        Statement(
            f"SELECT count(*) AS n FROM (SELECT 1 FROM question WHERE {where} LIMIT {COUNTED + 1}) AS found",  # noqa: S608
            slow=True,
        ),
    )
