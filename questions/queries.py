"""The desk's lists of questions: who may see which, filtered, most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from app.access import Role, Viewer
from app.clock import day_of, now
from app.database import Statement
from app.i18n import Sentence
from app.people.units import directory
from app.web.paging import COUNTED, Page, Total
from events.planning.officers import IN_OFFICE
from questions.answers.states import AnswerState
from questions.askers.veiling import shown_summary
from questions.conditions import EVERYTHING, Condition, all_of, any_of, not_reported, one_of
from questions.parts.waiting import has_late_part
from questions.policy import AGENCY_ROLES, ORGANISING_ROLES
from questions.reminding.waiting import WITHOUT_REACTION
from questions.states import ASSIGNED_STATES, OPEN_STATES, OVER_STATES, QuestionState, in_sql
from questions.values import Channel

FROM = (
    " FROM question LEFT JOIN event ON event.id = question.event LEFT JOIN field ON field.id = question.field"
    " LEFT JOIN answer ON answer.question = question.id"
)
COLUMNS = (
    "question.id, question.code, question.summary, question.public_summary, question.asker_seen_by,"
    " question.state, question.organiser AS organiser_id,"
    " question.lead_unit AS lead_unit_id, question.due_on, question.paused_at, question.happened_at,"
    " question.is_after_cutoff, question.channel, event.slug AS event_slug, event.title AS event_title,"
    " field.name AS field_name,"
    " answer.id AS answer_id, answer.state AS answer_state"
)
SQLITE_DAY = "date(question.happened_at, '+7 hours')"
POSTGRES_DAY = "(question.happened_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
# What is over stands last, newest first; a question without a date yet is as urgent as the day it was put.
IS_OVER = f"question.state IN ({in_sql(OVER_STATES - {QuestionState.DISPUTED})})"
ORDER = (
    f" ORDER BY {IS_OVER}, CASE WHEN {IS_OVER} THEN NULL ELSE COALESCE(question.due_on, DAY) END,"
    f" CASE WHEN {IS_OVER} THEN -question.id ELSE question.id END"
)
PAGE_SIZE = 50
ALL_STATES = frozenset(QuestionState)


@dataclass(frozen=True)
class QuestionLine:
    """One question in a list of the desk."""

    id: int
    code: str
    summary: str | Sentence
    state: QuestionState
    organiser_id: int
    lead_unit_id: int | None
    lead_unit: str
    due_on: date | None
    paused_at: datetime | None
    happened_at: datetime
    is_after_cutoff: bool
    channel: str
    event_slug: str | None
    event_title: str | None
    field_name: str | None
    answer_id: int | None
    answer_state: AnswerState | None


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; every field stands in the address.

    `late` is "open" (whenever due), "overdue", "soon", "offer" (sent, without reaction) or "part"; with "part" the unit
    is that of the late part.
    """

    event: str = ""
    state: QuestionState | None = None
    unit_id: int | None = None
    field_id: int | None = None
    late: str = ""
    text: str = ""
    # Those that were merged into the unit: their questions are its own.
    merged_ids: frozenset[int] = frozenset()

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset() if self.unit_id is None else self.merged_ids | {self.unit_id}

    @property
    def is_empty(self) -> bool:
        return self == Filters()


def as_officer(viewer: Viewer, event: str, *roles: Role) -> Condition:
    """`event`, a column, is a forum for which one is named in one of `roles` that one still holds."""
    named = one_of("officer.role", [role for role in roles if viewer.has(role)])
    forums = f"SELECT officer.event FROM officer WHERE officer.person = {{}} AND {named.sql}"  # noqa: S608 - our words
    return Condition(f"{event} IN ({forums})", (viewer.person_id or 0, *named.values))


TWICE_DECLINED = Condition(
    "question.state = 'admitted' AND (SELECT COUNT(*) FROM assignment WHERE assignment.question = question.id"
    " AND assignment.is_lead = true AND assignment.state = 'declined') >= 2"
)


# The unit whose officials a question reports on, and all that it is one with today: `directory.same_as`.
REPORTED_UNITS = (
    "WITH RECURSIVE same(id) AS (SELECT question.reported_unit UNION"
    " SELECT CASE WHEN unit.id = same.id THEN unit.successor ELSE unit.id END FROM unit"
    " JOIN same ON unit.id = same.id OR unit.successor = same.id"
    " WHERE unit.successor IS NOT NULL AND (unit.valid_until IS NULL OR unit.valid_until < {})) SELECT id FROM same"
)
# Beside a row of `officer`, with today three times.
IS_OF_REPORTED = (
    "EXISTS (SELECT 1 FROM membership AS own WHERE own.person = officer.person AND own.since <= {}"  # noqa: S608 - our words
    f" AND (own.until IS NULL OR own.until > {{}}) AND own.unit IN ({REPORTED_UNITS}))"
)


def named_by_leader(viewer: Viewer) -> Condition:
    """The questions without a chair for which this leader says who answers: `policy.names_unit` as a filter."""
    leads = viewer.units(Role.APPROVER)
    under = {child for child, parent in viewer.parents.items() if parent in leads}
    organisers = one_of("question.organiser", leads | under)
    if not organisers.values:
        return organisers
    chaired = (
        "SELECT officer.event FROM officer WHERE officer.event = question.event AND officer.role = 'chair'"  # noqa: S608
        f" AND {IN_OFFICE} AND (question.reported_unit IS NULL OR NOT {IS_OF_REPORTED})"
    )
    today = day_of(now())
    return organisers & TWICE_DECLINED & Condition(f"NOT EXISTS ({chaired})", (today,) * 5)


def visible_to(viewer: Viewer) -> Condition:
    """The questions that this person may open: `policy.may_see` as a filter."""
    ways = ways_to_see(viewer)
    if [way for way, _seen in ways] == [EVERYTHING]:
        return EVERYTHING
    return any_of(*(way if seen == ALL_STATES else way & one_of("question.state", seen) for way, seen in ways))


def ways_to_see(viewer: Viewer) -> list[tuple[Condition, frozenset[QuestionState]]]:
    """Why this person may open questions, each with the states in which that holds; none for nobody."""
    if viewer.is_system or viewer.oversees_all:
        return [(not_reported(viewer), ALL_STATES)]
    overseen = viewer.overseen or frozenset()
    agencies = viewer.units(*AGENCY_ROLES) | overseen
    under = {child for child, parent in viewer.parents.items() if viewer.has(Role.APPROVER, parent)}
    helps = one_of("assignment.unit", agencies)
    helping = (
        "question.id IN (SELECT assignment.question FROM assignment WHERE assignment.is_lead = false"  # noqa: S608
        f" AND assignment.state IN ('offered', 'accepted') AND {helps.sql})"
    )
    leads = viewer.units(Role.APPROVER)
    hidden = not_reported(viewer)
    desks = viewer.units(*ORGANISING_ROLES) | overseen
    officer = as_officer(viewer, "question.event", Role.CHAIR, Role.SECRETARY)
    ways = [
        (one_of("question.organiser", desks), ALL_STATES, desks),
        (officer, ALL_STATES, viewer.has_any(Role.CHAIR, Role.SECRETARY)),
        (named_by_leader(viewer), frozenset({QuestionState.ADMITTED}), leads),
        (one_of("question.lead_unit", agencies | under), ASSIGNED_STATES, agencies | under),
        (Condition(helping, helps.values), ASSIGNED_STATES, agencies),
    ]
    return [(way & hidden, seen) for way, seen, is_there in ways if is_there]


def matching(filters: Filters, *, today: date, soon: date) -> Condition:
    """The questions that these filters keep, but for their text (`desk_search.holding`); `soon` is the last day that
    counts as due soon."""
    kept = [EVERYTHING]
    if filters.event:
        kept.append(Condition("question.event = (SELECT id FROM event WHERE slug = {})", (filters.event,)))
    if filters.state is not None:
        kept.append(Condition("question.state = {}", (filters.state.value,)))
    if filters.late == "part":
        kept.append(has_late_part(today, filters.unit_ids))
    elif filters.unit_id is not None:
        kept.append(one_of("question.lead_unit", filters.unit_ids))
    if filters.field_id is not None:
        kept.append(Condition("question.field = {}", (filters.field_id,)))
    if filters.late == "offer":
        kept.append(WITHOUT_REACTION)
    elif filters.late == "overdue":
        kept.append(IS_OPEN & Condition("question.due_on < {}", (today,)))
    elif filters.late == "soon":
        kept.append(IS_OPEN & Condition("question.due_on BETWEEN {} AND {}", (today, soon)))
    return all_of(*kept)


IS_OPEN = one_of("question.state", OPEN_STATES)
IS_THERE = Condition("question.state <> 'importing'")


async def desk_questions(
    viewer: Viewer, narrowed: Condition, *, number: int = 1, size: int = PAGE_SIZE
) -> Page[QuestionLine]:
    """One page of the questions that the viewer may see and `narrowed` keeps, most urgent first, with their total."""
    condition = all_of(IS_THERE, visible_to(viewer), narrowed)
    found = await _listing(condition.sql).all(*condition.values, size + 1, (number - 1) * size)
    if len(found) <= size and (found or number == 1):  # the last page: how many there are is plain
        total = Total.counted((number - 1) * size + len(found))
    else:
        counted = await _counting(condition.sql).one(*condition.values, COUNTED + 1)
        total = Total.counted(counted["number"] if counted else 0)
    return Page.cut(await lines(found, viewer), number, size, total)


async def first_questions(viewer: Viewer, narrowed: Condition, most: int) -> tuple[list[QuestionLine], Total]:
    """The most urgent of the questions that `narrowed` keeps, and how many there are."""
    page = await desk_questions(viewer, narrowed, size=most)
    assert page.total is not None
    return list(page.items), page.total


async def first_of_each(
    viewer: Viewer, groups: Sequence[Condition], most: int
) -> list[tuple[list[QuestionLine], Total]]:
    """`first_questions` of many groups at once, in their order: one statement, and one more for each that is longer."""
    kept = [all_of(IS_THERE, visible_to(viewer), group) for group in groups]
    found: list[list[dict[str, Any]]] = [[] for _group in groups]
    if groups:
        values = [value for condition in kept for value in (*condition.values, most + 1)]
        for row in await _listing_each(tuple(condition.sql for condition in kept)).all(*values):
            found[row.pop("number")].append(row)
    first = []
    for condition, rows in zip(kept, found, strict=True):
        total = Total.counted(len(rows))
        if len(rows) > most:
            counted = await _counting(condition.sql).one(*condition.values, COUNTED + 1)
            total = Total.counted(counted["number"] if counted else 0)
        first.append((await lines(rows[:most], viewer), total))
    return first


async def lines(rows: Sequence[dict[str, Any]], viewer: Viewer) -> list[QuestionLine]:
    units = await directory()
    return [
        QuestionLine(
            **{
                **{name: value for name, value in row.items() if name not in ("public_summary", "asker_seen_by")},
                "summary": shown_summary(row, viewer),
                "state": QuestionState(row["state"]),
                "answer_state": AnswerState(row["answer_state"]) if row["answer_state"] else None,
                "is_after_cutoff": bool(row["is_after_cutoff"]),
                "lead_unit": units.short_name(units.resolve(row["lead_unit_id"])) if row["lead_unit_id"] else "",
            }
        )
        for row in rows
    ]


@lru_cache(maxsize=256)
def _listing(where: str) -> Statement:
    sql = f"SELECT {COLUMNS}{FROM} WHERE {where}{ORDER} LIMIT {{}} OFFSET {{}}"
    return Statement(sql.replace("DAY", SQLITE_DAY), postgres=sql.replace("DAY", POSTGRES_DAY), slow=True)


@lru_cache(maxsize=256)
def _listing_each(wheres: tuple[str, ...]) -> Statement:
    # The rows are found first and read afterwards, for SQLite knows the types of plain columns only.
    found = " UNION ALL ".join(
        f"SELECT * FROM (SELECT question.id AS id, {number} AS number, row_number() OVER ({ORDER.strip()}) AS place"  # noqa: S608
        f"{FROM} WHERE {where}{ORDER} LIMIT {{}}) AS group{number}"
        for number, where in enumerate(wheres)
    )
    beside = FROM.removeprefix(" FROM question")
    sql = (
        f"SELECT found.number, {COLUMNS} FROM ({found}) AS found JOIN question ON question.id = found.id{beside}"  # noqa: S608
        " ORDER BY found.number, found.place"
    )
    return Statement(sql.replace("DAY", SQLITE_DAY), postgres=sql.replace("DAY", POSTGRES_DAY), slow=True)


@lru_cache(maxsize=256)
def _counting(where: str) -> Statement:
    return Statement(f"SELECT COUNT(*) AS number FROM (SELECT 1{FROM} WHERE {where} LIMIT {{}}) AS found", slow=True)  # noqa: S608


ENTERED_BY = Statement(
    "SELECT question.code, question.summary, question.channel, question.entered_at FROM question"
    " JOIN journal_entry ON journal_entry.about_kind = 'question' AND journal_entry.about_id = question.id"
    " AND journal_entry.act = 'question.submit' WHERE journal_entry.person_id = {}"
    " AND question.state <> 'importing' ORDER BY question.id DESC LIMIT 5",
    slow=True,
)


@dataclass(frozen=True)
class EnteredLine:
    code: str
    summary: str
    channel: str
    entered_at: datetime


async def entered_by(viewer: Viewer) -> list[EnteredLine]:
    """The last questions that this person typed in."""
    return [EnteredLine(**row) for row in await ENTERED_BY.all(viewer.person_id)]


ORIGIN = Statement(
    "SELECT submission_key AS key, channel, (SELECT journal_entry.person_id FROM journal_entry"
    " WHERE journal_entry.about_kind = 'question' AND journal_entry.about_id = question.id"
    " AND journal_entry.act = 'question.submit' LIMIT 1) AS entered_by FROM question WHERE id = {}"
)


@dataclass(frozen=True)
class Origin:
    """How a question came, and the key of the form or row that made it: its tracking link is made from the key."""

    key: str
    channel: Channel
    entered_by: int | None


async def origin_of(question_id: int) -> Origin:
    row = await ORIGIN.one(question_id)
    assert row is not None
    return Origin(row["key"], Channel(row["channel"]), row["entered_by"])
