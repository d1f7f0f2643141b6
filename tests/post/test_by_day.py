"""Letters of the clock leave by day only; what somebody has just done is told at once."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.clock import at_local
from app.post import moving

from .conftest import all_letters, letter, put

pytestmark = pytest.mark.anyio
NIGHT, MORNING = at_local(date(2026, 9, 9), time(23)), at_local(date(2026, 9, 10), time(7, 30))


async def test_a_letter_of_the_clock_waits_for_the_morning_and_one_of_an_act_does_not(database: str):
    await put(replace(letter("clock"), by_day=True), at=NIGHT - timedelta(hours=4))
    await put(letter("act"), at=NIGHT)
    assert [found.by_day for found in await moving.claim(NIGHT, most=5)] == [False]
    assert not await moving.any_due(NIGHT)
    assert [found.by_day for found in await moving.claim(MORNING, most=5)] == [True, False]  # its lease is over


async def test_a_letter_of_the_clock_that_failed_in_the_evening_is_tried_in_the_morning(database: str):
    evening = at_local(date(2026, 9, 9), time(19, 59, 30))
    await put(replace(letter("clock"), by_day=True), at=evening)
    await moving.failed(await moving.claim(evening, most=5), "away", at=evening)
    [kept] = await all_letters()
    assert kept["next_try_at"] == at_local(date(2026, 9, 10), time(7))
