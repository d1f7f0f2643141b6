"""The public list of promises and what it can be narrowed to: the overdue first."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from app.clock import day_of
from app.database import Statement
from app.database.word_index import wanted
from app.people.units import directory
from app.text import search_words
from app.web.paging import COUNTED, Page, Total
from questions.commitments.public import _FIND, _ORDER, PAGE_SIZE, CommitmentView, _views
from questions.commitments.seeing import PUBLIC
from questions.words import COMMITMENT_WORDS

OWNERS = Statement(f"SELECT DISTINCT owner FROM commitment WHERE {PUBLIC}")  # noqa: S608 - our words
SERIES = Statement(
    "SELECT DISTINCT series.slug, series.name FROM commitment JOIN event ON event.id = commitment.event"  # noqa: S608
    f" JOIN series ON series.id = event.series WHERE {PUBLIC} ORDER BY series.name"
)


@dataclass(frozen=True)
class Filter:
    """Which promises: owned by a unit or made at forums of a unit (by its code), of a series (by its slug), in a state,
    with these words; empty means all."""

    unit: str = ""
    series: str = ""
    state: str = ""
    organiser: str = ""
    text: str = ""

    @property
    def words(self) -> list[str]:
        return search_words(self.text[:300])[:12]


async def commitments(which: Filter, page: int, at: datetime) -> Page[CommitmentView]:
    """The promises that fit, the overdue first, then those due soon, the kept ones last."""
    units = await directory()
    conditions = [PUBLIC]
    values: list[object] = []
    for column, code in (("owner", which.unit), ("organiser", which.organiser)):
        if code:
            unit = units.by_code(code)
            ids = sorted(units.same_as(unit.id)) if unit else [0]
            conditions.append(f"commitment.{column} IN ({', '.join(['{}'] * len(ids))})")
            values += ids
    if which.series:
        conditions.append("event.series IN (SELECT id FROM series WHERE slug = {})")
        values.append(which.series)
    if which.state == OVERDUE:
        conditions.append("commitment.state NOT IN ('fulfilled', 'cancelled') AND commitment.due_on < {}")
        values.append(day_of(at))
    elif which.state:
        conditions.append("commitment.state = {}")
        values.append(which.state)
    if which.words:
        conditions.append(COMMITMENT_WORDS.condition)
        values.append(wanted(which.words))
    find, count = _statements(tuple(conditions), bool(which.words))
    found = await find.all(*values, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE)
    counted = await count.one(*values)
    total = Total.counted(counted["n"] if counted else 0)
    return Page.cut(await _views(found, at), page, PAGE_SIZE, total)


OVERDUE = "overdue"


@cache
def _statements(conditions: tuple[str, ...], slow: bool) -> tuple[Statement, Statement]:
    """Compiled once for each of the few sets of filters."""
    where = f" WHERE {' AND '.join(conditions)}"
    joined = " FROM commitment LEFT JOIN event ON event.id = commitment.event"
    return (
        Statement(f"{_FIND}{where}{_ORDER} LIMIT {{}} OFFSET {{}}", slow=slow),
        Statement(f"SELECT count(*) AS n FROM (SELECT 1{joined}{where} LIMIT {COUNTED + 1}) AS found", slow=slow),  # noqa: S608
    )


async def owners() -> list[tuple[str, str]]:
    """(code, name) of the units that promised something, as they are called today."""
    units = await directory()
    ids = {units.resolve(row["owner"]) for row in await OWNERS.all()}
    return [(unit.code, unit.short_name or unit.name) for unit in units.units if unit.id in ids]


async def series_with_commitments() -> list[tuple[str, str]]:
    """(slug, name) of the series at whose forums something was promised."""
    return [(row["slug"], row["name"]) for row in await SERIES.all()]
