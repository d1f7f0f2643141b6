"""A first answer, once: what can be said already, why the rest takes longer, and the new date. Everyone reads it."""

from datetime import date, datetime

from app.access import Viewer
from app.clock import day_of
from app.database import atomic
from app.errors import require_words
from questions import journal
from questions.clocks import policy as clock_policy
from questions.clocks.facts import ClockFact, ClockKind
from questions.clocks.judging import judged
from questions.clocks.keeping import Move, add_fact
from questions.clocks.letters import HELD
from questions.clocks.putting_off import putting_off
from questions.clocks.telling import tell_clock
from questions.policy import QuestionFacts


@atomic
async def hold(question: QuestionFacts, new_date: date, words: str, *, by: Viewer, at: datetime) -> Move:
    """Tell the asker what is known and when the whole answer comes; the date moves to that day.

    Raises NotAllowed, Invalid for an empty text or a date that does not serve, Conflict when one was given already.
    """
    question = await judged(question, by, clock_policy.why_not_hold)
    require_words(words)
    put = await putting_off(question, ClockKind.HELD, new_date, at)
    fact = ClockFact(ClockKind.HELD, day_of(at), put.days, put.unit, reason=words)
    move = await add_fact(question.id, fact, by=by, at=at)
    await journal.record(
        "question.hold",
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.lead_unit_id,
        before={"due_on": move.was},
        after={"due_on": move.due_on, "unit": question.lead_unit_id},
        reason=words,
    )
    await tell_clock(question, HELD, move.due_on, words, by=by, at=at)
    return move
