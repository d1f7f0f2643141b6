"""What more time and a first answer have in common: a later date, once, in time, and not too far away."""

from dataclasses import dataclass
from datetime import date, datetime

from app.calendar.clocks import Clock, DayUnit
from app.calendar.queries import load_calendar, load_clocks
from app.clock import day_of
from app.errors import Conflict, Invalid
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.clocks import policy as clock_policy
from questions.clocks.facts import ClockKind
from questions.clocks.keeping import clock_of
from questions.policy import QuestionFacts

LIMITS = {ClockKind.EXTENDED: Clock.EXTENSION, ClockKind.HELD: Clock.HOLDING}


@dataclass(frozen=True)
class PuttingOff:
    """From `was` by so many days of the clock's own kind."""

    was: date
    days: int
    unit: DayUnit


async def putting_off(question: QuestionFacts, kind: ClockKind, new_date: date, at: datetime) -> PuttingOff:
    """How the date moves. Raises Conflict when it cannot any more, Invalid for a date that does not serve."""
    clock, calendar = await clock_of(question.id), await load_calendar()
    refusal = clock_policy.why_not_put_off(kind, clock)
    if refusal is not None or clock is None:
        raise Conflict(refusal or _("This question has no due date yet."))
    was = clock.due_on(calendar)
    if day_of(at) > was:
        raise Conflict(_("The date has passed: it was %(day)s.", day=show_date(was)))
    rule = (await load_clocks())[LIMITS[kind]]
    latest = calendar.add(was, rule.number) if rule.unit is DayUnit.WORKING else calendar.moved(was, rule.number)
    problem = _problem(new_date, was, latest, is_working=calendar.is_working(new_date))
    if problem is not None:
        raise Invalid(problem, {"new_date": problem})
    return PuttingOff(was, clock.days_until(new_date, calendar), clock.unit)


def _problem(new_date: date, was: date, latest: date, *, is_working: bool) -> Sentence | None:
    if new_date <= was:
        return _("Please choose a date after %(day)s.", day=show_date(was))
    if new_date > latest:
        return _("Please choose a date up to %(day)s.", day=show_date(latest))
    return None if is_working else _("%(day)s is no working day.", day=show_date(new_date))
