"""The acts of a forum, on both engines: what they write, refuse, and tell."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.access import SYSTEM, Role
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.journal.queries import history
from app.people.keeping import create_person
from events.planning import announcing, editing, holding, inviting, moving, recording
from events.planning.by_clock import open_and_close_by_clock
from events.planning.parts import AttendanceLine, AttendancePart
from events.planning.plan import AgencyPlan, OfficerPlan
from events.planning.policy import may_see
from events.planning.queries import attendance, desk_events, desk_list, event_facts, event_view, public_events
from events.planning.states import EventState
from events.running import room
from tests.events.conftest import AT, STARTS, City, Make

LETTERS = Statement("SELECT to_address, subject, body FROM outbox_letter ORDER BY id")
LATER = AT + timedelta(hours=1)


async def letters_to() -> list[str]:
    return [row["to_address"] for row in await LETTERS.all()]


async def test_announcing_invites_the_agencies_by_their_own_mail_box_or_their_focal_point(
    city: City, forum: Make
) -> None:
    event = await forum()
    assert await letters_to() == []
    announced = await announcing.announce(event, by=city.coordinator, at=AT)
    assert announced.state is EventState.ANNOUNCED
    rows = await LETTERS.all()
    assert [row["to_address"] for row in rows] == ["stc@songhau.example", "minh@songhau.example"]
    for words in ("08:00", "28/08/2026", "Hội trường A", "/events/ca-phe-doanh-nhan-ky-1", "Vốn và đất đai"):
        assert words in rows[0]["body"]
    view = await event_view(event.slug)
    assert {agency.invited_at for agency in view.agencies} == {AT}
    assert view.announced_at == AT


async def test_short_notice_needs_a_reason_that_everyone_sees(city: City, forum: Make) -> None:
    event = await forum()
    late = STARTS - timedelta(days=4)
    with pytest.raises(Invalid) as refused:
        await announcing.announce(event, by=city.coordinator, at=late)
    assert list(refused.value.problems) == ["reason"]
    await announcing.announce(event, reason="Theo chỉ đạo khẩn", by=city.coordinator, at=late)
    assert (await event_view(event.slug)).short_notice_reason == "Theo chỉ đạo khẩn"


async def test_a_communes_dialogue_is_short_by_calendar_days(city: City, forum: Make) -> None:
    event = await forum(type="people", series_id=None, title="Đối thoại với Nhân dân")
    with pytest.raises(Invalid):
        await announcing.announce(event, by=city.coordinator, at=STARTS - timedelta(days=6))
    await announcing.announce(event, by=city.coordinator, at=STARTS - timedelta(days=7))


async def test_notice_over_tet_counts_no_holiday(city: City, forum: Make) -> None:
    starts = datetime(2026, 2, 23, 1, 0, tzinfo=UTC)
    event = await forum(starts_at=starts, ends_at=starts + timedelta(hours=3), closes_at=starts)
    with pytest.raises(Invalid):
        await announcing.announce(event, by=city.coordinator, at=datetime(2026, 2, 10, 2, tzinfo=UTC))
    await announcing.announce(event, by=city.coordinator, at=datetime(2026, 2, 9, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("field", "changes", "at"),
    [("place", {"place": "", "online_url": ""}, AT), ("starts_at", {}, STARTS)],
)
async def test_what_is_not_ready_is_not_announced(
    city: City, forum: Make, field: str, changes: dict[str, object], at: datetime
) -> None:
    with pytest.raises(Invalid) as refused:
        await announcing.announce(await forum(**changes), by=city.coordinator, at=at)
    assert list(refused.value.problems) == [field]


async def test_an_act_on_a_stale_state_is_refused_with_the_fresh_one(city: City, forum: Make) -> None:
    event = await forum()
    await announcing.announce(event, by=city.coordinator, at=AT)
    with pytest.raises(Conflict, match="Đã công bố"):
        await announcing.announce(event, by=city.colleague, at=AT)


async def test_of_two_coordinators_at_once_one_wins(city: City, forum: Make) -> None:
    event = await forum()
    ends = await asyncio.gather(
        *(announcing.announce(event, by=who, at=AT) for who in (city.coordinator, city.colleague)),
        return_exceptions=True,
    )
    assert sum(isinstance(end, Conflict) for end in ends) == 1
    assert len(await letters_to()) == 2
    acts = [entry.act for entry in await history("event", event.id)]
    assert acts.count("event.announce") == 1


async def test_questions_open_and_close_by_the_clock_and_only_once(city: City, forum: Make) -> None:
    event = await forum("announced", opens_at=AT + timedelta(days=1))
    await open_and_close_by_clock(AT)
    assert (await event_facts(event.slug)).state is EventState.ANNOUNCED
    await open_and_close_by_clock(AT + timedelta(days=1))
    await open_and_close_by_clock(AT + timedelta(days=1))
    opened = await event_facts(event.slug)
    assert opened.state is EventState.COLLECTING
    assert opened.closes_at
    await open_and_close_by_clock(opened.closes_at - timedelta(seconds=1))
    assert (await event_facts(event.slug)).state is EventState.COLLECTING
    await open_and_close_by_clock(opened.closes_at)
    assert (await event_facts(event.slug)).state is EventState.PREPARING
    told = [(entry.act, entry.person_name) for entry in await history("event", event.id)]
    assert told[-2:] == [("event.open", SYSTEM.name), ("event.close", SYSTEM.name)]


async def test_closing_early_moves_the_cut_off(city: City, forum: Make) -> None:
    event = await forum("collecting")
    closed = await announcing.close_questions(event, by=city.coordinator, at=LATER)
    assert closed.closes_at == LATER


async def test_a_forum_past_its_cut_off_is_not_opened(city: City, forum: Make) -> None:
    event = await forum("announced")
    with pytest.raises(Conflict):
        await announcing.open_questions(event, by=city.coordinator, at=STARTS)


async def test_a_session_is_started_and_ended_by_its_secretary(city: City, forum: Make) -> None:
    event = await forum("preparing")
    started = await holding.start_session(event, by=city.secretary, at=STARTS)
    ended = await room.end_session(started, by=city.secretary, at=STARTS + timedelta(hours=3))
    assert (ended.state, ended.ended_at) == (EventState.HELD, STARTS + timedelta(hours=3))


async def test_postponing_keeps_the_old_date_and_tells_the_agencies(city: City, forum: Make) -> None:
    event = await forum("collecting")
    with pytest.raises(Invalid):
        await moving.postpone(event, "  ", by=city.chair, at=LATER)
    await moving.postpone(event, "Bão số 5", by=city.chair, at=LATER)
    view = await event_view(event.slug)
    assert (view.state, view.postponed_from, view.change_reason) == (EventState.POSTPONED, STARTS, "Bão số 5")
    assert (view.sequence, view.version > 1) == (1, True)
    rows = (await LETTERS.all())[2:]
    assert [row["to_address"] for row in rows] == ["stc@songhau.example", "minh@songhau.example"]
    assert all("Bão số 5" in row["body"] for row in rows)


async def test_a_new_date_is_announced_and_questions_wait_for_a_hand(city: City, forum: Make) -> None:
    event = await moving.postpone(await forum("collecting"), "Bão", by=city.coordinator, at=LATER)
    starts = STARTS + timedelta(days=14)
    ends = starts + timedelta(hours=3)
    with pytest.raises(Invalid) as refused:
        await moving.reschedule(event, AT + timedelta(days=1), AT + timedelta(days=2), by=city.coordinator, at=AT)
    assert list(refused.value.problems) == ["reason"]
    with pytest.raises(Invalid):
        await moving.reschedule(event, ends, starts, by=city.coordinator, at=LATER)
    await moving.reschedule(event, starts, ends, by=city.coordinator, at=LATER)
    view = await event_view(event.slug)
    assert (view.state, view.starts_at, view.postponed_from) == (EventState.ANNOUNCED, starts, STARTS)
    assert view.opens_at is None
    assert view.sequence == 2
    assert view.closes_at
    assert view.closes_at > STARTS
    assert "11/09/2026" in (await LETTERS.all())[-1]["body"]


async def test_cancelling_is_for_good(city: City, forum: Make) -> None:
    event = await moving.cancel(await forum("announced"), "Không đủ điều kiện", by=city.chair, at=LATER)
    assert event.state is EventState.CANCELLED
    with pytest.raises(Conflict):
        await moving.postpone(event, "Bão", by=city.coordinator, at=LATER)
    with pytest.raises(NotAllowed):
        await editing.edit_event(event, city.plan, 2, by=city.coordinator, at=LATER)


async def test_a_stale_edit_is_refused_and_changes_nothing(city: City, forum: Make) -> None:
    event = await forum()
    await editing.edit_event(event, replace(city.plan, theme="Thuế"), 1, by=city.coordinator, at=LATER)
    with pytest.raises(Conflict):
        await editing.edit_event(event, replace(city.plan, theme="Đất"), 1, by=city.colleague, at=LATER)
    view = await event_view(event.slug)
    assert (view.theme, view.version, view.sequence) == ("Thuế", 2, 0)
    assert view.changed_at == LATER


async def test_of_two_edits_at_once_one_wins(city: City, forum: Make) -> None:
    event = await forum()
    ends = await asyncio.gather(
        editing.edit_event(event, replace(city.plan, theme="Thuế"), 1, by=city.coordinator, at=LATER),
        editing.edit_event(event, replace(city.plan, theme="Đất"), 1, by=city.colleague, at=LATER),
        return_exceptions=True,
    )
    assert sum(isinstance(end, Conflict) for end in ends) == 1
    assert (await event_view(event.slug)).version == 2


async def test_a_new_place_after_the_announcement_needs_a_reason_and_is_told(city: City, forum: Make) -> None:
    event = await forum("announced")
    version = (await event_view(event.slug)).version
    plan = replace(city.plan, place="Hội trường B")
    with pytest.raises(Invalid) as refused:
        await editing.edit_event(event, plan, version, by=city.coordinator, at=LATER)
    assert list(refused.value.problems) == ["reason"]
    await editing.edit_event(event, plan, version, reason="Hội trường A sửa", by=city.coordinator, at=LATER)
    view = await event_view(event.slug)
    assert (view.place, view.sequence, view.change_reason) == ("Hội trường B", 1, "Hội trường A sửa")
    assert "Hội trường B" in (await LETTERS.all())[-1]["body"]
    told = (await history("event", event.id))[-1]
    assert (told.before["place"], told.after["place"]) == (city.plan.place, "Hội trường B")


async def test_a_place_mended_after_the_session_invites_nobody_again(city: City, forum: Make) -> None:
    event = await forum("held")
    version, before = (await event_view(event.slug)).version, len(await LETTERS.all())
    plan = replace(city.plan, place="Hội trường B")
    await editing.edit_event(event, plan, version, by=city.coordinator, at=LATER)
    assert (await event_view(event.slug)).place == "Hội trường B"
    assert len(await LETTERS.all()) == before


async def test_a_place_changed_while_the_new_day_is_awaited_is_told_with_that_day(city: City, forum: Make) -> None:
    event = await moving.postpone(await forum("collecting"), "Bão số 5", by=city.chair, at=LATER)
    version, before = (await event_view(event.slug)).version, len(await LETTERS.all())
    plan = replace(city.plan, place="Hội trường B")
    await editing.edit_event(event, plan, version, by=city.coordinator, at=LATER)
    view = await event_view(event.slug)
    assert (view.place, view.change_reason) == ("Hội trường B", "Bão số 5")
    assert len(await LETTERS.all()) == before  # no letter names the day that was given up
    starts = STARTS + timedelta(days=14)
    event = await event_facts(event.slug)
    await moving.reschedule(event, starts, starts + timedelta(hours=3), by=city.coordinator, at=LATER)
    assert "Hội trường B" in (await LETTERS.all())[-1]["body"]


async def test_the_time_of_a_session_that_took_place_stays(city: City, forum: Make) -> None:
    event = await forum("held")
    version = (await event_view(event.slug)).version
    plan = replace(city.plan, starts_at=STARTS - timedelta(hours=1))
    with pytest.raises(Invalid):
        await editing.edit_event(event, plan, version, reason="x", by=city.coordinator, at=STARTS)
    await editing.edit_event(event, replace(city.plan, theme="Đã sửa"), version, by=city.coordinator, at=STARTS)


async def test_officers_are_named_in_their_order(city: City, forum: Make) -> None:
    event = await forum()
    officers = [
        OfficerPlan(city.supervisor.person_id or 0, Role.CHAIR, "Chủ tịch"),
        OfficerPlan(city.chair.person_id or 0, Role.CHAIR, "Phó Chủ tịch"),
        OfficerPlan(city.chair.person_id or 0, Role.CHAIR, "Phó Chủ tịch Thường trực"),
    ]
    await editing.set_officers(event, officers, by=city.coordinator, at=LATER)
    assert [(officer.name, officer.title) for officer in (await event_view(event.slug)).chairs] == [
        ("Võ Thị Lan", "Chủ tịch"),
        ("Nguyễn Văn Hải", "Phó Chủ tịch Thường trực"),
    ]
    with pytest.raises(NotAllowed):
        await editing.set_officers(event, officers, by=city.chair, at=LATER)


async def test_an_officer_without_a_title_has_that_of_the_person(city: City, forum: Make) -> None:
    titled = await create_person("ut@songhau.example", "Lê Út", title="Chánh Văn phòng", by=SYSTEM, at=AT)
    event = await forum(officers=(OfficerPlan(titled, Role.CHAIR),))
    assert [officer.title for officer in (await event_view(event.slug)).chairs] == ["Chánh Văn phòng"]


async def test_an_agency_added_later_is_invited_at_once_and_nobody_twice(city: City, forum: Make) -> None:
    event = await forum("announced")
    agencies = [
        AgencyPlan(city.finance_id, "Lê Văn Tám", "Phó Giám đốc"),
        AgencyPlan(city.association_id),
        AgencyPlan(city.ward_id),
    ]
    await inviting.set_agencies(event, agencies, by=city.coordinator, at=LATER)
    view = await event_view(event.slug)
    assert {agency.short_name: agency.invited_at for agency in view.agencies} == {
        "STC": AT,
        "HHDN": LATER,
        "UBP-BN": LATER,
    }
    assert await letters_to() == [
        "stc@songhau.example",
        "minh@songhau.example",
    ]  # the new ones have no mail box
    assert view.agencies[1].attendee == "Lê Văn Tám"


async def test_an_agency_names_whom_it_sends(city: City, forum: Make) -> None:
    event = await forum("announced")
    await inviting.name_attendee(event, AgencyPlan(city.tax_id, "Đỗ Minh", "Phó"), by=city.focal, at=LATER)
    assert [agency.attendee for agency in (await event_view(event.slug)).agencies] == ["", "Đỗ Minh"]
    with pytest.raises(NotAllowed):
        await inviting.name_attendee(event, AgencyPlan(city.finance_id, "X"), by=city.focal, at=LATER)
    with pytest.raises(NotFound):
        await inviting.name_attendee(event, AgencyPlan(city.ward_id, "X"), by=city.coordinator, at=LATER)


async def test_those_present_are_written_down_once_and_struck(city: City, forum: Make) -> None:
    event = await forum("in_session")
    firm = AttendanceLine(AttendancePart.BUSINESS, "Lê Thị Hoa", "Công ty Gạo Việt")
    delegation = AttendanceLine(AttendancePart.CITIZEN, "Bà con tổ 7", heads=12)
    await recording.record_attendance(event, [firm, delegation], by=city.secretary, at=STARTS)
    await recording.record_attendance(event, [replace(firm, heads=2)], by=city.secretary, at=STARTS)
    lines = await attendance(event.id)
    assert [(line.name, line.heads) for line in lines] == [("Bà con tổ 7", 12), ("Lê Thị Hoa", 2)]
    await recording.remove_attendance(event, lines[0].id, by=city.secretary, at=STARTS)
    assert [line.name for line in await attendance(event.id)] == ["Lê Thị Hoa"]
    with pytest.raises(NotFound):
        await recording.remove_attendance(event, lines[0].id, by=city.secretary, at=STARTS)
    with pytest.raises(NotAllowed):
        await recording.record_attendance(event, [firm], by=city.chair, at=STARTS)


async def test_nobody_is_present_before_the_session(city: City, forum: Make) -> None:
    line = AttendanceLine(AttendancePart.PRESS, "Báo Sông Hậu")
    with pytest.raises(Conflict):
        await recording.record_attendance(await forum("preparing"), [line], by=city.secretary, at=AT)


async def test_the_list_of_the_desk_agrees_with_the_rule_about_drafts(city: City, forum: Make) -> None:
    drafts = [await forum() for _again in range(3)]
    for viewer in (
        city.coordinator,
        city.colleague,
        city.secretary,
        city.chair,
        city.supervisor,
        city.focal,
        city.stranger,
        SYSTEM,
    ):
        listed = {event.slug for event in await desk_events(viewer)}
        assert listed == {event.slug for event in drafts if may_see(viewer, event)}, viewer.name
    assert (await desk_list(city.coordinator, [EventState.HELD])).items == []


async def test_everyone_sees_coming_forums_first_and_never_a_draft(city: City, forum: Make) -> None:
    await forum()
    await forum("held")
    far = await forum("collecting", starts_at=STARTS + timedelta(days=9), ends_at=STARTS + timedelta(days=10))
    near = await forum("announced", starts_at=STARTS + timedelta(days=3), ends_at=STARTS + timedelta(days=4))
    postponed = await moving.postpone(await forum("announced"), "Bão", by=city.coordinator, at=LATER)
    cancelled = await moving.cancel(await forum("announced"), "Bão", by=city.coordinator, at=LATER)
    today = day_of(STARTS + timedelta(days=1))
    found = (await public_events(today)).items
    assert [event.slug for event in found if event.is_coming(today)] == [near.slug, far.slug, postponed.slug]
    assert {event.slug for event in found if not event.is_coming(today)} == {
        cancelled.slug,
        "ca-phe-doanh-nhan-ky-2",
    }
    assert found[:3] == [event for event in found if event.is_coming(today)]
