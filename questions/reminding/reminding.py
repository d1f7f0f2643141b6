"""The clock reminds of what falls due, once for each step, by day, on working days. Paused clocks are silent."""

from datetime import date, datetime

from app import post
from app.access import SYSTEM
from app.calendar.deadlines import DueView, due_state
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement, atomic
from app.people.units import directory
from app.post.hours import is_day
from questions import journal
from questions.answers.states import AnswerState
from questions.askers.veiling import SAFE_SUMMARY
from questions.clocks.desks import DESK_NAMES, Desk, desk_now
from questions.reminding import letters
from questions.reminding.parts import PARTS, remind_of_part
from questions.reminding.steps import CLIMB, LAST, days_left, ranges, tells_organiser, unit_roles
from questions.reminding.who import told_of
from questions.states import QuestionState

MOST = 200
AWAITED = "question.state IN ('admitted', 'offered', 'in_progress') AND question.paused_at IS NULL"
QUESTIONS = Statement(
    f"SELECT question.id, question.due_on FROM question WHERE {AWAITED}"  # noqa: S608 - our words
    " AND question.due_on BETWEEN {} AND {} AND NOT EXISTS (SELECT 1 FROM reminder"
    " WHERE reminder.question = question.id AND reminder.due_on = question.due_on AND reminder.step >= {})"
    f" ORDER BY question.due_on, question.id LIMIT {MOST}",
    slow=True,
)
COMMITMENTS = Statement(
    "SELECT commitment.id, commitment.due_on FROM commitment WHERE commitment.state IN ('recorded', 'active')"  # noqa: S608
    " AND commitment.due_on BETWEEN {} AND {} AND NOT EXISTS (SELECT 1 FROM reminder"
    " WHERE reminder.commitment = commitment.id AND reminder.due_on = commitment.due_on AND reminder.step >= {})"
    f" ORDER BY commitment.due_on, commitment.id LIMIT {MOST}",
    slow=True,
)
# Holds the row, so that nothing is answered, paused or moved between looking and writing.
HOLD_QUESTION = Statement(
    f"UPDATE question SET due_on = due_on WHERE id = {{}} AND due_on = {{}} AND {AWAITED} RETURNING code,"  # noqa: S608
    f" {SAFE_SUMMARY}, state, organiser, lead_unit, reported_unit"
)
ANSWER_STATE = Statement("SELECT state FROM answer WHERE question = {}")
HOLD_COMMITMENT = Statement(
    "UPDATE commitment SET due_on = due_on WHERE id = {} AND due_on = {} AND state IN ('recorded', 'active')"
    " RETURNING code, words, organiser, owner,"
    " (SELECT question.reported_unit FROM question WHERE question.id = commitment.question) AS reported_unit"
)
# The unique indexes let one process of several write it down.
NOTE = Statement(
    "INSERT INTO reminder (question, commitment, due_on, step, reminded_at) VALUES ({}, {}, {}, {}, {})"
    " ON CONFLICT DO NOTHING RETURNING id"
)


async def remind(at: datetime) -> int:
    """Send the reminders whose day has come; how many things were reminded of. Run by the clock."""
    if not is_day(at):
        return 0
    reminded, calendar = 0, await load_calendar()
    for due in ranges(day_of(at), calendar):
        for row in await QUESTIONS.all(due.first, due.last, due.step):
            reminded += await remind_of_question(row["id"], row["due_on"], due.step, at=at)
        for row in await PARTS.all(due.first, due.last, due.step):
            reminded += await remind_of_part(row["id"], row["question"], row["due_on"], due.step, at=at)
        for row in await COMMITMENTS.all(due.first, due.last, due.step):
            reminded += await remind_of_commitment(row["id"], row["due_on"], due.step, at=at)
    return reminded


@atomic
async def remind_of_question(question_id: int, due_on: date, step: int, *, at: datetime) -> bool:
    """One step for one question; False when it was done, or is not called for any more."""
    question = await HOLD_QUESTION.one(question_id, due_on)
    if question is None or await NOTE.one(question_id, None, due_on, step, at) is None:
        return False
    found = await ANSWER_STATE.one(question_id)
    desk = desk_now(QuestionState(question["state"]), AnswerState(found["state"]) if found else None)
    organiser, lead = question["organiser"], question["lead_unit"]
    units, when = await directory(), await _when(due_on, at)
    holder = organiser if lead is None or desk in (Desk.ASSIGNMENT, Desk.PUBLISHING) else lead
    is_organisers = lead is None or tells_organiser(step, desk)
    roles = () if desk is Desk.ASSIGNMENT else unit_roles(step, desk)
    hidden_from = question["reported_unit"]
    for reader in await told_of(
        lead, roles, organiser, is_organisers=is_organisers, reported_unit_id=hidden_from, at=at
    ):
        letter = letters.question_due(
            to=reader.email,
            name=reader.name,
            code=question["code"],
            summary=question["summary"],
            unit=units.short_name(units.resolve(holder)),
            desk=DESK_NAMES[desk],
            due_on=due_on,
            when=when.sentence,
            language=reader.language,
            key=f"reminder {question['code']} {due_on} {step} {reader.id}",
        )
        await post.queue(letter, about=("question", question_id), at=at)
    await journal.record(
        "question.remind",
        by=SYSTEM,
        at=at,
        about=("question", question_id),
        unit_id=lead or organiser,
        after={"due_on": due_on, "days_left": days_left(when), "unit": holder},
    )
    return True


@atomic
async def remind_of_commitment(commitment_id: int, due_on: date, step: int, *, at: datetime) -> bool:
    """One step for one commitment; False when it was done, or is not called for any more."""
    commitment = await HOLD_COMMITMENT.one(commitment_id, due_on)
    if commitment is None or await NOTE.one(None, commitment_id, due_on, step, at) is None:
        return False
    units, when = await directory(), await _when(due_on, at)
    owner, organiser = commitment["owner"], commitment["organiser"]
    hidden_from = commitment["reported_unit"]
    for reader in await told_of(
        owner, CLIMB[step], organiser, is_organisers=step == LAST, reported_unit_id=hidden_from, at=at
    ):
        letter = letters.commitment_due(
            to=reader.email,
            name=reader.name,
            code=commitment["code"],
            words=commitment["words"],
            unit=units.short_name(units.resolve(owner)),
            due_on=due_on,
            when=when.sentence,
            language=reader.language,
            key=f"reminder {commitment['code']} {due_on} {step} {reader.id}",
        )
        await post.queue(letter, about=("commitment", commitment_id), at=at)
    await journal.record(
        "commitment.remind",
        by=SYSTEM,
        at=at,
        about=("commitment", commitment_id),
        unit_id=owner,
        after={"due_on": due_on, "days_left": days_left(when), "unit": owner},
    )
    return True


async def _when(due_on: date, at: datetime) -> DueView:
    return due_state(due_on, day_of(at), await load_calendar())
