"""Public questions whose answer is late, the longest late first: for those who watch."""

from datetime import date

from app.database import Statement
from app.web.paging import COUNTED, Page
from questions.public_lists import ANSWERED, PUBLIC, ROW, QuestionRow, one_page

LATE = f"{PUBLIC} AND NOT {ANSWERED} AND state <> 'forwarded' AND due_on < {{}}"
# No index is ordered by the date, so these wait in a thread.
FIND = Statement(f"{ROW} WHERE {LATE} ORDER BY due_on, id LIMIT {{}} OFFSET {{}}", slow=True)
COUNT = Statement(
    f"SELECT count(*) AS n FROM (SELECT 1 FROM question WHERE {LATE} LIMIT {COUNTED + 1}) AS found",  # noqa: S608
    slow=True,
)


async def late_questions(page: int, today: date) -> Page[QuestionRow]:
    """The public questions that should have been answered before `today`."""
    return await one_page(page, (FIND, COUNT), today)


async def late_count(today: date) -> int:
    """How many there are, counted to a little over a thousand."""
    found = await COUNT.one(today)
    return int(found["n"]) if found else 0
