"""Days before and after a session, with Tết and weekends in between."""

from datetime import UTC, date, datetime

import pytest

from app.calendar.working_days import calendar_with
from events.planning.next_step import next_step
from events.planning.notice import default_cutoff, notice_of, results_of
from events.planning.states import EventState
from events.planning.types import EVENT_TYPES
from tests.events.views import make_view

CALENDAR = calendar_with()
CAFE, PEOPLE = EVENT_TYPES["cafe"], EVENT_TYPES["people"]


@pytest.mark.parametrize(
    ("announced", "session", "days", "is_short"),
    [
        (date(2026, 8, 21), date(2026, 8, 28), 7, False),
        (date(2026, 8, 22), date(2026, 8, 28), 6, True),
        (date(2026, 8, 28), date(2026, 8, 28), 0, True),
        # Tết does not stretch calendar days.
        (date(2026, 2, 13), date(2026, 2, 20), 7, False),
    ],
)
def test_a_communes_dialogue_needs_seven_calendar_days(
    announced: date, session: date, days: int, is_short: bool
) -> None:
    notice = notice_of(PEOPLE, announced, session, CALENDAR)
    assert (notice.days, notice.is_short) == (days, is_short)


@pytest.mark.parametrize(
    ("announced", "session", "days", "is_short"),
    [
        (date(2026, 10, 2), date(2026, 10, 9), 5, False),
        (date(2026, 10, 4), date(2026, 10, 9), 5, False),  # announced on a Sunday
        (date(2026, 10, 5), date(2026, 10, 9), 4, True),
        (date(2026, 10, 2), date(2026, 10, 10), 5, False),  # a session on a Saturday
        (date(2026, 8, 21), date(2026, 8, 27), 5, False),  # Saturday 22 August is worked
        # Tết 2026: 16 to 20 February are days off.
        (date(2026, 2, 11), date(2026, 2, 23), 3, True),
        (date(2026, 2, 9), date(2026, 2, 23), 5, False),
        (date(2026, 2, 10), date(2026, 2, 23), 4, True),
        # The National Day lies between.
        (date(2026, 8, 28), date(2026, 9, 8), 4, True),
    ],
)
def test_other_forums_need_five_working_days(announced: date, session: date, days: int, is_short: bool) -> None:
    notice = notice_of(CAFE, announced, session, CALENDAR)
    assert (notice.days, notice.is_short) == (days, is_short)


def test_an_office_is_told_a_working_day_and_may_still_announce_on_the_sunday_after() -> None:
    notice = notice_of(CAFE, date(2026, 12, 13), date(2026, 12, 18), CALENDAR)
    assert (notice.announce_by, notice.last_day, notice.is_short) == (date(2026, 12, 11), date(2026, 12, 13), False)
    assert notice_of(CAFE, date(2026, 12, 1), date(2026, 12, 17), CALENDAR).announce_by == date(2026, 12, 10)


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES)
@pytest.mark.parametrize("day", range(1, 29))
def test_the_last_day_for_the_announcement_is_the_last_that_is_in_time(kind, day: int) -> None:  # type: ignore[no-untyped-def]
    session = date(2026, 2, day)
    last = notice_of(kind, date(2026, 1, 1), session, CALENDAR).last_day
    assert not notice_of(kind, last, session, CALENDAR).is_short
    assert notice_of(kind, last, session, CALENDAR).days >= kind.notice
    after = date.fromordinal(last.toordinal() + 1)
    assert notice_of(kind, after, session, CALENDAR).days < kind.notice


@pytest.mark.parametrize(
    ("held", "due"),
    [
        (date(2026, 8, 28), date(2026, 9, 7)),
        (date(2026, 9, 9), date(2026, 9, 21)),  # the tenth day is a Saturday
        (date(2026, 2, 6), date(2026, 2, 23)),  # the tenth day lies in Tết
    ],
)
def test_results_are_due_ten_days_after_the_session(held: date, due: date) -> None:
    results = results_of(CAFE, held, None, CALENDAR)
    assert results.due_on == due
    assert not results.is_late(due)
    assert results.is_late(date.fromordinal(due.toordinal() + 1))
    assert not results_of(CAFE, held, due, CALENDAR).is_late(date(2030, 1, 1))


def test_questions_close_before_tet_when_the_session_is_right_after_it() -> None:
    starts = datetime(2026, 2, 23, 1, 0, tzinfo=UTC)
    at = datetime(2026, 1, 5, tzinfo=UTC)
    assert default_cutoff(starts, CALENDAR, at) == datetime(2026, 2, 11, 10, 0, tzinfo=UTC)


def test_a_forum_that_is_published_waits_for_nothing() -> None:

    today = date(2026, 8, 3)
    waiting = {state: next_step(make_view(state=state), today, CALENDAR) for state in EventState}
    over = {state for state, step in waiting.items() if step is None}
    assert over == {EventState.PUBLISHED, EventState.CANCELLED}
    draft = waiting[EventState.DRAFT]
    assert draft
    assert (draft.by, draft.is_late) == (date(2026, 8, 22), False)
    late = next_step(make_view(state=EventState.DRAFT), date(2026, 8, 24), CALENDAR)
    assert late
    assert late.is_late
