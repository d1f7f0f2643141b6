"""Series, editions, addresses, and what a new forum begins with."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.access import Role
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.journal.queries import history
from events.planning import choices, creating
from events.planning.queries import event_facts, event_facts_by_id, event_view
from events.planning.states import EventState
from tests.events.conftest import AT, STARTS, City


async def test_the_first_editions_of_a_series_are_numbered_and_named(city: City) -> None:
    first = await creating.create_event(city.plan, by=city.coordinator, at=AT)
    second = await creating.create_event(city.plan, by=city.coordinator, at=AT)
    assert (first, second) == ("ca-phe-doanh-nhan-ky-1", "ca-phe-doanh-nhan-ky-2")
    assert (await event_view(second)).title == "Cà phê doanh nhân, kỳ thứ 2"
    assert await choices.last_edition(city.series_id) == 2


async def test_a_series_may_begin_with_its_eighth_edition(city: City) -> None:
    assert await creating.create_event(replace(city.plan, edition=8), by=city.coordinator, at=AT) == (
        "ca-phe-doanh-nhan-ky-8"
    )
    assert await creating.create_event(city.plan, by=city.coordinator, at=AT) == "ca-phe-doanh-nhan-ky-9"


async def test_an_edition_exists_once(city: City) -> None:
    plan = replace(city.plan, edition=9)
    await creating.create_event(plan, by=city.coordinator, at=AT)
    with pytest.raises(Conflict, match="9"):
        await creating.create_event(plan, by=city.colleague, at=AT)


async def test_two_coordinators_at_once_get_two_editions(city: City) -> None:
    slugs = await asyncio.gather(
        creating.create_event(city.plan, by=city.coordinator, at=AT),
        creating.create_event(city.plan, by=city.colleague, at=AT),
    )
    assert sorted(slugs) == ["ca-phe-doanh-nhan-ky-1", "ca-phe-doanh-nhan-ky-2"]


async def test_two_coordinators_who_want_the_same_edition_at_once_one_wins(city: City) -> None:
    plan = replace(city.plan, edition=9)
    ends = await asyncio.gather(
        creating.create_event(plan, by=city.coordinator, at=AT),
        creating.create_event(plan, by=city.colleague, at=AT),
        return_exceptions=True,
    )
    assert sum(end == "ca-phe-doanh-nhan-ky-9" for end in ends) == 1
    assert sum(isinstance(end, Conflict) for end in ends) == 1


async def test_forums_without_a_series_get_addresses_of_their_titles(city: City) -> None:
    plan = replace(city.plan, series_id=None, title="Hội nghị đối thoại với Nhân dân")
    slugs = [await creating.create_event(plan, by=city.coordinator, at=AT) for _again in range(3)]
    assert slugs == [
        "hoi-nghi-doi-thoai-voi-nhan-dan",
        "hoi-nghi-doi-thoai-voi-nhan-dan-2",
        "hoi-nghi-doi-thoai-voi-nhan-dan-3",
    ]


@pytest.mark.parametrize(("title", "slug"), [("New", "new-2"), ("!!!", "dien-dan"), ("Đối thoại", "doi-thoai")])
async def test_no_title_takes_the_address_of_a_page(city: City, title: str, slug: str) -> None:
    plan = replace(city.plan, series_id=None, title=title)
    assert await creating.create_event(plan, by=city.coordinator, at=AT) == slug


async def test_everything_planned_is_read_again(city: City) -> None:
    view = await event_view(await creating.create_event(city.plan, by=city.coordinator, at=AT))
    assert view.state is EventState.DRAFT
    assert (view.starts_at, view.ends_at) == (STARTS, STARTS + timedelta(hours=3))
    assert view.organiser.short_name == "TTXT"
    assert [unit.short_name for unit in view.co_organisers] == ["HHDN"]
    assert [(officer.name, officer.role) for officer in view.officers] == [
        ("Nguyễn Văn Hải", Role.CHAIR),
        ("Phạm Mỹ Dung", Role.SECRETARY),
    ]
    assert [field.name for field in view.fields] == ["Đất đai", "Thuế"]
    assert [(agency.short_name, agency.invited_at) for agency in view.agencies] == [
        ("STC", None),
        ("THUE", None),
    ]
    assert (view.series_name, view.series_slug, view.edition) == ("Cà phê doanh nhân", "ca-phe-doanh-nhan", 1)
    assert (view.version, view.sequence) == (1, 0)
    facts = await event_facts(view.slug)
    assert facts == view.facts == await event_facts_by_id(view.id)
    assert facts.officers == {(city.chair.person_id, Role.CHAIR), (city.secretary.person_id, Role.SECRETARY)}


async def test_questions_close_three_working_days_before_the_session_at_the_end_of_office_hours(
    city: City,
) -> None:
    view = await event_view(await creating.create_event(city.plan, by=city.coordinator, at=AT))
    assert view.closes_at == datetime(2026, 8, 25, 10, 0, tzinfo=UTC)  # Tuesday, 17:00 in Vietnam


async def test_a_forum_of_tomorrow_takes_questions_until_it_starts(city: City) -> None:
    starts = AT + timedelta(days=1)
    plan = replace(city.plan, starts_at=starts, ends_at=starts + timedelta(hours=2))
    assert (await event_view(await creating.create_event(plan, by=city.coordinator, at=AT))).closes_at == starts


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("ends_at", {"ends_at": STARTS}),
        ("closes_at", {"closes_at": STARTS + timedelta(minutes=1)}),
        ("opens_at", {"opens_at": STARTS}),
        ("title", {"series_id": None, "title": ""}),
        ("type", {"type": "party"}),
    ],
)
async def test_a_plan_that_cannot_be_is_refused_beside_its_field(
    city: City, field: str, changes: dict[str, object]
) -> None:
    with pytest.raises(Invalid) as refused:
        await creating.create_event(replace(city.plan, **changes), by=city.coordinator, at=AT)  # type: ignore[arg-type]
    assert list(refused.value.problems) == [field]


async def test_only_a_coordinator_of_the_unit_plans_for_it(city: City) -> None:
    for viewer in (city.stranger, city.secretary, city.chair, city.supervisor, city.focal):
        with pytest.raises(NotAllowed):
            await creating.create_event(city.plan, by=viewer, at=AT)
        with pytest.raises(NotAllowed):
            await creating.create_series("Của tôi", "cafe", city.centre_id, by=viewer, at=AT)


async def test_nobody_numbers_the_series_of_another_unit(city: City) -> None:
    with pytest.raises(Invalid):
        await creating.create_event(replace(city.plan, organiser_id=city.ward_id), by=city.stranger, at=AT)


async def test_agencies_behind_the_fields_are_proposed_with_the_reason(city: City) -> None:
    proposed = await choices.agencies_for_fields([city.land_field_id, city.tax_field_id])
    assert [(agency.short_name, agency.field_names) for agency in proposed] == [
        ("STC", ("Đất đai", "Thuế")),
        ("THUE", ("Thuế",)),
    ]
    assert await choices.agencies_for_fields([]) == []


async def test_creating_is_journaled(city: City) -> None:
    event = await event_facts(await creating.create_event(city.plan, by=city.coordinator, at=AT))
    entries = await history("event", event.id)
    assert [(entry.act, entry.person_name) for entry in entries] == [("event.create", "Trần Thị Bình")]


async def test_an_unknown_forum_is_not_found(city: City) -> None:
    for asked in (event_facts("khong-co"), event_view("khong-co"), event_facts_by_id(999)):
        with pytest.raises(NotFound):
            await asked
