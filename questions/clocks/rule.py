"""From what happened to a clock and from the calendar to the due date, and why it is that day. Pure.

The starting day is not counted (BLDS 2015, Đ.147), nor is the day on which a paused clock runs again: a pause
covers the days after the one on which it began, up to and including the one on which it ended. Pauses of one
question are worth no more working days than their budget; after that the days count again, whoever forgot to
resume. So a paused clock has a due date too: the latest that it can be.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.calendar.clocks import DayUnit
from app.calendar.deadlines import Step
from app.calendar.working_days import ONE_DAY, WorkingCalendar
from app.i18n import Sentence as _
from questions.clocks.facts import ClockFact, ClockKind

ADDING = frozenset({ClockKind.EXTENDED, ClockKind.HELD})
STARTING = frozenset({ClockKind.STARTED, ClockKind.REOPENED, ClockKind.CORRECTED})


@dataclass(frozen=True)
class Pause:
    """A pause from the day it began; `until` is None while it lasts."""

    since: date
    until: date | None
    reason: str = ""

    def covers(self, day: date) -> bool:
        return self.since < day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class RunningClock:
    """A clock as its facts have it: from which day, how long, with which pauses.

    `days` is its own length and `added` what was given beside it, both in `unit`; `budget` in working days.
    """

    starts_on: date
    days: int
    unit: DayUnit
    clock: str
    budget: int
    pauses: tuple[Pause, ...] = ()
    added: tuple[ClockFact, ...] = ()
    # A shorter length that the office set itself, 0 for none, and the rule of a count that is not the general one.
    target: int = 0
    basis: str = ""
    facts: tuple[ClockFact, ...] = field(default=(), repr=False)

    @property
    def length(self) -> int:
        return self.days + sum(fact.days for fact in self.added)

    @property
    def start(self) -> ClockFact:
        """The fact from which it counts."""
        return next(fact for fact in reversed(self.facts) if fact.kind in STARTING)

    def is_as(self, start: ClockFact) -> bool:
        """Whether such a start would change nothing."""
        return (self.starts_on, self.days, self.unit, self.clock, self.target, self.basis) == (
            *(start.on, start.days, start.unit, start.clock, start.target, start.basis),
        )

    @property
    def pause(self) -> Pause | None:
        """The pause that lasts, or None."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].until is None else None

    def due_on(self, calendar: WorkingCalendar) -> date:
        """The last day, in Vietnam until 24:00; the latest possible one while the clock is paused."""
        if not self.pauses:
            return _plain_end(self.starts_on, self.length, self.unit, calendar)
        day = self.starts_on
        for walked in self._walk(calendar):
            day = walked.day
        return day

    def target_on(self, calendar: WorkingCalendar) -> date | None:
        """The day of the shortened target, with the same pauses and the same time that was given."""
        return replace(self, days=self.target, target=0).due_on(calendar) if self.target else None

    def first_due_on(self, calendar: WorkingCalendar) -> date:
        """The due date as it would be without any pause, more time or first answer."""
        return _plain_end(self.starts_on, self.days, self.unit, calendar)

    def paused_days(self, calendar: WorkingCalendar, until: date | None = None) -> int:
        """Working days of the budget that pauses have used on the way to the due date, or up to `until`."""
        days = (walked for walked in self._walk(calendar) if until is None or walked.day <= until)
        return sum(walked.is_paused and walked.works for walked in days)

    def pause_ends_on(self, calendar: WorkingCalendar) -> date | None:
        """The last day that the pause in hand can cover, or None when the clock is not paused."""
        if self.pause is None:
            return None
        covered = [walked.day for walked in self._walk(calendar) if walked.is_paused]
        return covered[-1] if covered else self.pause.since

    def days_until(self, day: date, calendar: WorkingCalendar) -> int:
        """How many days of its own kind lie between the due date and a later `day`."""
        due_on = self.due_on(calendar)
        return calendar.count(due_on, day) if self.unit is DayUnit.WORKING else (day - due_on).days

    def steps(self, calendar: WorkingCalendar) -> list[Step]:
        """Every day from the start to the due date, with why it counts or does not."""
        steps = [Step(self.starts_on, False, _("The starting day is not counted."))]
        return steps + [self._step(walked, calendar) for walked in self._walk(calendar)]

    def _step(self, walked: "Walked", calendar: WorkingCalendar) -> Step:
        why = calendar.reason(walked.day)
        # A day off in a pause is told as what it is: it would not have counted anyway.
        if walked.is_paused and (walked.works or self.unit is DayUnit.CALENDAR):
            pause = next(pause for pause in self.pauses if pause.covers(walked.day))
            return Step(walked.day, False, _("Paused: %(reason)s", reason=pause.reason))
        if not walked.number:
            return Step(walked.day, False, why or _("The last day was a day off, so it is the next working day."))
        is_calendar = self.unit is DayUnit.CALENDAR
        number = walked.number
        note = _("Day %(number)s", number=number) if is_calendar else _("Working day %(number)s", number=number)
        if walked.number > self.days:
            note = _("%(day)s (more time)", day=note)
        return Step(walked.day, True, _("%(day)s. %(why)s", day=note, why=why) if why else note)

    def _walk(self, calendar: WorkingCalendar) -> Iterator["Walked"]:
        left, used, number, day = self.length, 0, 0, self.starts_on
        while left > 0:
            day += ONE_DAY
            works = calendar.is_working(day)
            if used < self.budget and any(pause.covers(day) for pause in self.pauses):
                used += works
                yield Walked(day, works, 0, True)
                continue
            counts = works or self.unit is DayUnit.CALENDAR
            if counts:
                left -= 1
                number += 1
            yield Walked(day, works, number if counts else 0, False)
        while self.unit is DayUnit.CALENDAR and number and not calendar.is_working(day):
            day += ONE_DAY
            yield Walked(day, calendar.is_working(day), 0, False)


@dataclass(frozen=True)
class Walked:
    """One day on the way; `number` is its place among the counted ones, 0 when it does not count."""

    day: date
    works: bool
    number: int
    is_paused: bool


def running_clock(facts: Iterable[ClockFact], budget: int) -> RunningClock | None:
    """The clock that these facts, in their order, come to; None when it never started.

    The last start speaks (a session that ended on another day, a corrected day); pauses and more time stay.
    """
    told = tuple(facts)
    known = _of_present(told)
    start = next((fact for fact in reversed(known) if fact.kind in STARTING), None)
    if start is None:
        return None
    return RunningClock(
        starts_on=start.on,
        days=start.days,
        unit=start.unit,
        clock=start.clock,
        budget=budget,
        pauses=_pauses(known),
        added=tuple(fact for fact in known if fact.kind in ADDING),
        target=start.target,
        basis=start.basis,
        facts=told,
    )


def _of_present(facts: tuple[ClockFact, ...]) -> tuple[ClockFact, ...]:
    """The facts of the clock that runs now: one that is answered anew begins with nothing but the new start."""
    anew = [place for place, fact in enumerate(facts) if fact.kind is ClockKind.REOPENED]
    return facts[anew[-1] :] if anew else facts


def _pauses(facts: Sequence[ClockFact]) -> tuple[Pause, ...]:
    pauses: list[Pause] = []
    for fact in facts:
        is_paused = bool(pauses) and pauses[-1].until is None
        if fact.kind is ClockKind.PAUSED and not is_paused:
            pauses.append(Pause(fact.on, None, fact.reason))
        elif fact.kind is ClockKind.RESUMED and is_paused:
            last = pauses.pop()
            pauses.append(Pause(last.since, max(last.since, fact.on), last.reason))
    return tuple(pauses)


def _plain_end(start: date, days: int, unit: DayUnit, calendar: WorkingCalendar) -> date:
    if unit is DayUnit.WORKING:
        return calendar.add(start, days)
    return calendar.end_of_period(start, days) if days else start
