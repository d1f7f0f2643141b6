"""Working days in Vietnam, with the dates an office can check on paper."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.calendar import vietnam
from app.calendar.working_days import DayKind, Override, calendar_with
from app.errors import Invalid
from app.i18n import speaking

CALENDAR = calendar_with()
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 4, 24), 5, date(2026, 5, 6)),
        (date(2026, 8, 20), 3, date(2026, 8, 24)),
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        (date(2026, 11, 23), 1, date(2026, 11, 25)),
        (date(2026, 11, 21), 10, date(2026, 12, 7)),
        # The exchange of 02/01 for 10/01/2026, which the package does not know.
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2026, 1, 9), 2, date(2026, 1, 12)),
        # Ends of months and years, and a leap day.
        (date(2026, 6, 30), 1, date(2026, 7, 1)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 1, date(2028, 3, 1)),
        (date(2027, 2, 28), 1, date(2027, 3, 1)),
        # Over Tết 2027, and from inside it.
        (date(2027, 2, 3), 1, date(2027, 2, 11)),
        (date(2027, 2, 6), 1, date(2027, 2, 11)),
        (date(2026, 5, 6), -5, date(2026, 4, 24)),
        (date(2026, 2, 23), -2, date(2026, 2, 12)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_are_added_from_the_day_after_the_start(start: date, days: int, end: date) -> None:
    assert CALENDAR.add(start, days) == end


@given(DAYS, st.integers(1, 400))
@settings(max_examples=60, deadline=None)
def test_counting_undoes_adding(start: date, days: int) -> None:
    end = CALENDAR.add(start, days)
    assert CALENDAR.is_working(end)
    assert CALENDAR.count(start, end) == days
    assert CALENDAR.count(end, start) == -days
    assert CALENDAR.add(end, -days) <= start or not CALENDAR.is_working(start)


@given(DAYS, st.integers(-60, 60))
@settings(max_examples=60, deadline=None)
def test_counting_agrees_with_looking_at_every_day(start: date, span: int) -> None:
    end = start + timedelta(days=span)
    first, last = min(start, end), max(start, end)
    seen = sum(CALENDAR.is_working(first + timedelta(days=n + 1)) for n in range((last - first).days))
    assert CALENDAR.count(start, end) == (seen if span >= 0 else -seen)


def test_a_period_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    assert CALENDAR.end_of_period(date(2026, 11, 13), 10) == date(2026, 11, 23)
    assert CALENDAR.end_of_period(date(2026, 11, 14), 10) == date(2026, 11, 25)
    assert CALENDAR.end_of_period(date(2026, 2, 6), 10) == date(2026, 2, 23)
    assert CALENDAR.end_of_period(date(2026, 8, 12), 10) == date(2026, 8, 22)


def test_before_a_day_means_until_the_end_of_the_day_before() -> None:
    assert CALENDAR.before(date(2026, 9, 30)) == date(2026, 9, 29)
    assert CALENDAR.before(date(2028, 3, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "is_working", "english", "vietnamese"),
    [
        (date(2026, 11, 24), False, "Vietnam Culture Day", "Ngày Văn hóa Việt Nam"),
        (date(2026, 4, 27), False, "Day off in lieu: Hùng Kings' Commemoration Day", "Nghỉ bù: Ngày Giỗ Tổ Hùng Vương"),
        (date(2026, 8, 31), False, "Day off in exchange for another day worked", "Ngày nghỉ hoán đổi với một ngày làm bù"),
        (date(2026, 8, 22), True, "Worked in exchange for a day off", "Làm bù cho một ngày nghỉ hoán đổi"),
        (date(2026, 1, 10), True, "Worked: in exchange for Friday 02/01/2026", "Có làm việc: làm bù cho thứ Sáu 02/01/2026"),
        (date(2030, 2, 4), False, "Third day of Lunar New Year (expected)", "Mùng ba Tết Nguyên đán (dự kiến)"),
        (date(2026, 11, 22), False, "Weekly rest", "Nghỉ hằng tuần"),
        (date(2024, 11, 25), True, "None", "None"),
    ],
)  # fmt: skip
def test_every_unusual_day_has_a_reason(day: date, is_working: bool, english: str, vietnamese: str) -> None:
    assert CALENDAR.is_working(day) == is_working
    assert str(CALENDAR.reason(day)) == vietnamese
    with speaking("en"):
        assert str(CALENDAR.reason(day)) == english


def test_an_office_can_declare_days_off_and_worked() -> None:
    here = calendar_with(
        [
            Override(date(2026, 11, 24), DayKind.WORK, "chưa có văn bản"),
            Override(date(2026, 11, 25), DayKind.OFF, "bão", "Công điện số 1"),
            Override(date(2026, 1, 2), DayKind.WORK, "trực"),
        ]
    )
    assert here.add(date(2026, 11, 23), 2) == date(2026, 11, 26)
    assert str(here.reason(date(2026, 11, 25))) == "Ngày nghỉ: bão"
    assert here.is_working(date(2026, 1, 2))
    assert not CALENDAR.is_working(date(2026, 1, 2))
    assert here != CALENDAR
    assert calendar_with() == CALENDAR


@pytest.mark.parametrize(("start", "days"), [(date(9999, 12, 1), 100), (date(1, 1, 5), -100)])
def test_counting_past_the_calendar_is_refused(start: date, days: int) -> None:
    for count in (CALENDAR.add, CALENDAR.end_of_period, CALENDAR.moved):
        with pytest.raises(Invalid):
            count(start, days)


def test_years_without_lunar_tables_still_have_weeks() -> None:
    assert CALENDAR.add(date(2500, 1, 1), 1) == date(2500, 1, 4)


def test_the_shipped_holidays_are_those_of_the_package() -> None:
    assert vietnam.SHIPPED.read_text(encoding="utf-8") == vietnam.as_json()


def test_every_shipped_name_can_be_said_in_vietnamese() -> None:
    for year in vietnam.SHIPPED_YEARS:
        for name in vietnam.year_of(year).off.values():
            assert str(vietnam.named(name)) != name, name
