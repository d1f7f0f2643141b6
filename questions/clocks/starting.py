"""From which day, and on which clock, an answer is due. What happened counts, not what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.calendar.clocks import CLOCKS, Clock, ClockRule, DayUnit, answer_clock
from app.calendar.working_days import WorkingCalendar
from app.clock import day_of
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.clocks.facts import ClockFact, ClockKind


class Weight(StrEnum):
    """How much work a question is; the coordinator chooses it when assigning."""

    PLAIN = "plain"
    COMPLEX = "complex"
    SEVERAL = "several"


WEIGHT_NAMES: dict[Weight, Sentence] = {
    Weight.PLAIN: _("Ordinary question"),
    Weight.COMPLEX: _("Complex question"),
    Weight.SEVERAL: _("Several agencies answer"),
}


@dataclass(frozen=True)
class AnswerClock:
    """`starts_on` is day zero. `is_planned` while the session that starts the clock lies ahead."""

    clock: Clock
    starts_on: date
    is_planned: bool = False
    clocks: Mapping[Clock, ClockRule] = field(default_factory=lambda: CLOCKS, hash=False, compare=False, repr=False)

    @property
    def days(self) -> int:
        """In `unit`."""
        return self.clocks[self.clock].number

    @property
    def unit(self) -> DayUnit:
        return self.clocks[self.clock].unit

    @property
    def length(self) -> Sentence:
        return self.clocks[self.clock].length

    def started(self) -> ClockFact:
        """The fact that such a clock started."""
        rule = self.clocks[self.clock]
        basis = str(rule.basis) if rule.is_special else ""
        return ClockFact(
            ClockKind.STARTED, self.starts_on, self.days, self.unit, self.clock.value, target=rule.target, basis=basis
        )

    def due_on(self, calendar: WorkingCalendar) -> date:
        return self.clocks[self.clock].last_day(self.starts_on, calendar)


def clock_for(
    weight: Weight,
    *,
    happened_at: datetime,
    is_after_cutoff: bool,
    session_ends_at: datetime | None,
    session_ended_at: datetime | None,
    cancelled_at: datetime | None = None,
    clocks: Mapping[Clock, ClockRule] = CLOCKS,
) -> AnswerClock:
    """The clock of one question, with the day counts of the office.

    `session_ends_at` is the planned end of its forum's session (None outside a forum or when the forum
    was cancelled), `session_ended_at` the real one, `cancelled_at` when the forum was cancelled. A question after the
    cut-off counts from its receipt.
    """
    is_from_forum = session_ends_at is not None and not is_after_cutoff
    clock = answer_clock(
        is_from_forum=is_from_forum,
        is_complex=weight is Weight.COMPLEX,
        is_several=weight is Weight.SEVERAL,
    )
    if not is_from_forum or session_ends_at is None:
        since = happened_at if cancelled_at is None or is_after_cutoff else max(happened_at, cancelled_at)
        return AnswerClock(clock, day_of(since), clocks=clocks)
    return AnswerClock(
        clock,
        day_of(session_ended_at or session_ends_at),
        is_planned=session_ended_at is None,
        clocks=clocks,
    )
