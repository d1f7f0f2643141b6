"""An office's colour: whatever it chooses can be read, by day and by night."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.web.colours import (
    DARK_PAPER,
    MIST,
    PAPER,
    READABLE,
    contrast,
    darkened,
    parsed,
    read_colour,
    style_of,
    written,
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("#0A4D8C", "#0a4d8c"), (" 0a4d8c ", "#0a4d8c"), ("#04c", "#0044cc"), ("red", ""), ("#12345", ""), ("", "")],
)
def test_a_colour_is_read_as_people_write_it(typed: str, read: str) -> None:
    assert read_colour(typed) == read


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert darkened("#0a4d8c") == "#0a4d8c"
    assert darkened("#ffd100") != "#ffd100"


@given(some.tuples(some.integers(0, 255), some.integers(0, 255), some.integers(0, 255)))
def test_every_colour_becomes_readable(parts: tuple[int, int, int]) -> None:
    colour = written((parts[0] / 255, parts[1] / 255, parts[2] / 255))
    style = style_of(colour)
    day, night = (re.search(r"--brand: (#\w{6})", half) for half in style.split("@media"))
    assert day
    assert night
    assert contrast(parsed(day[1]), PAPER) >= READABLE
    assert contrast(parsed(day[1]), MIST) >= READABLE
    assert contrast(parsed(night[1]), DARK_PAPER) >= READABLE
    for half, brand in zip(style.split("@media"), (day, night), strict=True):
        mist = re.search(r"--brand-mist: (#\w{6})", half)
        assert mist
        assert contrast(parsed(brand[1]), parsed(mist[1])) >= READABLE
    on_night = re.search(r"--on-brand: (#\w{6})", style.split("@media")[1])
    assert on_night
    assert contrast(parsed(night[1]), parsed(on_night[1])) >= READABLE
