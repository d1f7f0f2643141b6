"""Why an answer is due on its day, for staff and asker alike: the rule, what happened, day by day. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.calendar.clocks import Clock, ClockRule
from app.calendar.deadlines import Step
from app.calendar.working_days import WorkingCalendar
from app.i18n import Bilingual, Sentence
from questions.clocks.facts import KIND_NAMES, ClockFact, ClockKind
from questions.clocks.rule import RunningClock


@dataclass(frozen=True)
class Happening:
    """One thing that happened to the clock; `by` is for staff only, `moved` when the date is another since."""

    on: date
    words: Sentence
    reason: str
    by: str
    was: date | None
    due_on: date | None
    kind: ClockKind

    @property
    def moved(self) -> bool:
        return self.was is not None and self.was != self.due_on


@dataclass(frozen=True)
class DueStory:
    """`first_due_on` is the date without pauses and more time.

    `paused_days` are the working days of `budget` that are used up to now.
    """

    due_on: date
    first_due_on: date
    target_on: date | None
    rule: Sentence
    steps: tuple[Step, ...]
    happenings: tuple[Happening, ...]
    paused_since: date | None
    pause_ends_on: date | None
    paused_days: int
    budget: int
    extended: bool
    held: bool

    @property
    def first_answers(self) -> tuple[Happening, ...]:
        """What was answered before the whole answer, with the new date of that one."""
        return tuple(one for one in self.happenings if one.kind is ClockKind.HELD)

    @property
    def is_plain(self) -> bool:
        """Nothing happened but that the clock started."""
        return len(self.happenings) < 2


def due_story(
    clock: RunningClock, calendar: WorkingCalendar, clocks: Mapping[Clock, ClockRule], today: date
) -> DueStory:
    """The story as it stands `today`.

    The number of the rule is the one that was set: a rule that changed later does not speak for it.
    """
    return DueStory(
        due_on=clock.due_on(calendar),
        first_due_on=clock.first_due_on(calendar),
        target_on=clock.target_on(calendar),
        rule=_rule(clock, clocks),
        steps=tuple(clock.steps(calendar)),
        happenings=tuple(_happening(fact) for fact in clock.facts),
        paused_since=clock.pause.since if clock.pause else None,
        pause_ends_on=clock.pause_ends_on(calendar),
        paused_days=clock.paused_days(calendar, until=today),
        budget=clock.budget,
        extended=any(fact.kind is ClockKind.EXTENDED for fact in clock.added),
        held=any(fact.kind is ClockKind.HELD for fact in clock.added),
    )


def _rule(clock: RunningClock, clocks: Mapping[Clock, ClockRule]) -> Sentence:
    rule = replace(clocks[Clock(clock.clock)], number=clock.days, unit=clock.unit)
    return (replace(rule, basis=Bilingual(clock.basis)) if clock.basis else rule).rule


def _happening(fact: ClockFact) -> Happening:
    return Happening(fact.on, KIND_NAMES[fact.kind], fact.reason, fact.by, fact.was, fact.due_on, fact.kind)
