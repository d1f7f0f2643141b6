"""Reading what rules need to know of a question, an answer or a promise: few statements, each by an index."""

from datetime import date
from typing import Any, cast

from app.access import Role
from app.clock import day_of
from app.clock import now as clock_now
from app.database import Statement
from app.database.json import load
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.units import directory
from events.planning.officers import IN_OFFICE
from events.planning.seeing import SeenBy
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerState
from questions.policy import QuestionFacts
from questions.staff_readers import hidden_from, members
from questions.states import QuestionState, Visibility

_COLUMNS = (
    "SELECT id, code, state, organiser, event, visibility, lead_unit, dispute_until, reopened,"
    " rejected_by, appeal_until, asker_seen_by, reported_unit, needs_clearance, asker_erased_at,"
    " (SELECT COUNT(*) FROM question_part WHERE question_part.part = question.id) AS is_part,"
    " (SELECT stands.state FROM question_merge JOIN question AS stands ON stands.id = question_merge.stands"
    " WHERE question_merge.question = question.id AND question_merge.parted_at IS NULL) AS stands_state,"
    " (SELECT asker_request.id FROM asker_request WHERE asker_request.question = question.id"
    " AND asker_request.ruling = '') AS erase_request,"
    " (SELECT oversight_note.id FROM oversight_note WHERE oversight_note.question = question.id"
    " AND oversight_note.kind = 'request' AND oversight_note.reply = '') AS reopen_request,"
    " (SELECT COUNT(*) FROM info_request WHERE info_request.question = question.id) AS asked_back,"
    " (SELECT COUNT(*) FROM appeal WHERE appeal.question = question.id) AS appeals,"
    " (SELECT max(apology.id) FROM apology WHERE apology.question = question.id AND apology.sent_at IS NULL"
    " AND apology.missed_on >= question.due_on) AS apology,"
    " (SELECT COUNT(*) FROM assignment WHERE assignment.question = question.id AND assignment.is_lead = true"
    " AND assignment.state = 'declined') AS declines FROM question"
)
BY_CODE = Statement(_COLUMNS + " WHERE code = {} AND state <> 'importing'")
BY_ID = Statement(_COLUMNS + " WHERE id = {} AND state <> 'importing'")
HELPERS = Statement(
    "SELECT unit FROM assignment WHERE question = {} AND is_lead = false AND state IN ('offered', 'accepted')"
)
OFFICERS = Statement(f"SELECT person, role FROM officer WHERE event = {{}} AND {IN_OFFICE}")  # noqa: S608 - our words
ANSWER_COLUMNS = (
    "SELECT id, question, unit, state, version, authors, approver,"
    " (SELECT COUNT(*) FROM one_time_link WHERE one_time_link.question = answer.question"
    " AND one_time_link.unit = answer.unit AND one_time_link.used_at IS NOT NULL) AS links FROM answer"
)
ANSWER_BY_ID = Statement(ANSWER_COLUMNS + " WHERE id = {}")
ANSWER_OF = Statement(ANSWER_COLUMNS + " WHERE question = {}")

NO_QUESTION = _("There is no such question.")


async def officers_of(event_id: int | None) -> frozenset[tuple[int, Role]]:
    """(person id, role) of the chairs and secretaries of a forum who still hold that role."""
    if event_id is None:
        return frozenset()
    today = _today()
    return frozenset((row["person"], Role(row["role"])) for row in await OFFICERS.all(event_id, today, today))


async def question_facts(code: str) -> QuestionFacts:
    """Raises NotFound for an unknown code."""
    return await _question(await BY_CODE.one(code))


async def question_facts_by_id(question_id: int) -> QuestionFacts:
    return await _question(await BY_ID.one(question_id))


async def _question(row: dict[str, Any] | None) -> QuestionFacts:
    if row is None:
        raise NotFound(NO_QUESTION)
    helpers = frozenset(found["unit"] for found in await HELPERS.all(row["id"]))
    reported, organiser = row["reported_unit"], row["organiser"]
    hidden = await hidden_from(reported, _today())
    officers = frozenset(one for one in await officers_of(row["event"]) if one[0] not in hidden)
    return QuestionFacts(
        id=row["id"],
        code=row["code"],
        state=QuestionState(row["state"]),
        organiser_id=row["organiser"],
        event_id=row["event"],
        visibility=Visibility(row["visibility"]),
        lead_unit_id=row["lead_unit"],
        coordinating_unit_ids=helpers,
        event_officers=officers,
        dispute_until=row["dispute_until"],
        reopened=row["reopened"],
        reopen_request_id=row["reopen_request"],
        asked_back=row["asked_back"],
        rejected_by_id=row["rejected_by"],
        appeal_until=row["appeal_until"],
        appeals=row["appeals"],
        owes_apology=row["apology"] is not None,
        seen_by=SeenBy(row["asker_seen_by"]),
        is_part=bool(row["is_part"]),
        stands_state=QuestionState(row["stands_state"]) if row["stands_state"] else None,
        reported_unit_id=row["reported_unit"],
        declines=row["declines"],
        needs_clearance=row["needs_clearance"],
        erase_request_id=row["erase_request"],
        is_erased=row["asker_erased_at"] is not None,
        coordinators=(
            len(await members(organiser, Role.COORDINATOR, reported_unit_id=reported, at=clock_now()))
            if row["state"] == QuestionState.APPEALED
            else 2
        ),
    )


async def answer_facts(answer_id: int) -> AnswerFacts:
    """Raises NotFound for an unknown id."""
    row = await ANSWER_BY_ID.one(answer_id)
    if row is None:
        raise NotFound(_("There is no such answer."))
    return await _answer(row, await question_facts_by_id(row["question"]))


async def answer_of(question: QuestionFacts) -> AnswerFacts | None:
    """The written answer of a question, in whatever state, or None when nobody began one."""
    row = await ANSWER_OF.one(question.id)
    return await _answer(row, question) if row else None


async def _answer(row: dict[str, Any], question: QuestionFacts) -> AnswerFacts:
    parents, reported = (await directory()).parents, question.reported_unit_id
    return AnswerFacts(
        id=row["id"],
        question=question,
        unit_id=row["unit"],
        state=AnswerState(row["state"]),
        author_ids=frozenset(cast("list[int]", load(row["authors"]))),
        version=row["version"],
        approver_id=row["approver"],
        approvers=len(await members(row["unit"], Role.APPROVER, reported_unit_id=reported, at=clock_now())),
        parent_unit_id=parents.get(row["unit"]),
        by_link=bool(row["links"]) and not load(row["authors"]),
    )


def _today() -> date:
    return day_of(clock_now())
