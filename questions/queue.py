"""The desk's queue: the questions that one may open, filtered, most urgent first, page after page by its last row.

Each state, and each way in which one may see a question, is walked by itself along an index and only as far as a
page goes, so that a page takes as long among a hundred thousand questions as among ten thousand.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.access import Viewer
from app.database import Statement, is_postgres
from app.web.paging import Total
from questions.conditions import Condition, all_of, any_of, one_of
from questions.queries import (
    COLUMNS,
    FROM,
    PAGE_SIZE,
    POSTGRES_DAY,
    SQLITE_DAY,
    Filters,
    QuestionLine,
    lines,
    ways_to_see,
)
from questions.states import OPEN_STATES, OVER_STATES, QuestionState

OVER = OVER_STATES - {QuestionState.DISPUTED}
MOST_COUNTED = 300
# Word for word the columns of the indexes (questions_p3_queue.py); a question without a date yet is as urgent as
# the day it was put.
URGENCY = "COALESCE(question.due_on, DAY)"


@dataclass(frozen=True)
class Place:
    """The last row of a page: whether it is over, its date and its id."""

    is_over: bool
    urgency: date
    id: int

    def __str__(self) -> str:
        return f"{'over' if self.is_over else 'open'}.{self.urgency}.{self.id}"

    @classmethod
    def read(cls, typed: str) -> "Place | None":
        """From an address; None for anything unreadable, which is the beginning."""
        part, _dot, rest = typed.partition(".")
        day, _dot, number = rest.partition(".")
        if part not in ("open", "over") or not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        try:
            return cls(part == "over", date.fromisoformat(day), int(number))
        except ValueError:
            return None


@dataclass(frozen=True)
class QueuePage:
    """`next` is where the following page begins, None on the last one."""

    items: Sequence[QuestionLine]
    total: Total
    next: Place | None


@dataclass(frozen=True)
class Span:
    """The days in which what is late, or soon due, is due: from `since` on, and before `until`."""

    since: date | None = None
    until: date | None = None

    @property
    def condition(self) -> Condition:
        """Asked of the due date, and of the column of the index, which has the same day there."""
        asked = []
        for sign, day in ((">=", self.since), ("<", self.until)):
            if day is not None:
                # A bare column would tempt SQLite to an index that does not have the order of the queue.
                asked += [
                    Condition(f"COALESCE(question.due_on, NULL) {sign} {{}}", (day,)),
                    Condition(f"{URGENCY} {sign} {{}}", (day,)),
                ]
        return all_of(*asked)


def span_of(filters: Filters, today: date, soon: date) -> Span:
    """The days that these filters leave; `soon` is the last day that counts as due soon."""
    if filters.late == "overdue":
        return Span(until=today)
    return Span(today, soon + timedelta(days=1)) if filters.late == "soon" else Span()


def states_of(filters: Filters) -> frozenset[QuestionState]:
    """The states that these filters leave."""
    wanted = frozenset(QuestionState) if filters.state is None else frozenset({filters.state})
    if filters.late == "offer":
        return wanted & {QuestionState.OFFERED}
    return wanted & OPEN_STATES if filters.late else wanted


async def queue(
    viewer: Viewer,
    narrowed: Condition,
    *,
    states: Collection[QuestionState] = tuple(QuestionState),
    span: Span = Span(),
    after: Place | None = None,
    size: int = PAGE_SIZE,
) -> QueuePage:
    """A page of the questions in these states that the viewer may see and `narrowed` keeps, with their total."""
    narrowed = narrowed & span.condition
    ways = [(way, frozenset(states) & seen) for way, seen in ways_to_see(viewer)]
    ways = [(way, seen) for way, seen in ways if seen]
    if not ways:
        return QueuePage([], Total(0), None)
    arms = [arm for way, seen in ways for arm in _arms(way, seen, narrowed, after, size + 1)]
    found = []
    if arms:
        statement = _listing(tuple(arm.sql for arm in arms), is_postgres())
        found = await statement.all(*(value for arm in arms for value in arm.values), size + 1)
    places = [Place(bool(row.pop("is_over")), row.pop("place"), row["id"]) for row in found]
    if after is None and len(found) <= size:
        total = Total.counted(len(found))
    else:
        kept = any_of(*(all_of(way, one_of("question.state", seen)) for way, seen in ways)) if len(ways) > 1 else (
            one_of("question.state", ways[0][1]) & ways[0][0]
        )  # fmt: skip
        kept = kept & narrowed
        counted = await _counting(kept.sql, _joins(narrowed)).one(*kept.values, MOST_COUNTED + 1)
        total = Total.counted(counted["number"] if counted else 0, MOST_COUNTED)
    return QueuePage(await lines(found[:size], viewer), total, places[size - 1] if len(found) > size else None)


def _arms(
    way: Condition, seen: frozenset[QuestionState], narrowed: Condition, after: Place | None, most: int
) -> list[Condition]:
    """One for each state: what is open by its date, what is over by its date backwards."""
    joins, arms = _joins(narrowed), []
    for state in sorted(seen):
        is_over = state in OVER
        if after is not None and after.is_over and not is_over:
            continue  # the open ones were on the pages before
        kept = Condition(f"question.state = '{state.value}'") & way & narrowed
        if after is not None and after.is_over is is_over:
            sign = "<" if is_over else ">"
            kept = kept & Condition(
                f"{URGENCY} {sign}= {{}} AND ({URGENCY} {sign} {{}} OR question.id {sign} {{}})",
                (after.urgency, after.urgency, after.id),
            )
        back = " DESC" if is_over else ""
        sql = (
            f"SELECT question.id AS id, {URGENCY} AS urgency, {int(is_over)} AS is_over FROM question{joins}"  # noqa: S608
            f" WHERE {kept.sql} ORDER BY {URGENCY}{back}, question.id{back} LIMIT {{}}"
        )
        arms.append(Condition(sql, (*kept.values, most)))
    return arms


def _joins(narrowed: Condition) -> str:
    """The tables beside the question that the condition names."""
    joined = (
        (" LEFT JOIN event ON event.id = question.event", "event."),
        (
            " LEFT JOIN answer ON answer.question = question.id",
            "answer.",
        ),
    )
    return "".join(join for join, name in joined if name in narrowed.sql)


@lru_cache(maxsize=256)
def _listing(arms: tuple[str, ...], _on_postgres: bool) -> Statement:
    # In two steps, for SQLite orders and limits a part of a UNION only within a table of its own.
    found = " UNION ".join(f"SELECT * FROM ({arm}) AS arm{n}" for n, arm in enumerate(arms))  # noqa: S608
    beside = FROM.removeprefix(" FROM question")
    sql = (
        f'SELECT found.is_over, found.urgency AS "place [date]", {COLUMNS} FROM ({found}) AS found'  # noqa: S608
        f" JOIN question ON question.id = found.id{beside}"
        " ORDER BY found.is_over, CASE WHEN found.is_over = 0 THEN found.urgency END, found.urgency DESC,"
        " CASE WHEN found.is_over = 0 THEN question.id ELSE -question.id END LIMIT {}"
    )
    return Statement(sql.replace("DAY", SQLITE_DAY), postgres=sql.replace("DAY", POSTGRES_DAY), slow=True)


@lru_cache(maxsize=256)
def _counting(where: str, joins: str) -> Statement:
    sql = f"SELECT COUNT(*) AS number FROM (SELECT 1 FROM question{joins} WHERE {where} LIMIT {{}}) AS found"  # noqa: S608
    return Statement(sql.replace("DAY", SQLITE_DAY), postgres=sql.replace("DAY", POSTGRES_DAY), slow=True)
