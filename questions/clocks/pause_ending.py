"""The clock lets a question run again whose days for pauses are used up, whoever forgot to."""

from datetime import datetime

from app.access import SYSTEM
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Refusal
from app.i18n import DEFAULT_LANGUAGE, speaking
from app.i18n import Sentence as _
from questions import journal
from questions.clocks import policy as clock_policy
from questions.clocks.judging import judged
from questions.clocks.keeping import clock_of
from questions.clocks.letters import RESUMED
from questions.clocks.pausing import resume_clock
from questions.clocks.telling import tell_clock
from questions.facts import question_facts_by_id

PAUSED = Statement(
    "SELECT id FROM question WHERE paused_at IS NOT NULL AND due_on IS NOT NULL"
    " AND state IN ('admitted', 'offered', 'in_progress') ORDER BY id LIMIT 1000"
)
USED_UP = _("The days for pauses are used up.")


async def end_used_pauses(at: datetime) -> int:
    """Every pause that covers no further day ends; how many did."""
    return sum([await _end(row["id"], at) for row in await PAUSED.all()])


async def _end(question_id: int, at: datetime) -> bool:
    if not await _is_used_up(question_id, at):
        return False
    try:
        return await _resume(question_id, at)
    except Refusal:  # somebody answered it, or let it run again, in this very moment
        return False


async def _is_used_up(question_id: int, at: datetime) -> bool:
    clock = await clock_of(question_id)
    last = clock.pause_ends_on(await load_calendar()) if clock else None
    return last is not None and day_of(at) > last


@atomic
async def _resume(question_id: int, at: datetime) -> bool:
    question = await judged(await question_facts_by_id(question_id), SYSTEM, clock_policy.why_not_pause)
    if not await _is_used_up(question_id, at):  # it is another pause by now
        return False
    with speaking(DEFAULT_LANGUAGE):
        reason = str(USED_UP)
    move = await resume_clock(question_id, reason, by=SYSTEM, at=at)
    await journal.record(
        "question.resume",
        by=SYSTEM,
        at=at,
        about=("question", question_id),
        unit_id=question.organiser_id,
        before={"due_on": move.was},
        after={"due_on": move.due_on},
        reason=reason,
    )
    await tell_clock(question, RESUMED, move.due_on, reason, by=SYSTEM, at=at)
    return True
