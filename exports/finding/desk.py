"""The search for staff: in what this person may see, and nothing else, not even as a number."""

from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from app import formats
from app.access import Access, Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.database.word_index import WordIndex, wanted
from app.i18n import Sentence as _
from app.identifiers import read_phone
from app.people.queries import find_people
from app.people.units import directory
from app.web.paging import Total
from events.planning.search import FORUM_WORDS
from events.planning.states import STATE_NAMES as FORUM_STATES
from events.planning.states import EventState
from exports.finding.codes import codes_meant
from exports.finding.hits import COUNT_MOST, SHOWN, Group, Hit
from questions.answers.states import AnswerState
from questions.askers.veiling import shown_summary
from questions.commitments.looks import look_of as promise_look
from questions.commitments.seeing import seen_by as promises_seen_by
from questions.commitments.states import CommitmentState
from questions.conditions import EVERYTHING, Condition, any_of, one_of
from questions.desk_search import asked_words, contact_visible_to, drafts_visible_to, words_visible_to
from questions.looks import look_of
from questions.queries import IS_THERE, as_officer, visible_to
from questions.states import QuestionState
from questions.words import ANSWER_WORDS, ASKER_WORDS, COMMITMENT_WORDS, QUESTION_WORDS

CODE_ROWS = Statement("SELECT name FROM code_counter ORDER BY name DESC LIMIT 200")
QUESTION = (
    "question.code, question.summary, question.public_summary, question.asker_seen_by,"
    " question.organiser AS organiser_id, question.lead_unit AS lead_unit_id, question.name,"
    " question.state, question.lead_unit, question.happened_at,"
    " (SELECT answer.state FROM answer WHERE answer.question = question.id) AS answer_state"
)
FROM_QUESTION = f"SELECT {QUESTION} FROM question WHERE "  # noqa: S608
PROMISE = "commitment.code, commitment.words, commitment.owner, commitment.state, commitment.due_on"
FORUM = "event.slug, event.title, event.state, event.starts_at, event.organiser"
DONE = {AnswerState.PUBLISHED}


async def thing_with_code(viewer: Viewer, typed: str) -> str | None:
    """Where the one thing stands whose code this is, also in short; None when none or several are meant."""
    if not viewer.may_reach(Access.STAFF):
        return None
    codes = codes_meant(typed.strip(), [row["name"] for row in await CODE_ROWS.all()])
    if not codes:
        return None
    seen = one_of("question.code", codes) & IS_THERE & visible_to(viewer)
    promised = one_of("commitment.code", codes) & promises_seen_by(viewer)
    questions = await _once(f"SELECT question.code FROM question WHERE {seen.sql}").all(*seen.values)  # noqa: S608
    promises = await _once(f"SELECT code FROM commitment WHERE {promised.sql}").all(*promised.values)  # noqa: S608
    paths = [f"/desk/questions/{row['code']}" for row in questions]
    paths += [f"/desk/commitments/{row['code']}" for row in promises]
    return paths[0] if len(paths) == 1 else None


async def find_on_desk(viewer: Viewer, typed: str) -> list[Group]:
    """The groups in which something was found; each shows a few and leads to its whole list."""
    words = asked_words(typed)
    if not words:
        return []
    sought, asked = wanted(words), quote(typed)
    groups: list[Group] = []
    if viewer.may_reach(Access.STAFF):
        seen = IS_THERE & visible_to(viewer)
        groups += [
            await _askers(viewer, typed, sought, seen, asked),
            await _questions(viewer, sought, seen & words_visible_to(viewer), asked),
            await _answers(viewer, sought, IS_THERE & drafts_visible_to(viewer), asked),
            await _promises(viewer, sought, asked),
            await _forums(viewer, sought, asked),
        ]
    if viewer.may_reach(Access.OFFICE):
        groups += [await _people(typed, asked), await _units(words, asked)]
    return [group for group in groups if group.items]


async def _askers(viewer: Viewer, typed: str, sought: str, seen: Condition, asked: str) -> Group:
    """By the name or the telephone of who asks, for those who may reach them."""
    title, path = _("Questions of this person"), f"/desk/questions?q={asked}"
    kept = seen & contact_visible_to(viewer)
    phone = read_phone(typed)
    if not viewer.has_any(*CONTACT_ROLES):
        return Group("askers", title, (), Total(0), path)
    if phone is None:
        return await _group("askers", title, path, ASKER_WORDS, QUESTION, "", sought, kept, partial(_asker_hit, viewer))
    by_phone = Condition("question.phone = {}", (phone,)) & kept
    rows = await _once(f"{FROM_QUESTION}{by_phone.sql} ORDER BY question.id DESC LIMIT {COUNT_MOST}").all(
        *by_phone.values
    )
    units = await directory()
    return Group(
        "askers", title, [_asker_hit(viewer, row, units) for row in rows[:SHOWN]], Total.counted(len(rows)), path
    )


async def _questions(viewer: Viewer, sought: str, seen: Condition, asked: str) -> Group:
    path = f"/desk/questions?q={asked}"
    hit = partial(_question_hit, viewer)
    return await _group("questions", _("Questions"), path, QUESTION_WORDS, QUESTION, "", sought, seen, hit)


async def _answers(viewer: Viewer, sought: str, seen: Condition, asked: str) -> Group:
    joins = "JOIN question ON question.id = answer.question"
    select = f"{QUESTION}, answer.id AS answer_id, answer.summary AS answer_summary"
    path = f"/desk/questions?q={asked}"
    return await _group(
        "answers", _("Answers"), path, ANSWER_WORDS, select, joins, sought, seen, partial(_answer_hit, viewer)
    )


async def _promises(viewer: Viewer, sought: str, asked: str) -> Group:
    path, seen = f"/desk/commitments?q={asked}", promises_seen_by(viewer)
    return await _group("promises", _("Promises"), path, COMMITMENT_WORDS, PROMISE, "", sought, seen, _promise_hit)


async def _forums(viewer: Viewer, sought: str, asked: str) -> Group:
    path = f"/desk/events?q={asked}"
    seen = any_of(Condition("event.state <> 'draft'"), own_forums(viewer))
    return await _group("forums", _("Forums"), path, FORUM_WORDS, FORUM, "", sought, seen, _forum_hit)


def own_forums(viewer: Viewer) -> Condition:
    """The forums whose draft this person may see: `events.planning.policy.may_see` as a filter."""
    if viewer.is_system or viewer.oversees_all:
        return EVERYTHING
    units = viewer.units(Role.COORDINATOR, Role.CLERK, Role.SECRETARY) | (viewer.overseen or frozenset())
    helped = one_of("co_organiser.unit", units)
    return any_of(
        one_of("event.organiser", units),
        Condition(
            f"event.id IN (SELECT co_organiser.event FROM co_organiser WHERE {helped.sql})",  # noqa: S608
            helped.values,
        ),
        as_officer(viewer, "event.id", Role.CHAIR, Role.SECRETARY),
    )


CONTACT_ROLES = (Role.COORDINATOR, Role.CLERK, Role.FOCAL, Role.DRAFTER, Role.APPROVER)


async def _people(typed: str, asked: str) -> Group:
    found, total = await find_people(typed, limit=SHOWN)
    hits = [Hit(f"/office/people/{person.id}", person.name, person.title or person.email) for person in found]
    return Group("people", _("People"), hits, Total.counted(total), f"/office/people?q={asked}")


async def _units(words: list[str], asked: str) -> Group:
    found = (await directory()).named(words)
    hits = [Hit(f"/office/units/{unit.id}", unit.name, unit.code) for unit in found[:SHOWN]]
    return Group("units", _("Units"), hits, Total.counted(len(found)), f"/office/units?q={asked}")


async def _group(
    key: str,
    title: Any,
    path: str,
    index: WordIndex,
    select: str,
    joins: str,
    sought: str,
    seen: Condition,
    hit: Any,
) -> Group:
    values = (sought, *seen.values)
    rows = await _once(index.search(select, joins, seen.sql)).all(*values, SHOWN)
    counted = await _once(index.count(joins, seen.sql)).one(*values, COUNT_MOST)
    units = await directory()
    total = Total.counted(counted["number"] if counted else 0)
    return Group(key, title, [hit(row, units) for row in rows], total, path)


def _question_hit(viewer: Viewer, row: dict[str, Any], units: Any) -> Hit:
    state = QuestionState(row["state"])
    answer = AnswerState(row["answer_state"]) if row["answer_state"] else None
    unit = units.short_name(units.resolve(row["lead_unit"])) if row["lead_unit"] else ""
    detail = " · ".join(part for part in (row["code"], unit, formats.show_date(day_of(row["happened_at"]))) if part)
    return Hit(f"/desk/questions/{row['code']}", str(shown_summary(row, viewer)), detail, look_of(state, answer))


def _asker_hit(viewer: Viewer, row: dict[str, Any], units: Any) -> Hit:
    hit = _question_hit(viewer, row, units)
    return Hit(hit.path, hit.title, f"{row['name']} · {hit.detail}", hit.look)


def _answer_hit(viewer: Viewer, row: dict[str, Any], units: Any) -> Hit:
    hit = _question_hit(viewer, row, units)
    is_out = row["answer_state"] in DONE
    path = hit.path if is_out else f"/desk/answers/{row['answer_id']}"
    return Hit(path, row["answer_summary"] or hit.title, hit.detail, hit.look)


def _promise_hit(row: dict[str, Any], units: Any) -> Hit:
    due = _("due %(day)s", day=formats.show_date(row["due_on"]))
    detail = f"{row['code']} · {units.short_name(row['owner'])} · {due}"
    return Hit(f"/desk/commitments/{row['code']}", row["words"], detail, promise_look(CommitmentState(row["state"])))


def _forum_hit(row: dict[str, Any], units: Any) -> Hit:
    state = FORUM_STATES[EventState(row["state"])]
    day = formats.show_date(day_of(row["starts_at"]))
    return Hit(f"/desk/events/{row['slug']}", row["title"], f"{units.short_name(row['organiser'])} · {day} · {state}")


@lru_cache(maxsize=256)
def _once(sql: str) -> Statement:
    """Compiled once for each shape of a viewer's conditions; it may pass over many rows, so it waits in a thread."""
    return Statement(sql, slow=True)
