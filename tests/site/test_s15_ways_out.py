"""S15: no address of ours sends a reader to another site."""

from urllib.parse import quote, urlsplit

import pytest

from tests.site.site import BASE, Site
from tests.told import DOMAIN, PASSWORD

ELSEWHERE = (
    *(
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
    ),
    *(
        "HTTPS://evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/%2F/evil.example",
        "/%5Cevil.example",
        "%2F%2Fevil.example",
    ),
    *(
        "/\t/evil.example",
        "/\n/evil.example",
        "\x00//evil.example",
        " //evil.example",
        "/..//evil.example",
        "/.//evil.example",
    ),
    *(
        "http://testserver@evil.example",
        "//testserver.evil.example",
        "/%09/evil.example",
        "/%252F%252Fevil.example",
        "？//evil.example",
    ),
)


def _stays(location: str) -> bool:
    parts = urlsplit(location)
    whole = location.startswith(BASE + "/") or (not parts.scheme and not parts.netloc)
    return whole and not location.startswith(("//", "/\\", "\\")) and "\t" not in location and "\n" not in location


@pytest.mark.parametrize("where", ELSEWHERE)
async def test_s15_signing_in_leads_nowhere_else(site: Site, where: str) -> None:
    async with site.visitor() as visitor:
        page = await visitor.get(f"/sign-in?next={quote(where)}")
        assert 'value="//' not in page.text
        site.forget_limits()
        sent = {"email": f"thuky@{DOMAIN}", "password": PASSWORD, "next": where}
        answer = await visitor.act("/sign-in", sent)
        assert answer.status_code == 303
        assert _stays(answer.headers["location"]), answer.headers["location"]
    async with site.visitor("thuky") as signed_in:
        answer = await signed_in.get(f"/sign-in?next={quote(where)}")
        assert _stays(answer.headers.get("location", "/"))


@pytest.mark.parametrize("where", ELSEWHERE)
async def test_s15_choosing_a_language_leads_nowhere_else(site: Site, where: str) -> None:
    async with site.visitor() as visitor:
        answer = await visitor.get(f"/language?to=en&next={quote(where)}")
        assert answer.status_code == (404 if "\x00" in where else 303)
        assert _stays(answer.headers.get("location", "/")), answer.headers["location"]


@pytest.mark.parametrize("where", ELSEWHERE)
async def test_s15_a_page_that_came_from_elsewhere_does_not_lead_there(site: Site, where: str) -> None:
    async with site.visitor("dieuphoi") as visitor:
        headers = {"referer": quote(where, safe="/:\\%@?"), "origin": BASE}
        answer = await visitor.post("/me", data={"csrf_token": "wrong"}, headers=headers)
        assert answer.status_code == 403
        assert "evil.example" not in answer.text


async def test_s15_a_way_within_the_site_is_kept(site: Site) -> None:
    async with site.visitor() as visitor:
        sent = {"email": f"thuky@{DOMAIN}", "password": PASSWORD, "next": "/desk/questions?state=submitted&page=1"}
        answer = await visitor.act("/sign-in", sent)
        assert answer.headers["location"] == "/desk/questions?state=submitted&page=1"
