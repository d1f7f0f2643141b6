"""The part of a coordinating unit has a date of its own, and its unit is reminded of it as the lead unit is of its."""

from datetime import date, datetime

from app import post
from app.access import SYSTEM
from app.calendar.deadlines import due_state
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement, atomic
from app.people.units import directory
from questions import journal
from questions.askers.veiling import SAFE_SUMMARY
from questions.clocks.desks import Desk
from questions.parts.states import PartState
from questions.parts.waiting import WAITS
from questions.reminding import letters
from questions.reminding.steps import LAST, days_left, unit_roles
from questions.reminding.who import told_of
from questions.staff_readers import speakers

MOST = 200
# A clock stands still, or the whole answer is approved without this part.
NOT_NEEDED_NOW = (
    "question.paused_at IS NOT NULL OR EXISTS (SELECT 1 FROM answer WHERE answer.question = question.id"
    " AND answer.state IN ('approved', 'clearance', 'scheduled'))"
)
PARTS = Statement(
    "SELECT answer_part.id, answer_part.question, answer_part.due_on FROM answer_part"  # noqa: S608 - our words
    f" JOIN question ON question.id = answer_part.question WHERE {WAITS} AND NOT ({NOT_NEEDED_NOW})"
    " AND answer_part.due_on BETWEEN {} AND {} AND NOT EXISTS (SELECT 1 FROM reminder"
    " WHERE reminder.part = answer_part.id AND reminder.due_on = answer_part.due_on AND reminder.step >= {})"
    f" ORDER BY answer_part.due_on, answer_part.id LIMIT {MOST}",
    slow=True,
)
# Every act on a part holds its question first.
HOLD = Statement(
    "UPDATE question SET state = state WHERE id = {} AND state IN ('offered', 'in_progress')"  # noqa: S608 - our words
    f" AND NOT ({NOT_NEEDED_NOW}) RETURNING code, {SAFE_SUMMARY}, organiser, lead_unit, reported_unit"
)
PART = Statement(
    "SELECT unit, state FROM answer_part WHERE id = {} AND due_on = {} AND state IN ('writing', 'in_review')"
)
# The unique index lets one process of several write it down.
NOTE = Statement(
    "INSERT INTO reminder (part, due_on, step, reminded_at) VALUES ({}, {}, {}, {}) ON CONFLICT DO NOTHING RETURNING id"
)
DESK_OF = {PartState.WRITING: Desk.DRAFTING, PartState.IN_REVIEW: Desk.REVIEW}


@atomic
async def remind_of_part(part_id: int, question_id: int, due_on: date, step: int, *, at: datetime) -> bool:
    """One step for one part; False when it was done, or is not called for any more.

    At the last step those who wait for it are told too: the lead unit and the coordinators.
    """
    question, part = await HOLD.one(question_id), await PART.one(part_id, due_on)
    if question is None or part is None or await NOTE.one(part_id, due_on, step, at) is None:
        return False
    units, unit_id, reported = await directory(), part["unit"], question["reported_unit"]
    when = due_state(due_on, day_of(at), await load_calendar())
    told = await told_of(
        unit_id,
        unit_roles(step, DESK_OF[PartState(part["state"])]),
        question["organiser"],
        is_organisers=step == LAST,
        also=await speakers(question["lead_unit"], reported_unit_id=reported, at=at) if step == LAST else (),
        reported_unit_id=reported,
        at=at,
    )
    for reader in told:
        letter = letters.part_due(
            to=reader.email,
            name=reader.name,
            code=question["code"],
            summary=question["summary"],
            unit=units.short_name(units.resolve(unit_id)),
            part_id=part_id,
            due_on=due_on,
            when=when.sentence,
            language=reader.language,
            key=f"reminder part {part_id} {due_on} {step} {reader.id}",
        )
        await post.queue(letter, about=("question", question_id), at=at)
    await journal.record(
        "part.remind",
        by=SYSTEM,
        at=at,
        about=("question", question_id),
        unit_id=unit_id,
        after={"due_on": due_on, "days_left": days_left(when), "unit": unit_id},
    )
    return True
