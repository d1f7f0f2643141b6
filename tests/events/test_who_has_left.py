"""A chair who has left stays the chair of what was held, whatever is changed of the plan afterwards."""

import re
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role
from app.people import keeping
from app.people.queries import memberships
from events.planning.controllers.planning import beginning
from events.planning.plan import OfficerPlan
from events.planning.queries import event_view
from events.planning.states import EventState
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import open_desk
from tests.support import AT, make_event, make_person, make_unit

pytestmark = pytest.mark.anyio
CHOSEN = re.compile(r'<select[^>]* name="(\w+)".*?</select>', re.S)


def chosen(page: str) -> dict[str, str]:
    """What the lists of a page send, as they stand."""
    found = {}
    for one in CHOSEN.finditer(page):
        option = re.search(r'<option value="(\d*)" selected', one[0])
        found[one[1]] = option[1] if option else ""
    return found


async def test_changing_the_theme_of_a_forum_that_was_held_keeps_its_chair_who_has_left(sqlite_database: str) -> None:
    organiser = await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR)
    chair, secretary = await make_person(organiser, Role.CHAIR), await make_person(organiser, Role.SECRETARY)
    officers = [(chair, Role.CHAIR, "Chủ tịch"), (secretary, Role.SECRETARY, "Thư ký")]
    event = await make_event(
        organiser, EventState.HELD, starts_at=AT.replace(second=0) - timedelta(days=10), new_series="Cà phê doanh nhân",
        officers=tuple(OfficerPlan(who.person_id or 0, role, title) for who, role, title in officers),
    )  # fmt: skip
    for who in (chair, secretary):
        [held] = await memberships(who.person_id or 0)
        await keeping.end_membership(held.id, by=SYSTEM, at=AT)
    path = f"/desk/events/{event.slug}/edit"
    async with open_desk() as desk:
        shown = (await desk.get(path, coordinator)).text
        view = await event_view(event.slug)
        fields = hidden_fields(shown) | chosen(shown) | {
            "title": view.title, "theme": "Chủ đề mới", "place": view.place, "chair_title_1": "Chủ tịch",
            "secretary_title_1": "Thư ký", "starts_at": input_of(shown, "starts_at"),
            "ends_at": input_of(shown, "ends_at"), "closes_at": input_of(shown, "closes_at"),
        }  # fmt: skip
        done = await desk.post(path, coordinator, fields)
    assert done.status_code == 303, done.text
    after = await event_view(event.slug)
    assert after.theme == "Chủ đề mới"
    assert [(one.person_id, one.role) for one in after.officers] == [
        (chair.person_id, Role.CHAIR), (secretary.person_id, Role.SECRETARY),
    ]  # fmt: skip
    assert view.series_id is not None
    typed, _agencies = await beginning(str(view.series_id), (organiser,))
    assert typed["series"] == str(view.series_id)


def input_of(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found is not None
    return found[1]
