"""The public lists of questions: rows made light, each by one statement and one index."""

from datetime import date, datetime
from typing import NamedTuple

from app.database import Statement
from app.database.statements import Row
from app.people.directory import Directory
from app.people.units import directory
from app.web.paging import COUNTED, Page, Total
from questions.looks import Look, look_of
from questions.states import ANSWERED_STATES, PUBLIC_STATES, QuestionState, in_sql, taken_up_sql

# Word for word the condition of the partial indexes (questions_p3_triage_indexes.py).
TAKEN_UP = taken_up_sql()
PUBLIC = f"visibility = 'public' AND {TAKEN_UP}"
ANSWERED = f"state IN ({in_sql(ANSWERED_STATES)})"
PAGE_SIZE = 25
LOOKS: dict[QuestionState, Look] = {state: look_of(state) for state in PUBLIC_STATES | {QuestionState.NEEDS_INFO}}
ROW = (
    "SELECT id, code, public_summary, public_asker, state, lead_unit, field, due_on, happened_at, answered_at"
    " FROM question"
)
OF_EVENT = Statement(f"{ROW} WHERE event = {{}} AND {PUBLIC} ORDER BY id DESC LIMIT {{}} OFFSET {{}}")
ALL = Statement(f"{ROW} WHERE {PUBLIC} ORDER BY id DESC LIMIT {{}} OFFSET {{}}")
_COUNT = "SELECT count(*) AS n FROM (SELECT 1 FROM question WHERE "
_MOST = f" LIMIT {COUNTED + 1}) AS found"
COUNT_OF_EVENT = Statement(f"{_COUNT}event = {{}} AND {PUBLIC}{_MOST}")
COUNT_ALL = Statement(f"{_COUNT}{PUBLIC}{_MOST}")
FIELDS = Statement("SELECT id, name FROM field")
NEWEST_ANSWERS = Statement(
    "SELECT question.id, question.code, question.public_summary, question.public_asker, question.state,"  # noqa: S608 - states of the table
    " question.lead_unit, question.field, question.due_on, question.happened_at, question.answered_at"
    " FROM answer JOIN question ON question.id = answer.question"
    f" WHERE answer.state = 'published' AND question.visibility = 'public' AND question.{ANSWERED}"
    " ORDER BY answer.published_at DESC, answer.id DESC LIMIT {}"
)


class QuestionRow(NamedTuple):
    """One line of a public list."""

    code: str
    summary: str
    asker: str
    state: str
    unit: str
    field: str
    due_on: date | None
    happened_at: datetime
    answered_at: datetime | None


async def questions_of(event_id: int, page: int) -> Page[QuestionRow]:
    """The public questions of one forum, newest first."""
    return await one_page(page, (OF_EVENT, COUNT_OF_EVENT), event_id)


async def all_questions(page: int) -> Page[QuestionRow]:
    """The public questions of all forums, newest first."""
    return await one_page(page, (ALL, COUNT_ALL))


async def one_page(page: int, ask: tuple[Statement, Statement], *values: object) -> Page[QuestionRow]:
    """A page of a list; `ask` finds its rows and counts them all, which a list that ends here does not need."""
    find, count = ask
    found = await find.all(*values, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE)
    if found and len(found) <= PAGE_SIZE:
        total = Total.counted((page - 1) * PAGE_SIZE + len(found))
    else:
        counted = await count.one(*values)
        total = Total.counted(counted["n"] if counted else 0)
    return Page.cut(await light(found), page, PAGE_SIZE, total)


async def newest_answers(most: int) -> list[QuestionRow]:
    """What was answered last."""
    return await light(await NEWEST_ANSWERS.all(most))


async def light(rows: list[Row]) -> list[QuestionRow]:
    """Rows as the lists show them."""
    units: Directory = await directory()
    names = {row["id"]: row["name"] for row in await FIELDS.all()} if rows else {}
    return [
        QuestionRow(
            row["code"],
            row["public_summary"],
            row["public_asker"],
            row["state"],
            units.short_name(row["lead_unit"]),
            names.get(row["field"], ""),
            row["due_on"],
            row["happened_at"],
            row["answered_at"],
        )
        for row in rows
    ]
