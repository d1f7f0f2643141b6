"""What a successor goes on with of the forums of a merged unit: its series, their next editions, and whom they name."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.people.kinds import UnitKind
from app.people.unit_keeping import replace_unit
from events.planning.inviting import set_agencies
from events.planning.plan import AgencyPlan
from events.planning.queries import event_view
from events.planning.rows import EventView
from events.planning.states import EventState
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, make_event, make_person, make_unit

pytestmark = pytest.mark.anyio
TIMES = {"starts_at": "2027-03-01T08:00", "ends_at": "2027-03-01T11:00"}


@pytest.fixture
async def desk(sqlite_database: str) -> AsyncIterator[Desk]:
    async with open_desk() as opened:
        yield opened


async def merged(old: int, name: str, kind: UnitKind = UnitKind.DEPARTMENT) -> int:
    new = await make_unit(name, kind)
    yesterday = day_of(AT) - timedelta(days=1)
    await replace_unit(old, new, last_day=yesterday, reason="Sáp nhập.", by=SYSTEM, at=AT)
    return new


class Left:
    """The last forum of a unit that is gone, with a co-organiser and an agency that are gone too."""

    last: EventView
    organiser: int
    beside: int
    agency: int
    coordinator: Viewer


async def a_series() -> Left:
    left = Left()
    units = [await make_unit(name) for name in ("Trung tâm cũ", "Hội cũ", "Sở cũ")]
    event = await make_event(
        units[0], EventState.PREPARING, new_series="Cà phê doanh nhân", co_organiser_ids=(units[1],)
    )
    await set_agencies(event, [AgencyPlan(units[2])], by=SYSTEM, at=AT)
    left.organiser = await merged(units[0], "Trung tâm mới")
    left.beside, left.agency = await merged(units[1], "Hội mới"), await merged(units[2], "Sở mới")
    left.last = await event_view(event.slug)
    left.coordinator = await make_person(left.organiser, Role.COORDINATOR)
    return left


async def test_the_successor_plans_the_next_edition_with_all_that_the_last_one_had(desk: Desk) -> None:
    left = await a_series()
    page = f"/desk/events/new?series={left.last.series_id}"
    shown = (await desk.get(page, left.coordinator)).text
    assert f'<option value="{left.last.series_id}" selected' in shown
    fields = hidden_fields(shown) | TIMES | {
        "type": left.last.type, "series": str(left.last.series_id), "edition": "2", "co_organisers": str(left.beside),
        "agencies": str(left.agency),
    }  # fmt: skip
    made = await desk.post("/desk/events/new", left.coordinator, fields)
    assert made.status_code == 303, made.text
    view = await event_view("ca-phe-doanh-nhan-ky-2")
    assert (view.organiser.id, view.edition, view.series_id) == (left.organiser, 2, left.last.series_id)


@pytest.mark.parametrize("name", ["co_organisers", "agencies"])
async def test_units_that_are_gone_are_ticked_as_those_that_do_their_work(desk: Desk, name: str) -> None:
    left = await a_series()
    shown = (await desk.get(f"/desk/events/new?series={left.last.series_id}", left.coordinator)).text
    unit_id = left.beside if name == "co_organisers" else left.agency
    assert f'name="{name}" value="{unit_id}" checked' in shown


async def test_a_change_of_the_plan_does_not_lose_a_co_organiser_that_was_merged(desk: Desk) -> None:
    left = await a_series()
    shown = (await desk.get(f"/desk/events/{left.last.slug}/edit", left.coordinator)).text
    assert f'name="co_organisers" value="{left.beside}" checked' in shown
