"""The calendar file, read again by the library and by the letter of RFC 5545."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.i18n import speaking
from events.planning.ics import calendar_file
from events.planning.states import EventState
from tests.events.views import VIEW, make_view

BASE = "https://doithoai.songhau.example"


def read(raw: bytes) -> Calendar:
    return Calendar.from_ical(raw)


def event_of(raw: bytes):  # type: ignore[no-untyped-def]
    (event,) = read(raw).walk("VEVENT")
    return event


def test_every_line_is_folded_and_ends_as_the_standard_says() -> None:
    raw = calendar_file(make_view(description="Đối thoại với doanh nghiệp. " * 40), BASE)
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no letter is cut in two


def test_it_says_what_when_where_and_who() -> None:
    event = event_of(calendar_file(VIEW, BASE))
    assert str(event["summary"]) == "Cà phê doanh nhân, kỳ thứ 9"
    assert str(event["location"]) == VIEW.place
    assert VIEW.theme in str(event["description"])
    assert VIEW.description in str(event["description"])
    assert str(event["url"]) == f"{BASE}/events/ca-phe-doanh-nhan-ky-9"
    assert str(event["organizer"]) == "mailto:xuctien@songhau.example"
    assert event["organizer"].params["CN"] == "Trung tâm Xúc tiến đầu tư"
    assert str(event["status"]) == "CONFIRMED"


def test_its_times_are_those_of_the_halls_clock() -> None:
    raw = calendar_file(VIEW, BASE)
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20260828T080000\r\n" in raw
    assert b"DTEND;TZID=Asia/Ho_Chi_Minh:20260828T110000\r\n" in raw
    assert b"DTSTAMP:20260803T020000Z\r\n" in raw
    event = event_of(raw)
    assert event["dtstart"].dt == datetime(2026, 8, 28, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    (zone,) = read(raw).walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Asia/Ho_Chi_Minh"
    (standard,) = zone.walk("STANDARD")
    assert standard["tzoffsetto"].td == standard["tzoffsetfrom"].td == timedelta(hours=7)


@pytest.mark.parametrize("hour", [16, 17, 23])
def test_a_session_around_midnight_keeps_its_vietnamese_day(hour: int) -> None:
    starts = VIEW.starts_at.replace(month=12, day=31, hour=hour, minute=59)
    event = event_of(calendar_file(make_view(starts_at=starts, ends_at=starts + timedelta(hours=1)), BASE))
    assert event["dtstart"].dt.utctimetuple() == starts.utctimetuple()


def test_required_properties_stand_there_exactly_once() -> None:
    raw = calendar_file(VIEW, BASE).replace(b"\r\n ", b"")
    names = [line.split(b":")[0].split(b";")[0].decode() for line in raw.split(b"\r\n")]
    for name in (
        "VERSION",
        "PRODID",
        "METHOD",
        "UID",
        "DTSTAMP",
        "DTEND",
        "SUMMARY",
        "ORGANIZER",
        "SEQUENCE",
    ):
        assert names.count(name) == 1, name
    assert names.count("DTSTART") == 2  # the zone's and the session's
    assert names.count("BEGIN") == names.count("END") == 4


def test_a_new_date_moves_the_same_entry() -> None:
    moved = make_view(
        starts_at=VIEW.starts_at + timedelta(days=7),
        ends_at=VIEW.ends_at + timedelta(days=7),
        sequence=2,
        changed_at=VIEW.changed_at + timedelta(days=1),
    )
    before, after = event_of(calendar_file(VIEW, BASE)), event_of(calendar_file(moved, BASE))
    assert before["uid"] == after["uid"] == "event-9@doithoai.songhau.example"
    assert (before["sequence"], after["sequence"]) == (0, 2)
    assert after["dtstamp"].dt > before["dtstamp"].dt


@pytest.mark.parametrize(
    ("state", "status", "transparency"),
    [
        (EventState.COLLECTING, "CONFIRMED", "OPAQUE"),
        (EventState.PUBLISHED, "CONFIRMED", "OPAQUE"),
        (EventState.POSTPONED, "TENTATIVE", "TRANSPARENT"),
        (EventState.CANCELLED, "CANCELLED", "TRANSPARENT"),
    ],
)
def test_a_postponed_forum_is_tentative_and_a_cancelled_one_cancelled(
    state: EventState, status: str, transparency: str
) -> None:
    raw = calendar_file(make_view(state=state, change_reason="Bão số 5"), BASE)
    event = event_of(raw)
    assert (str(event["status"]), str(event["transp"])) == (status, transparency)
    assert "Bão số 5" in str(event["description"])
    assert str(read(raw)["method"]) == "PUBLISH"


def test_the_same_forum_makes_the_same_bytes() -> None:
    assert calendar_file(VIEW, BASE) == calendar_file(make_view(), BASE)


def test_the_reader_is_told_in_their_language() -> None:
    cancelled = make_view(state=EventState.CANCELLED)
    assert str(event_of(calendar_file(cancelled, BASE))["summary"]).startswith("Hủy: ")
    with speaking("en"):
        assert str(event_of(calendar_file(cancelled, BASE))["summary"]).startswith("Cancelled: ")


def test_nothing_typed_breaks_out_of_its_line() -> None:
    raw = calendar_file(
        make_view(title="Kỳ 9\r\nATTACH:http://x.example\nSTATUS:CANCELLED", place="a;b,c\\d\n:e"), BASE
    )
    event = event_of(raw)
    assert "attach" not in event
    assert str(event["status"]) == "CONFIRMED"
    assert str(event["location"]) == "a;b,c\\d\n:e"


def test_a_unit_without_mail_is_still_named() -> None:
    event = event_of(calendar_file(make_view(organiser=replace(VIEW.organiser, email="")), BASE))
    assert str(event["organizer"]) == "invalid:nomail"
    assert event["organizer"].params["CN"] == "Trung tâm Xúc tiến đầu tư"


def test_an_online_forum_is_where_its_link_is() -> None:
    assert str(event_of(calendar_file(make_view(place=""), BASE))["location"]) == VIEW.online_url
