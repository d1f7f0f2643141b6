"""More time for an answer, once: a leader of the unit asks, a coordinator or the chair decides, or gives it unasked.

The date that was promised first stays readable beside the new one.
"""

from datetime import date, datetime

from app.access import Viewer
from app.clock import day_of
from app.database import Duplicate, atomic
from app.errors import Conflict, NotAllowed, require_words
from app.i18n import Sentence as _
from questions import journal
from questions.clocks import policy as clock_policy
from questions.clocks.facts import ClockFact, ClockKind
from questions.clocks.judging import judged
from questions.clocks.keeping import Move, add_fact
from questions.clocks.letters import ASKED_FOR_TIME, EXTENDED, NOT_EXTENDED
from questions.clocks.putting_off import putting_off
from questions.clocks.requests import ASK, DECIDE, EXTENSION, ClockRequestView, open_request
from questions.clocks.telling import tell_clock, tell_deciders, tell_unit
from questions.policy import QuestionFacts


@atomic
async def ask_for_time(question: QuestionFacts, new_date: date, reason: str, *, by: Viewer, at: datetime) -> None:
    """A leader of the unit asks for a later date. Raises Conflict when that is asked already, or was given."""
    question = await judged(question, by, clock_policy.why_not_ask_for_time)
    require_words(reason)
    put = await putting_off(question, ClockKind.EXTENDED, new_date, at)
    try:
        await ASK(question.id, EXTENSION, put.was, new_date, reason, "asked", by.person_id, at, "")
    except Duplicate:
        raise Conflict(_("More time was asked for already; please await the decision.")) from None
    await _record("question.ask_for_time", question, Move(put.was, new_date), reason, by, at)
    await tell_deciders(question, ASKED_FOR_TIME, new_date, reason, by=by, at=at)


@atomic
async def give_time(question: QuestionFacts, new_date: date, reason: str, *, by: Viewer, at: datetime) -> Move:
    """A coordinator or the chair gives a later date, with a reason that the asker reads."""
    question = await judged(question, by, clock_policy.why_not_give_time)
    require_words(reason)
    waiting = await open_request(question.id, EXTENSION)
    if waiting is not None:
        raise Conflict(_("%(who)s asked for more time; please decide on that.", who=waiting.asked_by))
    return await _extend(question, new_date, reason, by=by, at=at)


@atomic
async def decide_on_time(
    question: QuestionFacts, request: ClockRequestView, *, grants: bool, reason: str, by: Viewer, at: datetime
) -> Move | None:
    """Grant or refuse what was asked; the move of the date, or None. Raises Conflict when it is decided already."""
    question = await judged(question, by, clock_policy.why_not_give_time)
    require_words(reason)
    if request.asked_by_id == by.person_id and not by.is_system:
        raise NotAllowed(_("Somebody else than the one who asked decides."))
    state = "granted" if grants else "refused"
    if await DECIDE.one(state, by.person_id, at, reason, request.id) is None:
        raise Conflict(_("Somebody else decided on this in the meantime."))
    if grants:
        return await _extend(question, request.day, request.reason, by=by, at=at)
    await _record("question.refuse_time", question, Move(request.was, request.was), reason, by, at)
    await tell_unit(question, NOT_EXTENDED, request.was, reason, by=by, at=at)
    return None


async def _extend(question: QuestionFacts, new_date: date, reason: str, *, by: Viewer, at: datetime) -> Move:
    put = await putting_off(question, ClockKind.EXTENDED, new_date, at)
    fact = ClockFact(ClockKind.EXTENDED, day_of(at), put.days, put.unit, reason=reason)
    move = await add_fact(question.id, fact, by=by, at=at)
    await _record("question.extend", question, move, reason, by, at)
    await tell_clock(question, EXTENDED, move.due_on, reason, by=by, at=at)
    return move


async def _record(act: str, question: QuestionFacts, move: Move, reason: str, by: Viewer, at: datetime) -> None:
    await journal.record(
        act,
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        before={"due_on": move.was},
        after={"due_on": move.due_on},
        reason=reason,
    )
