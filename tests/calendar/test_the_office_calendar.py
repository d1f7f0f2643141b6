"""The office's own days come from the database, on both engines."""

from datetime import date

import pytest

from app.calendar.commands import office_calendar
from app.calendar.queries import load_calendar, overrides
from app.calendar.tables import CalendarOverride
from app.calendar.working_days import DayKind, Override, calendar_with
from app.database import Duplicate, Insert, disconnect

pytestmark = pytest.mark.anyio

ADD = Insert(CalendarOverride, "day", "kind", "note", "source")
STORM = Override(date(2026, 11, 25), DayKind.OFF, "bão số 15", "Công điện 01")


async def test_an_office_without_own_days_has_the_shipped_calendar(database: str) -> None:
    assert await load_calendar() == calendar_with()


async def test_a_declared_day_counts_from_the_next_question(database: str) -> None:
    before = await load_calendar()
    assert before.add(date(2026, 11, 23), 1) == date(2026, 11, 25)
    await ADD(STORM.day, STORM.kind, STORM.note, STORM.source)
    after = await load_calendar()
    assert await overrides() == (STORM,)
    assert after.add(date(2026, 11, 23), 1) == date(2026, 11, 26)
    assert await load_calendar() is after
    await CalendarOverride.update({CalendarOverride.kind: DayKind.WORK}).where(CalendarOverride.day == STORM.day)
    assert (await load_calendar()).add(date(2026, 11, 23), 1) == date(2026, 11, 25)


async def test_a_day_is_declared_once(database: str) -> None:
    await ADD(STORM.day, STORM.kind, STORM.note, STORM.source)
    with pytest.raises(Duplicate):
        await ADD(STORM.day, DayKind.WORK, "", "")


async def test_the_command_counts_with_the_days_of_the_office(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await ADD(STORM.day, STORM.kind, STORM.note, STORM.source)
    await disconnect()
    monkeypatch.setenv("DATABASE_URL", database)
    assert (await office_calendar()).add(date(2026, 11, 23), 1) == date(2026, 11, 26)
