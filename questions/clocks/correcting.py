"""Correcting the day from which a clock counts: one person asks with a reason, another decides. Both days stay.

What was typed first is never written over: the correction is a fact beside it, in the story of the date, in the
journal and in what the asker reads.
"""

from dataclasses import replace
from datetime import date, datetime

from app.access import Viewer
from app.clock import day_of
from app.database import Duplicate, atomic
from app.errors import Conflict, Invalid, NotAllowed, require_words
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions import journal
from questions.clocks import policy as clock_policy
from questions.clocks.facts import ClockKind
from questions.clocks.judging import judged
from questions.clocks.keeping import Move, add_fact, clock_of
from questions.clocks.letters import ASKED_FOR_CORRECTION, CORRECTED
from questions.clocks.requests import ASK, CORRECTION, DECIDE, ClockRequestView
from questions.clocks.rule import RunningClock
from questions.clocks.telling import tell_clock, tell_deciders
from questions.policy import QuestionFacts


@atomic
async def ask_for_correction(question: QuestionFacts, day: date, reason: str, *, by: Viewer, at: datetime) -> None:
    """Say that the clock should count from another day. Raises Invalid where it cannot, Conflict where one waits."""
    question = await judged(question, by, clock_policy.why_not_ask_for_correction)
    require_words(reason)
    clock = await _clock(question)
    problem = _problem(day, clock.starts_on, day_of(at))
    if problem is not None:
        raise Invalid(problem, {"new_date": problem})
    try:
        await ASK(question.id, CORRECTION, clock.starts_on, day, reason, "asked", by.person_id, at, "")
    except Duplicate:
        raise Conflict(_("A correction was asked for already; please await the decision.")) from None
    await _record("question.ask_for_correction", question, clock.starts_on, day, reason, by, at)
    await tell_deciders(question, ASKED_FOR_CORRECTION, day, reason, by=by, at=at)


@atomic
async def decide_on_correction(
    question: QuestionFacts, request: ClockRequestView, *, grants: bool, reason: str, by: Viewer, at: datetime
) -> Move | None:
    """Another person agrees or not; the move of the due date, or None. Raises Conflict when it is decided already."""
    question = await judged(question, by, clock_policy.why_not_decide_on_correction)
    require_words(reason)
    if request.asked_by_id == by.person_id and not by.is_system:  # four eyes
        raise NotAllowed(_("Somebody else than the one who asked decides."))
    state = "granted" if grants else "refused"
    if await DECIDE.one(state, by.person_id, at, reason, request.id) is None:
        raise Conflict(_("Somebody else decided on this in the meantime."))
    clock = await _clock(question)
    if not grants:
        await _record("question.refuse_correction", question, clock.starts_on, clock.starts_on, reason, by, at)
        return None
    fact = replace(clock.start, kind=ClockKind.CORRECTED, on=request.day, reason=request.reason)
    move = await add_fact(question.id, fact, by=by, at=at)
    await _record("question.correct_start", question, clock.starts_on, request.day, request.reason, by, at, move)
    await tell_clock(question, CORRECTED, move.due_on, request.reason, by=by, at=at)
    return move


async def _clock(question: QuestionFacts) -> RunningClock:
    clock = await clock_of(question.id)
    if clock is None:
        raise Conflict(_("This question has no due date yet."))
    return clock


def _problem(day: date, starts_on: date, today: date) -> Sentence | None:
    if day == starts_on:
        return _("The clock counts from %(day)s already.", day=show_date(day))
    if day > today:
        return _("This day has not come yet.")
    return None


async def _record(
    act: str,
    question: QuestionFacts,
    was: date,
    day: date,
    reason: str,
    by: Viewer,
    at: datetime,
    move: Move | None = None,
) -> None:
    await journal.record(
        act,
        by=by,
        at=at,
        about=("question", question.id),
        unit_id=question.organiser_id,
        before={"from": was} | ({"due_on": move.was} if move else {}),
        after={"from": day} | ({"due_on": move.due_on} if move else {}),
        reason=reason,
    )
