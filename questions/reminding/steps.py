"""Which reminder is due on which day, and for whom. Pure.

Steps count working days of the office from the due date. A due date on a day off is reminded of from the working
day before it. Of steps that were missed (the worker stood still) only the last one is made up for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.access import Role
from app.calendar.deadlines import VERY, DueView
from app.calendar.working_days import ONE_DAY, WorkingCalendar
from questions.clocks.desks import Desk

# Farther away lies no due date that is reminded of today: a long Tết has nine days off.
REACH = timedelta(days=40)
# Who of the unit is reminded at each step.
CLIMB: dict[int, tuple[Role, ...]] = {
    -3: (Role.FOCAL,),
    -1: (Role.FOCAL, Role.DRAFTER),
    0: (Role.FOCAL, Role.DRAFTER, Role.APPROVER),
    3: (Role.APPROVER,),
}
LAST = max(CLIMB)


@dataclass(frozen=True)
class DueRange:
    """Due dates, the first and the last one, that stand at one step today."""

    step: int
    first: date
    last: date


def step_of(due_on: date, today: date, calendar: WorkingCalendar) -> int | None:
    """The reminder that is due today for this date; None on a day off, too early, or long after."""
    if not calendar.is_working(today):
        return None
    anchor = due_on if calendar.is_working(due_on) else calendar.add(due_on, -1)
    days = calendar.count(anchor, today)
    if days > VERY:
        return None
    return max((step for step in CLIMB if step <= days), default=None)


def ranges(today: date, calendar: WorkingCalendar) -> Iterator[DueRange]:
    """The due dates that stand at some step today, the latest step first."""
    day, found = today - REACH, dict[int, tuple[date, date]]()
    while day <= today + REACH:
        step = step_of(day, today, calendar)
        if step is not None:
            found[step] = (found.get(step, (day, day))[0], day)
        day += ONE_DAY
    for step in sorted(found, reverse=True):
        yield DueRange(step, *found[step])


def unit_roles(step: int, desk: Desk) -> tuple[Role, ...]:
    """Who of the unit is reminded: those whose turn it is by the day, and the leaders while a draft waits for them."""
    if desk is Desk.PUBLISHING:
        return (Role.APPROVER,) if step == LAST else ()
    climbing = CLIMB[step]
    return (*climbing, Role.APPROVER) if desk is Desk.REVIEW and Role.APPROVER not in climbing else climbing


def tells_organiser(step: int, desk: Desk) -> bool:
    """Whether the coordinators are reminded too: at the last step, and while it lies with them."""
    return step == LAST or desk in (Desk.ASSIGNMENT, Desk.PUBLISHING)


def days_left(when: DueView) -> int:
    """Working days to the due date, negative once it has passed."""
    return -when.days if when.is_late else when.days
