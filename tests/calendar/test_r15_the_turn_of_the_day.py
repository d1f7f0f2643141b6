"""R15: the last second of a day in Vietnam, at the end of a month, of a year and before Tết; one rule of time zones."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from app.calendar.deadlines import DueState, due, due_state
from app.calendar.working_days import calendar_with
from app.clock import at_local, day_of, local
from app.i18n import Sentence

CALENDAR = calendar_with()
# The last second of the day there, and the days on which one and five working days end that begin then and a second
# later. The offices are closed for Tết from Saturday 14 to Sunday 22 February 2026, and on 1 January 2027.
TURNS = {
    "an ordinary night": ("2026-11-24", ("2026-11-25", "2026-12-01"), ("2026-11-26", "2026-12-02")),
    "the end of a month": ("2026-11-30", ("2026-12-01", "2026-12-07"), ("2026-12-02", "2026-12-08")),
    "the end of a year": ("2026-12-31", ("2027-01-04", "2027-01-08"), ("2027-01-04", "2027-01-08")),
    "the last day before Tet": ("2026-02-13", ("2026-02-23", "2026-02-27"), ("2026-02-23", "2026-02-27")),
    "the eve of Tet": ("2026-02-16", ("2026-02-23", "2026-02-27"), ("2026-02-23", "2026-02-27")),
    "the last night of Tet": ("2026-02-22", ("2026-02-23", "2026-02-27"), ("2026-02-24", "2026-03-02")),
}


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati"])
def zone_of_the_machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone_of_the_machine")
@pytest.mark.parametrize(("day", "before", "after"), TURNS.values(), ids=TURNS)
def test_r15_a_second_decides_the_day_wherever_the_machine_stands(
    day: str, before: tuple[str, str], after: tuple[str, str]
) -> None:
    midnight = datetime.fromisoformat(f"{day}T17:00:00+00:00")  # 00:00 of the next day in Vietnam
    last = midnight - timedelta(seconds=1)
    assert f"{local(last):%Y-%m-%d %H:%M:%S %z}" == f"{day} 23:59:59 +0700"
    assert (day_of(last), day_of(midnight)) == (date.fromisoformat(day), date.fromisoformat(day) + timedelta(days=1))
    assert at_local(day_of(midnight)).astimezone(UTC) == midnight
    for started, ends in ((last, before), (midnight, after)):
        found = [due(day_of(started), days, Sentence("rule"), CALENDAR).due_on.isoformat() for days in (1, 5)]
        assert tuple(found) == ends


@pytest.mark.usefixtures("zone_of_the_machine")
def test_r15_what_is_due_today_is_late_with_the_first_second_of_tomorrow() -> None:
    due_on = date(2026, 11, 30)
    midnight = at_local(date(2026, 12, 1))
    states = [due_state(due_on, day_of(midnight + timedelta(seconds=offset)), CALENDAR).state for offset in (-1, 0)]
    assert states == [DueState.TODAY, DueState.OVERDUE]
