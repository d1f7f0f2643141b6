"""The clock drafts a letter of apology on the day on which an answer is missed, and asks a leader to send it."""

from datetime import date, datetime

from app import post
from app.access import SYSTEM, Role
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Statement, atomic
from app.i18n import DEFAULT_LANGUAGE, Sentence, speaking
from app.i18n import Sentence as _
from questions import journal
from questions.answers.states import AnswerState
from questions.apologies import letters
from questions.askers.veiling import SAFE_SUMMARY
from questions.clocks.desks import Desk, desk_now
from questions.staff_readers import coordinators, staff
from questions.states import QuestionState

OWING = "state IN ('admitted', 'offered', 'in_progress')"
AWAITED = f"question.{OWING} AND question.paused_at IS NULL"
# No letter waits for this date, and none that was sent names a later one.
MISSED = (
    f"{AWAITED} AND question.due_on <= {{}} AND NOT EXISTS (SELECT 1 FROM apology"  # noqa: S608 - our words
    " WHERE apology.question = question.id AND ((apology.sent_at IS NULL AND apology.missed_on >= question.due_on)"
    " OR (apology.sent_at IS NOT NULL AND apology.new_date > {})))"
)
FIND = Statement(f"SELECT id FROM question WHERE {MISSED} ORDER BY due_on, id LIMIT 200", slow=True)  # noqa: S608
HOLD = Statement(
    f"UPDATE question SET due_on = due_on WHERE id = {{}} AND {MISSED}"  # noqa: S608
    f" RETURNING code, {SAFE_SUMMARY}, state, organiser, lead_unit, reported_unit, due_on"
)
NAMED = Statement('SELECT max(new_date) AS "day [date]" FROM apology WHERE question = {} AND sent_at IS NOT NULL')
ANSWER_STATE = Statement("SELECT state FROM answer WHERE question = {}")
# The unique index lets one process of several draft it.
ADD = Statement(
    "INSERT INTO apology (question, unit, missed_on, send_by, new_date, reason, drafted_at, signer_title)"
    " VALUES ({}, {}, {}, {}, {}, {}, {}, '') ON CONFLICT DO NOTHING RETURNING id"
)

# What a draft proposes; a leader words it anew. Everyone reads it, so it names nobody.
REASONS: dict[Desk, Sentence] = {
    Desk.ASSIGNMENT: _("It took longer than it should to find the agency responsible."),
    Desk.ACCEPTANCE: _("The agency received the question late."),
    Desk.DRAFTING: _("The matter needs more checking before it can be answered in full."),
    Desk.REVIEW: _("The answer is written and is being approved."),
    Desk.PUBLISHING: _("The answer is approved and is being published."),
}


async def draft_apologies(at: datetime) -> int:
    """Draft what is owed today; returns how many. Run by the clock."""
    today = day_of(at)
    return sum([await _draft(row["id"], at) for row in await FIND.all(today, today)])


@atomic
async def _draft(question_id: int, at: datetime) -> bool:
    today = day_of(at)
    question = await HOLD.one(question_id, today, today)
    if question is None:
        return False  # answered or paused in the meantime, or drafted by another process
    calendar, clocks = await load_calendar(), await load_clocks()
    named = (await NAMED.one(question_id) or {"day": None})["day"]
    missed_on: date = max(question["due_on"], named or question["due_on"])
    send_by = clocks[Clock.APOLOGY].last_day(missed_on, calendar)
    new_date = clocks[Clock.APOLOGY_DATE].last_day(max(missed_on, today), calendar)
    unit_id: int = question["lead_unit"] or question["organiser"]
    with speaking(DEFAULT_LANGUAGE):
        reason = str(REASONS[await _desk(question_id, QuestionState(question["state"]))])
    if await ADD.one(question_id, unit_id, missed_on, send_by, new_date, reason, at) is None:
        return False
    await journal.record(
        "question.draft_apology",
        by=SYSTEM,
        at=at,
        about=("question", question_id),
        unit_id=unit_id,
        after={"missed_on": missed_on, "send_by": send_by, "unit": unit_id},
    )
    reported = question["reported_unit"]
    told = await staff(unit_id, Role.APPROVER, reported_unit_id=reported, at=at)
    for reader in told or await coordinators(question["organiser"], reported_unit_id=reported, at=at):
        letter = letters.drafted(
            to=reader.email,
            name=reader.name,
            code=question["code"],
            summary=question["summary"],
            missed_on=missed_on,
            send_by=send_by,
            language=reader.language,
            key=f"apology_drafted {question['code']} {missed_on} {reader.id}",
        )
        await post.queue(letter, about=("question", question_id), at=at)
    return True


async def _desk(question_id: int, state: QuestionState) -> Desk:
    found = await ANSWER_STATE.one(question_id)
    return desk_now(state, AnswerState(found["state"]) if found else None)
