"""The pages of the search: where the box leads, and that what people type drives nothing out of the byte cache."""

import pytest

from tests.site.places import PUBLISHED, SUBMITTED, places_of
from tests.site.site import Site

TYPED = ("/search?q=dat", "/questions?q=dat", "/events?q=dat", "/commitments?q=dat")
KEPT = ("/questions", "/events", "/commitments", "/questions?unit=TTXT", "/events?unit=TTXT")


async def test_what_people_type_is_never_kept_and_what_all_read_is(site: Site) -> None:
    async with site.visitor() as visitor:
        for address in TYPED:
            assert "etag" not in (await visitor.get(address)).headers, address
        for address in KEPT:
            assert "etag" in (await visitor.get(address)).headers, address
        for address in ("/questions?unit=NONE", "/events?unit=NONE"):
            answer = await visitor.get(address)
            assert (answer.status_code, "etag" in answer.headers) == (404, False)


async def test_a_code_leads_straight_to_its_thing(site: Site) -> None:
    places = await places_of(site)
    public, new = places.codes[PUBLISHED], places.codes[SUBMITTED]
    async with site.visitor() as visitor, site.visitor("dieuphoi") as coordinator:
        answer = await visitor.get("/search", params={"q": public.lower()})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/questions/{public}")
        hidden = await visitor.get("/search", params={"q": new})
        assert hidden.status_code == 200
        assert "/lookup" in hidden.text
        answer = await coordinator.get("/desk/search", params={"q": new})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/questions/{new}")


@pytest.mark.parametrize(
    ("account", "action"), [("", "/search"), ("dieuphoi", "/desk/search"), ("quantri", "/desk/search")]
)
async def test_the_box_stands_in_the_head_of_each_page(site: Site, account: str, action: str) -> None:
    async with site.visitor(account) as visitor:
        page = await visitor.get("/office" if account == "quantri" else "/work" if account else "/events")
    head = page.text[: page.text.index("</header>")]
    assert f'action="{action}"' in head
    assert 'name="q"' in head
