"""Due dates explain themselves and say how far away they are."""

import re
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from app.calendar.clocks import CLOCKS, Clock, DayUnit, answer_clock
from app.calendar.deadlines import DueState, due, due_state
from app.calendar.working_days import calendar_with
from app.clock import at_local, day_of
from app.i18n import Sentence, speaking

CALENDAR = calendar_with()
ROOT = Path(__file__).parents[2]
RULE = Sentence("rule")


def test_a_deadline_explains_every_day() -> None:
    deadline = due(date(2026, 8, 20), 3, RULE, CALENDAR)
    with speaking("en"):
        told = [(step.day.day, step.counted, str(step.note)) for step in deadline.steps]
    assert told == [
        (20, False, "The starting day is not counted."),
        (21, True, "Working day 1"),
        (22, True, "Working day 2. Worked in exchange for a day off"),
        (23, False, "Weekly rest"),
        (24, True, "Working day 3"),
    ]
    assert (deadline.due_on, deadline.started_on, deadline.rule) == (
        date(2026, 8, 24),
        date(2026, 8, 20),
        RULE,
    )


def test_a_deadline_of_no_days_is_its_start() -> None:
    deadline = due(date(2026, 11, 22), 0, RULE, CALENDAR)
    assert deadline.due_on == date(2026, 11, 22)
    assert len(deadline.steps) == 1


@pytest.mark.parametrize("start", [date(2026, 2, 10), date(2026, 12, 31), date(2028, 2, 25)])
def test_the_counted_days_of_an_explanation_are_the_days_asked_for(start: date) -> None:
    for days in range(1, 30):
        deadline = due(start, days, RULE, CALENDAR)
        assert sum(step.counted for step in deadline.steps) == days
        assert deadline.steps[-1].day == deadline.due_on


@pytest.mark.parametrize(
    ("due_on", "today", "state", "days", "said"),
    [
        (None, date(2026, 11, 23), DueState.NONE, 0, "No due date"),
        (date(2026, 12, 1), date(2026, 11, 23), DueState.OK, 5, "5 working days left"),
        (date(2026, 11, 27), date(2026, 11, 23), DueState.SOON, 3, "3 working days left"),
        (date(2026, 11, 25), date(2026, 11, 23), DueState.SOON, 1, "1 working day left"),
        (date(2026, 11, 23), date(2026, 11, 23), DueState.TODAY, 0, "Due today"),
        (date(2026, 11, 20), date(2026, 11, 22), DueState.OVERDUE, 1, "1 working day late"),
        (date(2026, 11, 20), date(2026, 11, 25), DueState.OVERDUE, 2, "2 working days late"),
        (date(2026, 11, 20), date(2026, 12, 7), DueState.OVERDUE, 10, "10 working days late"),
        (date(2026, 11, 20), date(2026, 12, 8), DueState.VERY_OVERDUE, 11, "11 working days late"),
    ],
)
def test_lateness_is_counted_in_working_days(
    due_on: date | None, today: date, state: DueState, days: int, said: str
) -> None:
    view = due_state(due_on, today, CALENDAR)
    assert (view.state, view.days, view.due_on) == (state, days, due_on)
    with speaking("en"):
        assert str(view.sentence) == said


def test_r15_a_deadline_ends_with_its_day_in_vietnam() -> None:
    due_on = due(date(2026, 11, 23), 1, RULE, CALENDAR).due_on
    last_second = at_local(due_on, time(23, 59, 59))
    next_day = at_local(date(2026, 11, 26))
    assert due_state(due_on, day_of(last_second), CALENDAR).state is DueState.TODAY
    assert due_state(due_on, day_of(next_day), CALENDAR).state is DueState.OVERDUE


def test_every_clock_has_a_rule_with_its_basis() -> None:
    assert set(CLOCKS) == set(Clock)
    assert str(CLOCKS[Clock.CONFIRMATION].rule) == (
        "Đơn vị xác nhận cam kết: 3 ngày làm việc (quy định nội bộ, có thể thay đổi)"
    )


def test_every_count_that_an_office_may_change_has_an_effect() -> None:
    files = [path for name in ("app", "events", "questions", "exports") for path in (ROOT / name).rglob("*.py")]
    # Naming a clock in the help, or among those that may differ, is no use of it.
    words = "\n".join(path.read_text() for path in files if path.name not in ("topics.py", "special.py"))
    assert [clock for clock in Clock if not re.search(rf"Clock\.{clock.name}\b(?!: ClockRule)", words)] == []


def test_clocks_count_working_or_calendar_days() -> None:
    held = date(2026, 11, 13)
    assert CLOCKS[Clock.ANSWER].last_day(held, CALENDAR) == date(2026, 11, 30)
    assert CLOCKS[Clock.ANSWER].deadline(held, CALENDAR).due_on == date(2026, 11, 30)
    assert CLOCKS[Clock.OBJECTION].last_day(held, CALENDAR) == date(2026, 11, 23)
    assert replace(CLOCKS[Clock.OBJECTION], number=7).latest_before(held, CALENDAR) == date(2026, 11, 6)
    assert CLOCKS[Clock.PART].latest_before(date(2026, 11, 26), CALENDAR) == date(2026, 11, 18)
    assert CLOCKS[Clock.OBJECTION].unit is DayUnit.CALENDAR
    with pytest.raises(ValueError, match="calendar days"):
        CLOCKS[Clock.OBJECTION].deadline(held, CALENDAR)


@pytest.mark.parametrize(
    ("is_from_forum", "is_complex", "is_several", "days"),
    [(True, False, False, 10), (True, True, False, 15), (True, True, True, 20), (False, True, True, 15)],
)
def test_the_clock_of_an_answer_follows_where_the_question_came_from(
    is_from_forum: bool, is_complex: bool, is_several: bool, days: int
) -> None:
    clock = answer_clock(is_from_forum=is_from_forum, is_complex=is_complex, is_several=is_several)
    assert CLOCKS[clock].number == days
