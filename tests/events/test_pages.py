"""The desk pages of forums, as a browser without JavaScript meets them."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from app.access import ANYONE, Role
from app.database import Statement
from app.people.units import forget
from app.settings import Settings
from events.planning.controllers import HANDLERS
from events.planning.policy import EventFacts
from events.planning.queries import event_facts, event_view
from events.planning.states import EventState
from events.running.controllers import ROOM
from tests.apps import small_site
from tests.events.conftest import City, Make


class Browser:
    """Opens pages as whoever `viewer` is."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.viewer = ANYONE

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers)

    async def post(self, path: str, fields: Mapping[str, object] = {}, **headers: str) -> httpx.Response:
        """Send a form with the token of a page opened before."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', (await self.client.get("/desk/events")).text)
        assert token
        return await self.client.post(
            path,
            data={"csrf_token": token[1], **fields},
            headers={"origin": "http://testserver", **headers},
        )


@pytest.fixture
async def browser(settings: Settings, city: City) -> AsyncIterator[Browser]:
    def signed_in(inner):  # type: ignore[no-untyped-def]
        async def handle(scope, receive, send):  # type: ignore[no-untyped-def]
            scope["viewer"] = made.viewer
            await inner(scope, receive, send)

        return handle

    transport = httpx.ASGITransport(app=small_site(settings, (*HANDLERS, *ROOM), signed_in))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        made = Browser(client)
        yield made


def filled_in(city: City, **more: object) -> dict[str, object]:
    return {
        "type": "cafe",
        "series": str(city.series_id),
        "theme": "Vốn và đất đai",
        "fields": [str(city.land_field_id)],
        "place": "Hội trường A",
        "starts_at": "2099-08-28T08:00",
        "ends_at": "2099-08-28T11:00",
        "co_organisers": [str(city.association_id)],
        "chair_1": str(city.chair.person_id),
        "secretary_1": str(city.secretary.person_id),
    } | more


async def test_a_coordinator_plans_a_forum_and_the_agency_behind_its_field_is_invited(
    browser: Browser, city: City
) -> None:
    browser.viewer = city.coordinator
    assert "Cà phê doanh nhân" in (await browser.get("/desk/events/new")).text
    answer = await browser.post("/desk/events/new", filled_in(city))
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/events/ca-phe-doanh-nhan-ky-1")
    view = await event_view("ca-phe-doanh-nhan-ky-1")
    assert [agency.short_name for agency in view.agencies] == ["STC"]
    assert (view.title, view.theme) == ("Cà phê doanh nhân, kỳ thứ 1", "Vốn và đất đai")
    shown = (await browser.get("/desk/events/ca-phe-doanh-nhan-ky-1")).text
    for words in ("Nguyễn Văn Hải", "Sở Tài chính", "Hiệp hội Doanh nghiệp thành phố", "Hội trường A"):
        assert words in shown
    assert "Cà phê doanh nhân, kỳ thứ 1" in (await browser.get("/desk/events")).text


async def test_the_next_edition_begins_with_the_last_one(browser: Browser, city: City, forum: Make) -> None:
    await forum(edition=8)
    browser.viewer = city.coordinator
    shown = (await browser.get(f"/desk/events/new?series={city.series_id}")).text
    assert re.search(r'name="edition"[^>]*value="9"', shown)
    assert "Hội trường A, 01 đường Hòa Bình" in shown
    assert "Vốn và đất đai" not in shown


async def test_proposals_follow_the_fields_and_what_was_refused_stays_refused(browser: Browser, city: City) -> None:
    browser.viewer = city.coordinator
    both = [str(city.land_field_id), str(city.tax_field_id)]
    fields = filled_in(city, fields=both, proposed=str(city.finance_id))
    part = await browser.post("/desk/events/proposals", fields, **{"HX-Request": "true"})
    assert part.text.lstrip().startswith("<fieldset")
    assert not re.search(rf'value="{city.finance_id}" checked', part.text)
    assert re.search(rf'value="{city.tax_id}" checked', part.text)
    assert "Đất đai, Thuế" in part.text
    whole = await browser.post("/desk/events/proposals", fields)
    assert whole.status_code == 200
    assert "<html" in whole.text
    assert "Hội trường A" in whole.text


async def test_problems_stand_beside_their_fields_and_nothing_typed_is_lost(browser: Browser, city: City) -> None:
    browser.viewer = city.coordinator
    answer = await browser.post(
        "/desk/events/new",
        filled_in(city, ends_at="2099-08-28T07:00", online_url="javascript:alert(1)", theme="Chủ đề đã gõ"),
    )
    assert answer.status_code == 422
    assert 'href="#ends_at"' in answer.text
    assert 'href="#online_url"' in answer.text
    assert "Chủ đề đã gõ" in answer.text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "https://[::1", "https://", "//a.vn"])
async def test_a_link_that_is_no_web_address_is_a_problem(browser: Browser, city: City, link: str) -> None:
    browser.viewer = city.coordinator
    answer = await browser.post("/desk/events/new", filled_in(city, online_url=link))
    assert answer.status_code == 422
    assert 'href="#online_url"' in answer.text


async def test_a_new_series_begins_with_its_first_forum(browser: Browser, city: City) -> None:
    browser.viewer = city.coordinator
    answer = await browser.post(
        "/desk/events/new", filled_in(city, series="", new_series="Diễn đàn lắng nghe", type="listen")
    )
    assert answer.headers["location"] == "/desk/events/dien-dan-lang-nghe-ky-1"


async def test_where_no_fields_are_made_the_form_says_so_and_offers_none(browser: Browser, city: City) -> None:
    browser.viewer = city.coordinator
    assert "/desk/events/proposals" in (await browser.get("/desk/events/new")).text
    await Statement("DELETE FROM field").run()
    forget()
    shown = (await browser.get("/desk/events/new")).text
    assert "Chưa có lĩnh vực nào" in shown
    assert 'formaction="/desk/events/proposals"' not in shown
    assert 'name="fields"' not in shown
    assert "/office/fields" not in shown
    unit = city.centre_id
    browser.viewer = replace(city.coordinator, roles=frozenset({(unit, Role.COORDINATOR), (unit, Role.ADMIN)}))
    assert 'href="/office/fields"' in (await browser.get("/desk/events/new")).text


async def test_only_coordinators_plan(browser: Browser, city: City) -> None:
    for viewer in (city.secretary, city.chair, city.supervisor, city.focal):
        browser.viewer = viewer
        assert (await browser.get("/desk/events/new")).status_code == 403


async def test_a_draft_does_not_exist_for_others(browser: Browser, city: City, forum: Make) -> None:
    event = await forum()
    for viewer, status in (
        (city.coordinator, 200),
        (city.secretary, 200),
        (city.chair, 200),
        (city.supervisor, 200),
        (city.focal, 404),
        (city.stranger, 404),
    ):
        browser.viewer = viewer
        assert (await browser.get(f"/desk/events/{event.slug}")).status_code == status, viewer.name
        assert (event.title in (await browser.get("/desk/events")).text) == (status == 200), viewer.name
    browser.viewer = ANYONE
    assert (await browser.get(f"/events/{event.slug}/calendar.ics")).status_code == 404


async def test_every_state_has_its_page(browser: Browser, city: City, forum: Make) -> None:
    browser.viewer = city.coordinator
    for stage in ("draft", "announced", "collecting", "preparing", "in_session", "held"):
        event = await forum(stage)
        assert event.state == stage
        assert (await browser.get(f"/desk/events/{event.slug}")).status_code == 200
    for state in EventState:
        assert (await browser.get(f"/desk/events?state={state}")).status_code == 200


@pytest.fixture
async def far_forum(forum: Make) -> EventFacts:
    """A draft with time for every notice, whatever day the test runs."""
    starts = datetime(2099, 8, 28, 1, 0, tzinfo=UTC)
    return await forum(starts_at=starts, ends_at=starts.replace(hour=4))


async def test_the_acts_of_the_workflow_from_their_buttons(browser: Browser, city: City, far_forum: EventFacts) -> None:
    browser.viewer = city.coordinator
    base = f"/desk/events/{far_forum.slug}"
    assert f"{base}/acts/announce" in (await browser.get(base)).text
    assert (await browser.get(f"{base}/acts/announce")).status_code == 200
    for act, state in (
        ("announce", EventState.ANNOUNCED),
        ("open", EventState.COLLECTING),
        ("close", EventState.PREPARING),
        ("start", EventState.IN_SESSION),
        ("end", EventState.HELD),
    ):
        answer = await browser.post(f"{base}/acts/{act}")
        assert (answer.status_code, answer.headers.get("location")) == (303, base), act
        assert (await event_facts(far_forum.slug)).state is state
    assert f"{base}/minutes" in (await browser.get(base)).text


async def test_an_act_on_a_stale_state_shows_the_fresh_one(browser: Browser, city: City, far_forum: EventFacts) -> None:
    browser.viewer = city.coordinator
    answer = await browser.post(f"/desk/events/{far_forum.slug}/acts/close")
    assert answer.status_code == 409
    assert "Dự thảo" in answer.text


async def test_postponing_asks_for_a_reason_and_a_new_date_is_set(
    browser: Browser, city: City, far_forum: EventFacts
) -> None:
    browser.viewer = city.coordinator
    base = f"/desk/events/{far_forum.slug}"
    await browser.post(f"{base}/acts/announce")
    assert (await browser.get(f"{base}/acts/postpone")).status_code == 200
    assert (await browser.post(f"{base}/acts/postpone")).status_code == 422
    assert (await browser.post(f"{base}/acts/postpone", {"reason": "Bão số 5"})).status_code == 303
    assert "Bão số 5" in (await browser.get(base)).text
    assert (await browser.get(f"{base}/acts/reschedule")).status_code == 200
    wrong = await browser.post(f"{base}/acts/reschedule", {"starts_at": "2099-09-30T08:00", "ends_at": ""})
    assert wrong.status_code == 422
    right = {"starts_at": "2099-09-30T08:00", "ends_at": "2099-09-30T11:00"}
    assert (await browser.post(f"{base}/acts/reschedule", right)).status_code == 303
    assert "30/09/2099" in (await browser.get(base)).text


async def test_unknown_acts_and_foreign_hands_are_refused(browser: Browser, city: City, far_forum: EventFacts) -> None:
    browser.viewer = city.coordinator
    for act in ("issue_minutes", "fly", "new"):
        assert (await browser.post(f"/desk/events/{far_forum.slug}/acts/{act}")).status_code == 404
    browser.viewer = city.secretary
    assert (await browser.post(f"/desk/events/{far_forum.slug}/acts/announce")).status_code == 403


async def test_an_edit_keeps_the_plan_and_a_stale_one_is_told(
    browser: Browser, city: City, far_forum: EventFacts
) -> None:
    browser.viewer = city.coordinator
    path = f"/desk/events/{far_forum.slug}/edit"
    assert "Hội trường A, 01 đường Hòa Bình" in (await browser.get(path)).text
    change = filled_in(city, version="1", title="Tên mới")
    assert (await browser.post(path, change)).status_code == 303
    assert (await event_view(far_forum.slug)).title == "Tên mới"
    stale = await browser.post(path, change)
    assert stale.status_code == 409
    assert "Tên mới" in stale.text


async def test_agencies_are_changed_and_name_whom_they_send(
    browser: Browser, city: City, far_forum: EventFacts
) -> None:
    browser.viewer = city.coordinator
    base = f"/desk/events/{far_forum.slug}"
    await browser.post(f"{base}/acts/announce")
    assert (await browser.get(f"{base}/agencies")).status_code == 200
    fields = {"agencies": [str(city.tax_id), str(city.ward_id)], f"attendee_{city.ward_id}": "Lê Văn Tám"}
    assert (await browser.post(f"{base}/agencies", fields)).status_code == 303
    browser.viewer = city.focal
    assert f"{base}/agencies/{city.tax_id}/attendee" in (await browser.get(base)).text
    named = {f"attendee_{city.tax_id}": "Đỗ Minh", f"attendee_title_{city.tax_id}": "Phó Trưởng Thuế"}
    assert (await browser.post(f"{base}/agencies/{city.tax_id}/attendee", named)).status_code == 303
    assert (await browser.post(f"{base}/agencies/{city.ward_id}/attendee", named)).status_code == 403
    view = await event_view(far_forum.slug)
    assert [(agency.short_name, agency.attendee) for agency in view.agencies] == [
        ("THUE", "Đỗ Minh"),
        ("UBP-BN", "Lê Văn Tám"),
    ]


async def test_the_calendar_file_is_public_once_announced(browser: Browser, city: City, far_forum: EventFacts) -> None:
    browser.viewer = city.coordinator
    await browser.post(f"/desk/events/{far_forum.slug}/acts/announce")
    browser.viewer = ANYONE
    answer = await browser.get(f"/events/{far_forum.slug}/calendar.ics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
