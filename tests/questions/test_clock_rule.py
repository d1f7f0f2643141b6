"""From the facts of a clock to its due date, day by day: told examples, and what holds for any facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.calendar.clocks import DayUnit
from app.calendar.working_days import DayKind, Override, WorkingCalendar, calendar_with
from app.i18n import speaking
from questions.clocks.facts import ClockFact, ClockKind
from questions.clocks.rule import RunningClock, running_clock

CALENDAR = calendar_with()
MONDAY = date(2026, 10, 5)
BUDGET = 15


def started(on: date = MONDAY, days: int = 10, unit: DayUnit = DayUnit.WORKING) -> ClockFact:
    return ClockFact(ClockKind.STARTED, on, days, unit, "answer")


def paused(on: date, reason: str = "Chờ hồ sơ") -> ClockFact:
    return ClockFact(ClockKind.PAUSED, on, reason=reason)


def resumed(on: date) -> ClockFact:
    return ClockFact(ClockKind.RESUMED, on)


def more(days: int, kind: ClockKind = ClockKind.EXTENDED) -> ClockFact:
    return ClockFact(kind, MONDAY, days)


def clock(*facts: ClockFact, budget: int = BUDGET) -> RunningClock:
    running = running_clock(facts, budget)
    assert running is not None
    return running


def test_nothing_runs_before_a_start() -> None:
    assert running_clock([paused(MONDAY)], BUDGET) is None


@pytest.mark.parametrize(
    ("facts", "due_on"),
    [
        ([started()], date(2026, 10, 19)),
        # From the day after the pause began, up to and including the day on which it ended.
        ([started(), paused(date(2026, 10, 7)), resumed(date(2026, 10, 9))], date(2026, 10, 21)),
        ([started(), paused(date(2026, 10, 7)), resumed(date(2026, 10, 7))], date(2026, 10, 19)),
        # A weekend in the pause costs nothing: it would not have counted anyway.
        ([started(), paused(date(2026, 10, 9)), resumed(date(2026, 10, 11))], date(2026, 10, 19)),
        ([started(), more(5)], date(2026, 10, 26)),
        ([started(), more(5), more(3, ClockKind.HELD)], date(2026, 10, 29)),
        # Paused before the clock starts, as while the asker is asked: those days are no days of the clock.
        ([paused(date(2026, 10, 2)), resumed(date(2026, 10, 6)), started()], date(2026, 10, 20)),
        # While it stands still, the latest day it can be: all fifteen days of the budget.
        ([started(), paused(date(2026, 10, 6))], date(2026, 11, 9)),
        # A session that ended later: pauses and more time stay.
        ([started(), more(5), started(date(2026, 10, 6))], date(2026, 10, 27)),
        # Across Tết 2027 (5 to 11 February) and over a 29 February.
        ([started(date(2027, 2, 1))], date(2027, 2, 22)),
        ([started(date(2028, 2, 25), 3)], date(2028, 3, 1)),
        # Thirty calendar days end on Wednesday 4 November; twenty on a Sunday, so on the Monday after.
        ([started(days=30, unit=DayUnit.CALENDAR)], date(2026, 11, 4)),
        ([started(days=20, unit=DayUnit.CALENDAR)], date(2026, 10, 26)),
        (
            [started(days=20, unit=DayUnit.CALENDAR), paused(date(2026, 10, 9)), resumed(date(2026, 10, 12))],
            date(2026, 10, 28),
        ),
    ],
)
def test_the_due_date_follows_the_facts(facts: list[ClockFact], due_on: date) -> None:
    assert clock(*facts).due_on(CALENDAR) == due_on
    assert clock(*facts).steps(CALENDAR)[-1].day == due_on


def test_a_pause_across_a_holiday_pays_only_for_its_working_days() -> None:
    """New Year 2027 is a Friday off."""
    running = clock(started(date(2026, 12, 28)), paused(date(2026, 12, 30)), resumed(date(2027, 1, 4)))
    assert running.paused_days(CALENDAR) == 2  # Thursday 31 and Monday 4
    assert running.first_due_on(CALENDAR) == date(2027, 1, 12)
    assert running.due_on(CALENDAR) == date(2027, 1, 14)


def test_pauses_beyond_the_budget_count_again() -> None:
    running = clock(started(), paused(MONDAY), resumed(date(2026, 11, 12)), budget=3)
    assert running.paused_days(CALENDAR) == 3
    assert running.due_on(CALENDAR) == CALENDAR.add(MONDAY, 13)


def test_a_clock_that_stands_still_tells_the_last_day_of_its_pause() -> None:
    running = clock(started(), paused(MONDAY), budget=3)
    assert running.pause is not None
    assert running.pause_ends_on(CALENDAR) == date(2026, 10, 8)
    assert clock(started()).pause_ends_on(CALENDAR) is None


def test_a_holiday_in_a_pause_is_still_named() -> None:
    """24 November is Vietnam Culture Day."""
    facts = (started(date(2026, 11, 20), 3), paused(date(2026, 11, 20)), resumed(date(2026, 11, 25)))
    with speaking("en"):
        told = [str(step.note) for step in clock(*facts).steps(CALENDAR)[3:6]]
    assert told == ["Paused: Chờ hồ sơ", "Vietnam Culture Day", "Paused: Chờ hồ sơ"]


def test_each_day_says_why_it_counts_or_does_not() -> None:
    facts = (started(date(2026, 12, 28), 3), paused(date(2026, 12, 29)), resumed(date(2026, 12, 30)), more(1))
    with speaking("en"):
        told = [(step.day.day, step.counted, str(step.note)) for step in clock(*facts).steps(CALENDAR)]
    assert told == [
        (28, False, "The starting day is not counted."),
        (29, True, "Working day 1"),
        (30, False, "Paused: Chờ hồ sơ"),
        (31, True, "Working day 2"),
        (1, False, "New Year's Day (expected)"),
        (2, False, "Weekly rest"),
        (3, False, "Weekly rest"),
        (4, True, "Working day 3"),
        (5, True, "Working day 4 (more time)"),
    ]


DAYS = st.integers(0, 60).map(lambda n: MONDAY + timedelta(days=n))
FACTS = st.lists(
    st.one_of(DAYS.map(paused), DAYS.map(resumed), st.integers(0, 10).map(more)),
    max_size=8,
)
OVERRIDES = st.dictionaries(DAYS, st.sampled_from(DayKind), max_size=10)
LENGTHS = st.tuples(st.integers(0, 40), st.sampled_from(DayUnit))


def declared(overrides: dict[date, DayKind]) -> WorkingCalendar:
    """A table of days with gaps and odd neighbours; one day can be declared once."""
    return calendar_with(Override(day, kind, "x") for day, kind in overrides.items())


@settings(max_examples=60, deadline=None)
@given(facts=FACTS, overrides=OVERRIDES, length=LENGTHS, budget=st.integers(0, 20))
def test_whatever_happens_the_days_counted_are_the_days_given(
    facts: list[ClockFact], overrides: dict[date, DayKind], length: tuple[int, DayUnit], budget: int
) -> None:
    calendar = declared(overrides)
    running = clock(started(MONDAY, *length), *facts, budget=budget)
    steps = running.steps(calendar)
    assert sum(step.counted for step in steps) == running.length
    assert steps[-1].day == running.due_on(calendar) >= running.first_due_on(calendar)
    assert running.paused_days(calendar) <= budget
    assert [step.day for step in steps] == [MONDAY + timedelta(days=n) for n in range(len(steps))]


@settings(max_examples=40, deadline=None)
@given(overrides=OVERRIDES, extra=st.integers(0, 10), length=LENGTHS)
def test_the_short_way_and_the_walk_end_on_the_same_day(
    overrides: dict[date, DayKind], extra: int, length: tuple[int, DayUnit]
) -> None:
    calendar = declared(overrides)
    running = clock(started(MONDAY, *length), more(extra))
    assert running.due_on(calendar) == running.steps(calendar)[-1].day


@settings(max_examples=40, deadline=None)
@given(overrides=OVERRIDES, day=DAYS, length=st.integers(0, 40))
def test_one_more_day_off_never_brings_a_date_forward(overrides: dict[date, DayKind], day: date, length: int) -> None:
    running = clock(started(MONDAY, length))
    before = running.due_on(declared(overrides))
    assert running.due_on(declared(overrides | {day: DayKind.OFF})) >= before
