"""Stopping the clock of a question for a reason, and letting it run again; its asker reads both.

`pause_clock` and `resume_clock` are for acts that stop the clock on their way, inside their own transaction;
`pause` and `resume` are acts of their own.
"""

from datetime import datetime

from app.access import Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Conflict, require_words
from app.formats import show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions import journal
from questions.clocks import policy as clock_policy
from questions.clocks.facts import ClockFact, ClockKind
from questions.clocks.judging import judged
from questions.clocks.keeping import Move, add_fact, clock_of
from questions.clocks.letters import PAUSED, RESUMED
from questions.clocks.telling import tell_clock
from questions.policy import QuestionFacts

STOP = Statement("UPDATE question SET paused_at = {} WHERE id = {} AND paused_at IS NULL RETURNING id")
GO_ON = Statement("UPDATE question SET paused_at = NULL WHERE id = {} AND paused_at IS NOT NULL RETURNING id")
LAST = Statement(
    "SELECT clock_event.entered_at, person.name AS who FROM clock_event"
    " LEFT JOIN person ON person.id = clock_event.person"
    " WHERE clock_event.question = {} AND clock_event.kind = {} ORDER BY clock_event.id DESC LIMIT 1"
)


async def can_stop(question_id: int, *, at: datetime) -> bool:
    """Whether a pause that begins now would save any day; also of a clock that has not started yet."""
    clock = await clock_of(question_id)
    return clock is None or not clock_policy.why_too_late_to_stop(clock.due_on(await load_calendar()), day_of(at))


async def pause_clock(question_id: int, reason: str, *, by: Viewer, at: datetime) -> Move:
    """Stop the clock, also one that has not started yet; the due date before and the latest that it can be now.

    Raises Conflict, with who and when, for a clock that stands still already. The caller journals it.
    """
    if await STOP.one(at, question_id) is None:
        raise Conflict(await _told(question_id, ClockKind.PAUSED))
    fact = ClockFact(ClockKind.PAUSED, day_of(at), reason=reason)
    return await add_fact(question_id, fact, by=by, at=at)


async def resume_clock(question_id: int, reason: str = "", *, by: Viewer, at: datetime) -> Move:
    """Let a stopped clock run again from tomorrow on. Raises Conflict when it runs. The caller journals it."""
    if await GO_ON.one(question_id) is None:
        raise Conflict(await _told(question_id, ClockKind.RESUMED))
    fact = ClockFact(ClockKind.RESUMED, day_of(at), await _cost(question_id, at), reason=reason)
    return await add_fact(question_id, fact, by=by, at=at)


@atomic
async def pause(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> Move:
    """Stop the clock of a question that is answered, with a reason that its asker reads.

    Raises NotAllowed, Invalid without a reason, Conflict when it stands still already, its days are used up or it is
    too late.
    """
    question = await judged(question, by, clock_policy.why_not_pause)
    require_words(reason)
    clock = await clock_of(question.id)
    if clock is None:
        raise Conflict(_("This question has no due date yet."))
    budget = (await load_clocks())[Clock.PAUSE_BUDGET]
    if clock.pause is None and clock.paused_days(await load_calendar()) >= clock.budget:
        raise Conflict(_("The days for pauses of this question are used up: %(days)s.", days=budget.length))
    too_late = clock_policy.why_too_late_to_stop(clock.due_on(await load_calendar()), day_of(at))
    if clock.pause is None and too_late is not None:
        raise Conflict(too_late)
    move = await pause_clock(question.id, reason, by=by, at=at)
    await _record("question.pause", question, move, reason, by, at)
    await tell_clock(question, PAUSED, move.due_on, reason, by=by, at=at)
    return move


@atomic
async def resume(question: QuestionFacts, reason: str, *, by: Viewer, at: datetime) -> Move:
    """Let the clock run again, with a reason. Raises NotAllowed, Invalid, or Conflict when it runs."""
    question = await judged(question, by, clock_policy.why_not_pause)
    require_words(reason)
    move = await resume_clock(question.id, reason, by=by, at=at)
    await _record("question.resume", question, move, reason, by, at)
    await tell_clock(question, RESUMED, move.due_on, reason, by=by, at=at)
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


async def _cost(question_id: int, at: datetime) -> int:
    """Working days that the pause in hand has cost, for the sums of units."""
    clock = await clock_of(question_id)
    if clock is None or clock.pause is None:
        return 0
    calendar, since = await load_calendar(), clock.pause.since
    return clock.paused_days(calendar, until=day_of(at)) - clock.paused_days(calendar, until=since)


async def _told(question_id: int, kind: ClockKind) -> Sentence:
    """Who was faster, and when."""
    row = await LAST.one(question_id, kind.value)
    if row is None:
        return _("The clock of this question runs.")
    told = (
        _("%(who)s paused the clock at %(moment)s already.")
        if kind is ClockKind.PAUSED
        else _("%(who)s let the clock run again at %(moment)s already.")
    )
    return _(told.message, who=row["who"] or "Đối thoại", moment=show_moment(row["entered_at"]))
