"""Dates and numbers as people read them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from app.formats import (
    document_date,
    document_number,
    document_time,
    show_date,
    show_long_date,
    show_moment,
    show_number,
    show_percent,
    show_size,
    show_time,
    weekday,
)
from app.i18n import speaking


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 9, 5), "ngày 05 tháng 9 năm 2026"),
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 10), "ngày 10 tháng 3 năm 2026"),
        (date(2028, 2, 29), "ngày 29 tháng 02 năm 2028"),
    ],
)
def test_documents_write_a_zero_before_small_days_and_the_first_two_months(day: date, written: str) -> None:
    assert document_date(day) == written


def test_an_instant_is_shown_on_a_vietnamese_clock() -> None:
    last_minute = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)
    new_year = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    assert show_moment(last_minute) == "23:59 31/12/2026"
    assert show_moment(new_year) == "00:00 01/01/2027"
    assert document_date(new_year) == "ngày 01 tháng 01 năm 2027"
    assert document_time(datetime(2026, 9, 5, 1, 30, tzinfo=UTC)) == "08 giờ 30"


def test_screens_show_dates_and_times_alike_in_both_languages() -> None:
    for code in ("vi", "en"):
        with speaking(code):
            assert show_date(date(2026, 9, 5)) == "05/09/2026"
            assert show_time(time(8, 5)) == "08:05"


def test_days_have_names() -> None:
    assert weekday(date(2026, 9, 7)) == "thứ Hai"
    assert show_long_date(date(2026, 9, 6)) == "Chủ nhật, 06/09/2026"
    with speaking("en"):
        assert weekday(date(2026, 9, 7)) == "Monday"


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (1_000, "1.000", "1,000"),
        (1_234_567.5, "1.234.567,5", "1,234,567.5"),
        (-1234.25, "-1.234,25", "-1,234.25"),
        (-0.0001, "0", "0"),
        (Decimal("11.600"), "11,6", "11.6"),
        (100, "100", "100"),
    ],
)
def test_numbers_are_grouped_as_each_language_does(number: float | Decimal, vietnamese: str, english: str) -> None:
    assert show_number(number) == vietnamese
    with speaking("en"):
        assert show_number(number) == english


def test_decimals_can_be_asked_for() -> None:
    assert show_number(3, places=2) == "3,00"
    assert show_percent(0.875) == "87,5%"
    assert show_percent(1) == "100%"


def test_document_numbers_under_ten_have_two_digits() -> None:
    assert [document_number(n) for n in (5, 10, 123)] == ["05", "10", "123"]


def test_sizes_are_read_in_the_nearest_unit() -> None:
    sizes = [show_size(n) for n in (0, 1023, 1536, 1024**2 - 1, 10 * 1024**2 + 1, 5 * 1024**4)]
    assert sizes == ["0 B", "1.023 B", "1,5 KB", "1 MB", "10 MB", "5.120 GB"]
