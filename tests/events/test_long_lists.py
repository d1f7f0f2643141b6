"""Lists of forums go on page after page: no forum is out of reach because there are many."""

from datetime import timedelta

import pytest

from app.access import Role, Viewer
from app.clock import day_of
from app.database.word_index import wanted
from events.planning.queries import desk_list, find_forums, public_events
from events.planning.states import EventState
from tests.questions.desk_browsing import open_desk
from tests.support import AT, make_event, make_person, make_unit

TODAY = day_of(AT)


async def test_every_past_forum_is_on_one_page_of_each_list(database: str) -> None:
    organiser = await make_unit()
    slugs = []
    for days in (10, 20, 30):
        starts_at = AT - timedelta(days=days)
        slugs.append(
            (await make_event(organiser, EventState.PUBLISHED, starts_at=starts_at, title=f"Buổi {days}")).slug
        )
    coming = (await make_event(organiser, title="Buổi tới")).slug
    pages = [await public_events(TODAY, number=number, most=2) for number in (1, 2)]
    assert [[line.slug for line in page.items] for page in pages] == [[coming, *slugs[:2]], slugs[2:]]
    assert [page.has_next for page in pages] == [True, False]
    coordinator = await make_person(organiser, Role.COORDINATOR)
    for pages in (
        [await find_forums(wanted(["buoi"]), number=number, most=3) for number in (1, 2)],
        [await find_forums(unit_ids=[organiser], number=number, most=3) for number in (1, 2)],
        [await desk_list(coordinator, number=number, most=3) for number in (1, 2)],
    ):
        assert [line.slug for page in pages for line in page.items] == [coming, *slugs]
        assert [page.has_next for page in pages] == [True, False]


@pytest.mark.anyio
async def test_pages_beyond_the_last_one_are_empty(sqlite_database: str) -> None:
    event = await make_event(await make_unit(), EventState.PUBLISHED, title="Buổi đã qua")
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    async with open_desk() as desk:
        assert "Buổi đã qua" in (await desk.get("/events", Viewer())).text
        for path in ("/events?page=2", "/events?page=-1x", "/events?q=buoi&page=9", "/desk/events?page=399"):
            shown = await desk.get(path, coordinator)
            assert shown.status_code == 200
            assert ("Buổi đã qua" in shown.text) == path.endswith("x")
