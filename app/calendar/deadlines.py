"""Due dates that explain themselves, and how far away they are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.calendar.working_days import ONE_DAY, WorkingCalendar
from app.i18n import Sentence
from app.i18n import Sentence as _

# Working days before the due date from which it is "soon", and after it beyond which it is "very overdue".
SOON, VERY = 3, 10


@dataclass(frozen=True)
class Step:
    """One day on the way to a due date; `note` says why it counts or does not."""

    day: date
    counted: bool
    note: Sentence


@dataclass(frozen=True)
class Deadline:
    """The last day, in Vietnam until 24:00, of a number of working days after `started_on`."""

    due_on: date
    started_on: date
    working_days: int
    rule: Sentence
    calendar: WorkingCalendar

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(self.explain())

    def explain(self) -> list[Step]:
        """Every day from the start to the due date, in order."""
        steps = [Step(self.started_on, False, _("The starting day is not counted."))]
        day, number = self.started_on, 0
        while day < self.due_on:
            day += ONE_DAY
            counted = self.calendar.is_working(day)
            number += counted
            steps.append(Step(day, counted, self._note(day, number if counted else 0)))
        return steps

    def _note(self, day: date, number: int) -> Sentence:
        reason = self.calendar.reason(day)
        if number and reason:
            return _("Working day %(number)s. %(reason)s", number=number, reason=reason)
        return reason or _("Working day %(number)s", number=number)


def due(start: date, working_days: int, rule: Sentence, calendar: WorkingCalendar) -> Deadline:
    """Count `working_days` (0 or more) from the day after `start`; `rule` says who demands it."""
    return Deadline(calendar.add(start, working_days), start, working_days, rule, calendar)


class DueState(StrEnum):
    NONE = "none"
    OK = "ok"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    VERY_OVERDUE = "very_overdue"


@dataclass(frozen=True)
class DueView:
    """How far away a due date is. `days` are the working days left, or late once it has passed."""

    state: DueState
    days: int = 0
    due_on: date | None = None

    @property
    def is_late(self) -> bool:
        return self.state in {DueState.OVERDUE, DueState.VERY_OVERDUE}

    @property
    def sentence(self) -> Sentence:
        """What a person reads beside the date."""
        if self.state is DueState.NONE:
            return _("No due date")
        if self.state is DueState.TODAY:
            return _("Due today")
        if self.is_late:
            return _("1 working day late") if self.days == 1 else _("%(days)s working days late", days=self.days)
        return _("1 working day left") if self.days == 1 else _("%(days)s working days left", days=self.days)


def due_state(
    due_on: date | None, today: date, calendar: WorkingCalendar, *, soon: int = SOON, very: int = VERY
) -> DueView:
    """How `due_on` looks on `today`; lateness is derived here and never stored."""
    if due_on is None:
        return DueView(DueState.NONE)
    if due_on == today:
        return DueView(DueState.TODAY, 0, due_on)
    days = calendar.count(today, due_on)
    if due_on > today:
        return DueView(DueState.SOON if days <= soon else DueState.OK, days, due_on)
    # On a weekend after a missed date no working day has passed yet, but it is late all the same.
    late = max(1, -days)
    return DueView(DueState.VERY_OVERDUE if late > very else DueState.OVERDUE, late, due_on)
