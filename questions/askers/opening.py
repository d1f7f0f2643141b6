"""The log of who opened contact data: by whom, for which question, on which day. Askers read the unit and the day."""

from dataclasses import dataclass
from datetime import date, datetime

from app.access import Role, Viewer
from app.clock import day_of
from app.database import Statement, atomic
from app.people.units import directory
from questions.conditions import NOTHING, Condition, any_of, not_reported, one_of
from questions.policy import QuestionFacts

KNOWN = Statement("SELECT 1 AS found FROM contact_opening WHERE question = {} AND person = {} AND day = {}")
ADD = Statement(
    "INSERT INTO contact_opening (question, person, unit, day, opened_at) VALUES ({}, {}, {}, {}, {})"
    " ON CONFLICT DO NOTHING"
)
OF_EVENT = Statement(
    "SELECT question.id FROM question WHERE question.event = {} AND question.state <> 'importing'"
    " AND (question.asker_seen_by <> 'coordinator' OR {}) AND NOT EXISTS (SELECT 1 FROM contact_opening"
    " WHERE contact_opening.question = question.id AND contact_opening.person = {} AND contact_opening.day = {})",
    slow=True,
)
OF_QUESTION = Statement(
    "SELECT DISTINCT unit, day FROM contact_opening WHERE question = {} ORDER BY day DESC, unit LIMIT 200"
)
LISTED = (
    "SELECT contact_opening.day, contact_opening.opened_at, contact_opening.unit, question.code,"
    " question.organiser, question.lead_unit, person.name AS person FROM contact_opening"
    " JOIN question ON question.id = contact_opening.question JOIN person ON person.id = contact_opening.person"
)


@dataclass(frozen=True)
class Opening:
    """What the asker reads of it."""

    unit: str
    day: date


@dataclass(frozen=True)
class OpeningRow:
    code: str
    person: str
    unit: str
    day: date
    opened_at: datetime


async def note_opening(question: QuestionFacts, *, by: Viewer, at: datetime) -> None:
    """Write down that this person reads contact data; the same person again on that day costs one reading."""
    if by.person_id is None or await KNOWN.one(question.id, by.person_id, day_of(at)):
        return
    await _add(question.id, by.person_id, unit_of(question, by), at)


async def note_openings(event_id: int, organiser_id: int, *, by: Viewer, at: datetime) -> int:
    """The same for a whole list of a forum that its organiser's desk takes away; how many were new."""
    if by.person_id is None:
        return 0
    sees_all = by.has(Role.COORDINATOR, organiser_id)
    rows = await OF_EVENT.all(event_id, sees_all, by.person_id, day_of(at))
    ids = [row["id"] for row in rows]
    for start in range(0, len(ids), 200):
        await _add_many(ids[start : start + 200], by.person_id, organiser_id, at)
    return len(ids)


@atomic
async def _add(question_id: int, person_id: int, unit_id: int, at: datetime) -> None:
    await ADD.run(question_id, person_id, unit_id, day_of(at), at)


@atomic
async def _add_many(ids: list[int], person_id: int, unit_id: int, at: datetime) -> None:
    for question_id in ids:
        await ADD.run(question_id, person_id, unit_id, day_of(at), at)


def unit_of(question: QuestionFacts, viewer: Viewer) -> int:
    """For which unit this person opens it: the organiser's, unless one only works for the unit that answers."""
    lead = question.lead_unit_id
    if lead is not None and question.organiser_id not in viewer.units() and lead in viewer.units():
        return lead
    return question.organiser_id


async def openings_of(question_id: int) -> list[Opening]:
    """By which units contact data was opened, and on which days; newest first."""
    units = await directory()
    return [Opening(units.name(row["unit"]), row["day"]) for row in await OF_QUESTION.all(question_id)]


def may_read_log(viewer: Viewer) -> bool:
    return viewer.has_any(Role.ADMIN, Role.SUPERVISOR)


def seen_in_log(viewer: Viewer) -> Condition:
    """What of the log this person reads: the administrator all, a supervisor what is overseen; nobody reads there of a
    report on officials of the own unit."""
    if viewer.has(Role.ADMIN) or viewer.oversees_all or viewer.is_system:
        return not_reported(viewer)
    if not viewer.has(Role.SUPERVISOR):
        return NOTHING
    overseen = viewer.overseen or frozenset()
    seen = any_of(one_of("question.organiser", overseen), one_of("question.lead_unit", overseen))
    return seen & not_reported(viewer)


async def openings(viewer: Viewer, code: str = "", *, limit: int, offset: int = 0) -> list[OpeningRow]:
    """The log, newest first; of one question where its code is given."""
    kept = seen_in_log(viewer)
    if code:
        kept &= Condition("question.code = {}", (code,))
    sql = f"{LISTED} WHERE {kept.sql} ORDER BY contact_opening.id DESC LIMIT {{}} OFFSET {{}}"
    units = await directory()
    return [
        OpeningRow(row["code"], row["person"], units.short_name(row["unit"]), row["day"], row["opened_at"])
        for row in await Statement(sql).all(*kept.values, limit, offset)
    ]
