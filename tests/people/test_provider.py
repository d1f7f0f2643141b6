"""OpenID Connect, against a provider on loopback: who is let in, and every answer that is refused."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace

import httpx
import pytest
from joserfc.jwk import RSAKey
from litestar import Litestar

from app.access import SYSTEM
from app.clock import now
from app.database import Statement
from app.people import code_app, keeping, openid
from app.people.sessions import viewer_for
from app.settings import BadSettings, Settings
from tests.browser import free_port, serving
from tests.people.browsing import Browser, Office, make_application, new_browser
from tests.people.openid_provider import CLIENT, CLIENT_SECRET, OpenIdProvider
from tests.support import SECRET

SESSIONS = Statement("SELECT id FROM session")
LINKS = Statement("SELECT person, subject FROM provider_link ORDER BY id")


@pytest.fixture
def new_database(new_sqlite: str) -> str:
    """Only this one: what a provider says is judged by rules, whatever keeps the rows."""
    return new_sqlite


@pytest.fixture
def at_provider() -> Iterator[OpenIdProvider]:
    port = free_port()
    made = OpenIdProvider(f"http://127.0.0.1:{port}")
    openid._kept.clear()
    with serving(made, port):
        yield made


@pytest.fixture
def application(settings: Settings, at_provider: OpenIdProvider) -> Litestar:
    return make_application(
        replace(
            settings,
            oidc_issuer=at_provider.issuer,
            oidc_client_id=CLIENT,
            oidc_client_secret=CLIENT_SECRET,
            oidc_name="Đăng nhập thành phố",
        )
    )


@pytest.fixture
async def browser(application: Litestar, office: Office) -> AsyncIterator[Browser]:
    async with new_browser(application) as made:
        yield made


async def go(browser: Browser, wanted: str = "") -> httpx.Response:
    """To the provider and back; the answer of the callback."""
    out = await browser.get("/sign-in/provider", params={"next": wanted} if wanted else {})
    assert out.status_code == 303, out.text
    async with httpx.AsyncClient() as there:
        back = await there.get(out.headers["location"])
    return await browser.get(back.headers["location"])


async def test_somebody_known_comes_in_through_the_provider(
    browser: Browser, office: Office, at_provider: OpenIdProvider
) -> None:
    assert "Đăng nhập thành phố" in (await browser.get("/sign-in")).text
    entered = await go(browser, "/desk/questions?page=2")
    assert (entered.status_code, entered.headers["location"]) == (303, "/desk/questions?page=2")
    assert (await browser.get("/who")).text == "Đỗ Thị Ánh"
    assert "provider" not in browser.cookies
    assert [row["subject"] for row in await LINKS.all()] == ["sub-anh"]
    await browser.send_form("/me", "/sign-out")
    assert (await go(browser)).status_code == 303
    assert len(await LINKS.all()) == 1
    acts = [row["act"] for row in await Statement("SELECT act FROM journal_entry").all()]
    assert acts.count("person.provider_linked") == 1
    assert at_provider.asked.count("/.well-known/openid-configuration") == 1  # kept for an hour


async def test_the_subject_counts_once_it_is_linked(
    browser: Browser, office: Office, at_provider: OpenIdProvider
) -> None:
    await go(browser)
    at_provider.email = "moi@elsewhere.example"  # a new address there, the same person
    assert (await go(browser)).status_code == 303
    at_provider.email, at_provider.subject = office.drafter_email, "sub-somebody-else"
    refused = await go(browser)
    assert refused.status_code == 403
    assert (await LINKS.all())[0]["subject"] == "sub-anh"


async def test_a_wrong_audience_is_refused_with_a_sentence(
    browser: Browser, office: Office, at_provider: OpenIdProvider
) -> None:
    at_provider.claims = {"aud": "another-program"}
    refused = await go(browser)
    assert refused.status_code == 403
    assert str(openid.WRONG["aud"]) in refused.text
    assert await SESSIONS.all() == []


WRONG_CLAIMS: dict[str, dict[str, object]] = {
    "another audience": {"aud": "another-program"},
    "no audience": {"aud": None},
    "several audiences without a party": {"aud": [CLIENT, "another-program"]},
    "several audiences for another party": {"aud": [CLIENT, "x"], "azp": "x"},
    "another issuer": {"iss": "https://evil.example"},
    "expired": {"exp": int(time.time()) - 3600},
    "no expiry": {"exp": None},
    "made tomorrow": {"iat": int(time.time()) + 86400},
    "another nonce": {"nonce": "of another attempt"},
    "no nonce": {"nonce": None},
    "no subject": {"sub": None},
    "odd figures": {"exp": "soon"},
    "an unverified address": {"email_verified": False},
    "an address verified in words": {"email_verified": "true"},
    "no address": {"email": None},
    "an unknown address": {"email": "nobody@songhau.example"},
    "a hash of another token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("what", WRONG_CLAIMS)
async def test_what_does_not_fit_lets_nobody_in(
    browser: Browser, office: Office, at_provider: OpenIdProvider, what: str
) -> None:
    at_provider.claims = WRONG_CLAIMS[what]
    refused = await go(browser)
    assert refused.status_code == 403
    assert "<h1" in refused.text
    assert await SESSIONS.all() == []
    assert await LINKS.all() == []


@pytest.mark.parametrize("how", ["unsigned", "signed_with_the_public_key", "by a stranger", "nothing", "nonsense"])
async def test_a_forged_signature_lets_nobody_in(
    browser: Browser, office: Office, at_provider: OpenIdProvider, how: str
) -> None:
    stranger = replace(at_provider, key=RSAKey.generate_key(2048, {"kid": "k1"}, private=True))
    at_provider.sign = {
        "unsigned": at_provider.unsigned,
        "signed_with_the_public_key": at_provider.signed_with_the_public_key,
        "by a stranger": stranger.signed,
        "nothing": lambda claims: "",
        "nonsense": lambda claims: "a.é.c",
    }[how]
    assert (await go(browser)).status_code == 403
    assert await SESSIONS.all() == []


async def test_a_return_without_the_way_out_is_refused(
    browser: Browser, another: Callable[[], Browser], office: Office
) -> None:
    out = await browser.get("/sign-in/provider")
    async with httpx.AsyncClient() as there:
        back = (await there.get(out.headers["location"])).headers["location"]
    async with another() as victim:  # sent a link with the attacker's own code
        assert (await victim.get(back)).status_code == 403
        assert (await victim.get("/who")).status_code == 303
    assert (await browser.get(back.replace("state=", "state=x"))).status_code == 403
    assert (await browser.get("/sign-in/provider/callback")).status_code == 403
    assert (await browser.get(f"{back}&iss=https://evil.example")).status_code == 403
    refused = await browser.get(back.partition("?")[0] + "?error=access_denied&" + back[back.index("state=") :])
    assert refused.status_code == 403
    assert (await browser.get(back)).status_code == 303
    assert (await browser.get(back)).status_code == 403  # the way out is used up


async def test_a_late_return_is_refused(browser: Browser, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from app.people.controllers import provider

    out = await browser.get("/sign-in/provider")
    async with httpx.AsyncClient() as there:
        back = (await there.get(out.headers["location"])).headers["location"]
    monkeypatch.setattr(provider, "now", lambda: now() + timedelta(seconds=provider.SECONDS + 1))
    assert (await browser.get(back)).status_code == 403


async def test_a_closed_account_stays_closed(browser: Browser, office: Office) -> None:
    await go(browser)
    await keeping.deactivate(office.drafter_id, by=SYSTEM, at=now())
    assert (await go(browser)).status_code == 403
    assert await LINKS.all() == []


async def test_the_second_step_is_still_asked(browser: Browser, office: Office) -> None:
    import pyotp

    secret, at = pyotp.random_base32(), now()
    await code_app.set_up(
        secret, pyotp.TOTP(secret).at(at), key=SECRET, by=await viewer_for(office.drafter_id, at), at=at, user_agent=""
    )
    entered = await go(browser, "/me")
    assert entered.headers["location"] == "/sign-in/second?next=/me"
    assert (await browser.get("/who")).status_code == 303


async def test_keys_may_change_and_a_made_up_key_asks_nobody_twice(
    browser: Browser, office: Office, at_provider: OpenIdProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    await go(browser)
    at_provider.key = RSAKey.generate_key(2048, {"kid": "k2"}, private=True)
    from joserfc import jwt

    at_provider.sign = lambda claims: jwt.encode({"alg": "RS256", "kid": "k2"}, claims, at_provider.key)
    assert (await go(browser)).status_code == 403  # asked again once a minute at most
    monkeypatch.setattr(openid, "KEYS_AGAIN_SECONDS", 0.0)
    assert (await go(browser)).status_code == 303


async def test_a_provider_that_hangs_is_given_up_and_holds_nobody_up(
    browser: Browser, another: Callable[[], Browser], office: Office, at_provider: OpenIdProvider,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    await go(browser)
    monkeypatch.setattr(openid, "SECONDS_EACH", 0.5)
    at_provider.delay = 4
    async with another() as colleague:
        begun = time.perf_counter()
        waiting = asyncio.create_task(go(browser))
        await asyncio.sleep(0.05)
        assert (await colleague.get("/sign-in")).status_code == 200
        assert (await waiting).status_code == 503
        assert time.perf_counter() - begun < 3


@pytest.mark.parametrize("how", ["refuses", "too long", "another issuer", "plain address", "away"])
async def test_a_provider_that_errs_is_a_sentence(
    browser: Browser, office: Office, at_provider: OpenIdProvider, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == "refuses":
        at_provider.status = 500
    elif how == "too long":
        at_provider.padding = 1_000_000
    elif how == "another issuer":
        at_provider.described = {"issuer": "https://evil.example"}
    elif how == "plain address":
        at_provider.described = {"token_endpoint": "ftp://127.0.0.1/token"}
    else:
        monkeypatch.setattr(openid, "SECONDS_ALL", 0.0)
    answer = await browser.get("/sign-in/provider")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert str(openid.AWAY) in answer.text


async def test_without_settings_there_is_no_provider(settings: Settings, office: Office) -> None:
    async with new_browser(make_application(settings)) as browser:
        assert "/sign-in/provider" not in (await browser.get("/sign-in")).text
        assert (await browser.get("/sign-in/provider")).status_code == 404
        assert (await browser.get("/sign-in/provider/callback?code=x&state=y")).status_code == 404


def test_the_settings_of_a_provider_stand_together() -> None:
    env = {"DATABASE_URL": "sqlite:///x.sqlite", "SECRET_KEY": SECRET}
    whole = {"OIDC_ISSUER": "https://id.example.vn", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "kín-như-bưng"}
    assert Settings.from_environment(env | whole).oidc_issuer == "https://id.example.vn"
    assert "kín-như-bưng" not in repr(Settings.from_environment(env | whole))
    for wrong in (
        {"OIDC_CLIENT_SECRET": ""},
        {"OIDC_ISSUER": "http://id.example.vn"},
        {"OIDC_ISSUER": "id.example.vn"},
        {"REQUIRE_SECOND_FACTOR": "admin,king"},
    ):
        with pytest.raises(BadSettings):
            Settings.from_environment(env | whole | wrong)
