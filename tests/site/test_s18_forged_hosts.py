"""S18: what a request says of its host, its way and its sender counts only from our own proxy."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count

import httpx
import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.database import Statement
from app.post.letter import with_addresses
from tests.apps import whole_site
from tests.site.doors import DOORS
from tests.site.places import KY9, PUBLISHED, places_of
from tests.site.site import BASE, FROM_HERE, Site, Visitor
from tests.told import DOMAIN

FORGED = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "444",
    "x-forwarded-prefix": "/evil",
    "x-original-url": "/office",
    "x-rewrite-url": "/office",
    "x-real-ip": "198.51.100.1",
    "forwarded": "for=198.51.100.1;host=evil.example;proto=https",
}
# A watcher asks the machine and not the site, by whatever name it has.
PROBES = {"GET /healthz", "GET /readyz", "GET /metrics"}
STRANGER, PROXY = "203.0.113.7", "127.0.0.1"
NUMBERS = count()
NEWEST = Statement("SELECT body FROM outbox_letter ORDER BY id DESC LIMIT 1")


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", ""])
async def test_s18_a_forged_host_is_refused_at_every_door(site: Site, host: str) -> None:
    places = await places_of(site)
    async with site.visitor("dieuphoi") as visitor:
        for door in (door for door in DOORS if door.route not in PROBES):
            answer = await visitor.request(door.method, door.address(places), headers={"host": host})
            assert answer.status_code == 400, door.route
            assert "evil.example" not in answer.text + str(answer.headers), door.route


async def test_s18_forged_ways_change_nothing_on_any_page(site: Site) -> None:
    places = await places_of(site)
    pages = ("/", "/events", f"/events/{KY9}", f"/events/{KY9}/calendar.ics", "/sign-in", places.track, "/nowhere")
    async with site.visitor() as plain, site.visitor() as forging:
        for address in (*pages, f"/questions/{places.codes[PUBLISHED]}"):
            told, forged = await plain.get(address), await forging.get(address, headers=FORGED)
            assert forged.status_code == told.status_code, address
            assert _lasting(forged) == _lasting(told), address
            assert forged.headers.get("location") == told.headers.get("location")
            assert "evil.example" not in forged.text + str(forged.headers)


async def test_s18_links_in_letters_come_from_the_settings(site: Site) -> None:
    async with site.visitor() as visitor:
        await visitor.act("/nowhere")
        sent = {"csrf_token": visitor.token, "email": f"dieuphoi@{DOMAIN}"}
        answer = await visitor.post("/sign-in/password", data=sent, headers=FROM_HERE | FORGED)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/")
    letter = await NEWEST.one()
    assert letter
    links = re.findall(r"https?://\S+", with_addresses(letter["body"], site.settings.base_url))
    assert len(links) == 1
    assert links[0].startswith(f"{BASE}/sign-in/password/")


async def test_s18_only_our_own_proxy_may_say_who_asks(site: Site) -> None:
    """A stranger's X-Forwarded-For opens no fresh limits; the proxy's tells one sender from another."""
    tries = 12
    async with _behind(site, STRANGER) as stranger:
        assert 429 in [await _searched(stranger, f"198.51.100.{number}") for number in range(tries)]
    site.forget_limits()
    async with _behind(site, PROXY) as through_proxy:
        answers = [await _searched(through_proxy, f"198.51.100.{number}") for number in range(tries)]
        assert 429 not in answers
        assert 429 in [await _searched(through_proxy, "198.51.100.200") for _each in range(tries)]
        # What the stranger wrote before the proxy added its own word is not believed either.
        assert await _searched(through_proxy, "192.0.2.1, 198.51.100.200") == 429


@asynccontextmanager
async def _behind(site: Site, peer: str) -> AsyncIterator[Visitor]:
    """A browser whose requests reach the site, as the server hears it, from this peer."""
    app = whole_site(replace(site.settings, limit_per_address=6))
    heard = ProxyHeadersMiddleware(app, trusted_hosts=site.settings.forwarded_allow_ips)  # type: ignore[arg-type]
    transport = httpx.ASGITransport(heard, client=(peer, 4711))  # type: ignore[arg-type]
    async with Visitor(transport=transport, base_url=BASE) as visitor:
        yield visitor


async def _searched(visitor: Visitor, forwarded_for: str) -> int:
    """One search by a browser that keeps no cookies, for words that nobody searched for before."""
    visitor.cookies.clear()
    address = f"/questions?q=word{next(NUMBERS)}"
    return (await visitor.get(address, headers={"x-forwarded-for": forwarded_for})).status_code


def _lasting(answer: httpx.Response) -> str:
    """The page without what is new on each: the token of its forms and the key of what is sent."""
    return re.sub(r'name="(csrf_token|key)" value="[^"]*"', "", answer.text)
