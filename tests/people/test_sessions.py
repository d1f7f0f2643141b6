"""Sessions: a new secret at each sign-in, dead at once when ended, hashed at rest."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from litestar import get
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import now
from app.database import Statement
from app.people import signing_in
from app.people.policy import IDLE_MOST, SEEN_EVERY, SESSION_MOST
from app.people.sessions import note_seen, signed_in
from app.people.tokens import token_hash
from app.settings import Settings
from tests.people.browsing import (
    PASSWORD,
    Browser,
    Office,
    make_application,
    new_browser,
)

SESSIONS = Statement("SELECT token_hash, csrf_secret, seen_at FROM session ORDER BY id")
ACTS = Statement("SELECT act, person_name FROM journal_entry WHERE about_kind = 'person' ORDER BY id")


def plant(browser: Browser, token: str) -> None:
    """Put a session cookie into the browser in place of what it has."""
    browser.cookies.set("session", token, domain="testserver.local", path="/")


async def test_s3_a_planted_cookie_opens_nothing_after_sign_in(
    browser: Browser, another: Callable[[], Browser]
) -> None:
    plant(browser, "planted-by-a-stranger")
    answer = await browser.sign_in("an@songhau.example")
    assert answer.status_code == 303
    assert answer.cookies["session"] != "planted-by-a-stranger"
    assert (await browser.get("/who")).text == "Lê Văn Ân"
    async with another() as stranger:
        plant(stranger, "planted-by-a-stranger")
        assert (await stranger.get("/who")).status_code == 303


async def test_s3_signing_in_again_ends_the_session_before(browser: Browser, another: Callable[[], Browser]) -> None:
    old = (await browser.sign_in("an@songhau.example")).cookies["session"]
    opened = await signing_in.sign_in("anh@songhau.example", PASSWORD, at=now(), instead_of=old)
    assert opened.token != old
    assert await signed_in(old, now()) is None


async def test_s3_a_slow_request_does_not_bring_a_session_back(settings: Settings, office: Office) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    @get("/slow", opt={"access": Access.SIGNED_IN}, media_type="text/plain")
    async def slow(viewer: NamedDependency[Viewer]) -> str:
        begun.set()
        await go_on.wait()
        return "done"

    async with new_browser(make_application(settings, slow)) as browser:
        token = (await browser.sign_in("an@songhau.example")).cookies["session"]
        running = asyncio.create_task(browser.get("/slow"))
        await begun.wait()
        assert (await browser.send_form("/me", "/sign-out")).status_code == 303
        go_on.set()
        assert (await running).text == "done"
        plant(browser, token)
        assert (await browser.get("/who")).status_code == 303
        assert await SESSIONS.all() == []


async def test_s3_noting_the_last_use_does_not_bring_a_session_back(
    office: Office,
) -> None:
    at = now()
    opened = await signing_in.sign_in("an@songhau.example", PASSWORD, at=at)
    session = await signed_in(opened.token, at)
    assert session is not None
    await signing_in.sign_out(opened.token, by=opened.viewer, at=at)
    await note_seen(session, at + SEEN_EVERY)
    assert await SESSIONS.all() == []


async def test_s3_a_new_password_ends_all_sessions(browser: Browser, another: Callable[[], Browser]) -> None:
    async with another() as elsewhere:
        await elsewhere.sign_in("an@songhau.example")
        old = (await browser.sign_in("an@songhau.example")).cookies["session"]
        answer = await browser.send_form(
            "/me",
            "/me/password",
            current_password=PASSWORD,
            new_password="một mật khẩu khác hẳn",
            new_password_again="một mật khẩu khác hẳn",
        )
        assert answer.status_code == 303
        assert answer.cookies["session"] != old
        assert (await browser.get("/who")).text == "Lê Văn Ân"
        assert (await elsewhere.get("/who")).status_code == 303
        assert await signed_in(old, now()) is None
        assert (await elsewhere.sign_in("an@songhau.example")).status_code == 422
        assert (await elsewhere.sign_in("an@songhau.example", "một mật khẩu khác hẳn")).status_code == 303


async def test_a_wrong_present_password_changes_nothing(browser: Browser) -> None:
    await browser.sign_in("an@songhau.example")
    answer = await browser.send_form(
        "/me",
        "/me/password",
        current_password="sai rồi nhé",
        new_password=PASSWORD * 2,
        new_password_again=PASSWORD * 2,
    )
    assert answer.status_code == 422
    assert PASSWORD not in answer.text
    assert (await browser.get("/who")).status_code == 200


async def test_signing_out_everywhere_ends_every_browser(browser: Browser, another: Callable[[], Browser]) -> None:
    async with another() as elsewhere, another() as colleague:
        await elsewhere.sign_in("an@songhau.example")
        await colleague.sign_in("anh@songhau.example")
        await browser.sign_in("an@songhau.example")
        assert (await browser.send_form("/me", "/sign-out-everywhere")).status_code == 303
        assert (await browser.get("/who")).status_code == 303
        assert (await elsewhere.get("/who")).status_code == 303
        assert (await colleague.get("/who")).text == "Đỗ Thị Ánh"


async def test_one_browser_is_signed_out_from_another_but_only_ones_own(
    browser: Browser, another: Callable[[], Browser]
) -> None:
    async with another() as elsewhere:
        await elsewhere.sign_in("anh@songhau.example")
        await browser.sign_in("an@songhau.example")
        rows = await Statement("SELECT id, person FROM session ORDER BY id").all()
        assert (await browser.send_form("/me", f"/me/sessions/{rows[0]['id']}/end")).status_code == 404
        assert (await elsewhere.get("/who")).status_code == 200
        assert (await elsewhere.send_form("/me", f"/me/sessions/{rows[0]['id']}/end")).status_code == 303
        assert (await elsewhere.get("/who")).status_code == 303


async def test_only_hashes_are_stored(office: Office) -> None:
    opened = await signing_in.sign_in("an@songhau.example", PASSWORD, at=now())
    row = (await SESSIONS.all())[0]
    assert row["token_hash"] == token_hash(opened.token)
    assert opened.token not in str(row)
    assert opened.token not in repr(opened)


async def test_a_session_ends_by_rest_and_by_age(office: Office) -> None:
    at = now()
    opened = await signing_in.sign_in("an@songhau.example", PASSWORD, at=at)
    assert await signed_in(opened.token, at + IDLE_MOST - timedelta(seconds=1)) is not None
    assert await signed_in(opened.token, at + IDLE_MOST) is None
    session = await signed_in(opened.token, at + IDLE_MOST - timedelta(hours=1))
    assert session is not None
    await note_seen(session, at + IDLE_MOST - timedelta(hours=1))
    assert await signed_in(opened.token, at + IDLE_MOST) is not None
    assert await signed_in(opened.token, at + SESSION_MOST) is None


async def test_the_last_use_is_written_seldom(office: Office) -> None:
    at = now()
    opened = await signing_in.sign_in("an@songhau.example", PASSWORD, at=at)
    for seconds in (1, 299, 300):
        session = await signed_in(opened.token, at + timedelta(seconds=seconds))
        assert session is not None
        await note_seen(session, at + timedelta(seconds=seconds))
        written = (await SESSIONS.all())[0]["seen_at"]
        assert written == (at + SEEN_EVERY if seconds == 300 else at)


async def test_acts_are_journaled(office: Office) -> None:
    opened = await signing_in.sign_in("an@songhau.example", PASSWORD, at=now())
    await signing_in.sign_out(opened.token, by=opened.viewer, at=now())
    await signing_in.sign_out(opened.token, by=opened.viewer, at=now())
    acts = [(row["act"], row["person_name"]) for row in await ACTS.all()][-2:]
    assert acts == [
        ("person.signed_in", "Lê Văn Ân"),
        ("person.signed_out", "Lê Văn Ân"),
    ]


@pytest.mark.parametrize("is_https", [False, True])
async def test_the_cookie_is_bound_to_the_site(
    settings: Settings, secure: Settings, office: Office, is_https: bool
) -> None:
    chosen = secure if is_https else settings
    async with Browser(
        transport=httpx.ASGITransport(make_application(chosen)),
        base_url=chosen.base_url,
        headers={"origin": chosen.base_url},
    ) as browser:
        answer = await browser.sign_in("an@songhau.example")
        name = "__Host-session" if is_https else "session"
        cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith(f"{name}="))
        assert "HttpOnly" in cookie
        assert "samesite=lax" in cookie.lower()
        assert "Path=/" in cookie
        assert ("Secure" in cookie) == is_https
        assert (await browser.get("/who")).text == "Lê Văn Ân"


async def test_reading_without_a_cookie_writes_nothing_and_sets_no_session(
    browser: Browser,
) -> None:
    answer = await browser.get("/sign-in")
    assert "session" not in answer.cookies
    assert await SESSIONS.all() == []


async def test_odd_cookies_are_nobody(browser: Browser) -> None:
    for cookie in ("session=", "session=%00", "session=" + "a" * 5000, "session=a; session=b", "session=é"):
        answer = await browser.get("/who", headers=[(b"cookie", cookie.encode())])
        assert answer.status_code == 303


async def test_a_closed_account_is_out_at_once(office: Office, browser: Browser) -> None:
    await browser.sign_in("an@songhau.example")
    await Statement("UPDATE person SET is_active = {} WHERE id = {}").run(False, office.admin_id)
    assert (await browser.get("/who")).status_code == 303


async def test_a_viewer_is_found_with_one_question(office: Office) -> None:
    opened = await signing_in.sign_in("anh@songhau.example", PASSWORD, at=now())
    session = await signed_in(opened.token, now())
    assert session is not None
    assert session.viewer == Viewer(
        person_id=office.drafter_id,
        name="Đỗ Thị Ánh",
        email="anh@songhau.example",
        roles=opened.viewer.roles,
    )
    assert {role for _unit, role in session.viewer.roles} == {"drafter"}
