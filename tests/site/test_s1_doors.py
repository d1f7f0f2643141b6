"""S1: every route with every role, in the unit concerned and in another: nobody gets in but those of the table."""

from pathlib import Path

import pytest
from litestar import Litestar

from app.database import Statement
from app.settings import Settings
from tests.apps import whole_site
from tests.site.doors import DOORS, Door
from tests.site.people import ANYBODY, account_of
from tests.site.places import Places, places_of
from tests.site.site import Site, handlers
from tests.told import SECRET

SHUT = {403, 404}
ACTS = Statement("SELECT count(*) AS acts FROM journal_entry")


def test_s1_every_route_stands_in_the_table(tmp_path: Path) -> None:
    app: Litestar = whole_site(Settings(f"sqlite:///{tmp_path}/none.sqlite", SECRET))
    routes = {f"{method} {path}" for method, path, _handler in handlers(app)}
    assert routes == {door.route for door in DOORS}


@pytest.mark.timeout(300)
async def test_s1_every_door_opens_for_those_of_the_table_and_for_nobody_else(site: Site) -> None:
    places = await places_of(site)
    await site.keep()
    wrong = [line for door in DOORS for line in await _tried(site, door, places)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.timeout(300)
async def test_s1_who_has_no_business_there_is_refused_before_the_form_is_judged(site: Site) -> None:
    """An empty form from somebody to whom a door is shut tells nothing of what the form should hold."""
    places = await places_of(site)
    wrong = []
    for door in DOORS:
        if door.method == "GET" or not door.sent(places):
            continue  # tried with nothing in the form already
        for person in (one for one in ANYBODY if one not in door.opens):
            site.forget_limits()
            async with site.visitor(account_of(person, door.lead)) as visitor:
                status = (await visitor.act(door.address(places))).status_code
            if status not in SHUT:
                wrong.append(f"{door.route} ({door.address(places)}): {person} got {status}")
    assert not wrong, "\n".join(wrong)


async def _tried(site: Site, door: Door, places: Places) -> list[str]:
    wrong = []
    for person in ANYBODY:
        if _is_another_row(door, person):
            continue
        before = await ACTS.one()
        status = await _status(site, door, person, places)
        gets_in = person in door.opens
        if not gets_in and await ACTS.one() != before:
            wrong.append(f"{door.route} ({door.address(places)}): {person} was refused and changed something")
        if status != door.welcome if gets_in else not _is_shut(door, person, status):
            wrong.append(f"{door.route} ({door.address(places)}): {person} got {status}")
        if gets_in and door.method != "GET":
            await site.reset()
    return wrong


def _is_another_row(door: Door, person: str) -> bool:
    """A person for whom the same address has a row with another welcome."""
    same = [one for one in DOORS if one.route == door.route and one is not door and one.status != door.status]
    return (
        door.route in {"GET /work", "GET /sign-in"}
        and person not in door.opens
        and any(person in one.opens for one in same)
    )


async def _status(site: Site, door: Door, person: str, places: Places) -> int:
    site.forget_limits()
    async with site.visitor(account_of(person, door.lead)) as visitor:
        if door.method == "GET":
            answer = await visitor.get(door.address(places))
        else:
            answer = await visitor.act(door.address(places), dict(door.sent(places)))
    assert "Traceback" not in answer.text
    if person == "anonymous" and answer.is_redirect and answer.headers["location"].startswith("/sign-in?next="):
        return 401
    return answer.status_code


def _is_shut(door: Door, person: str, status: int) -> bool:
    if person == "anonymous" and door.method == "GET":
        return status in {*SHUT, 401}
    return status in SHUT
