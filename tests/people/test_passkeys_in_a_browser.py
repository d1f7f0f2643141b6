"""A real browser with a keeper of passkeys in it: made on one's page, used to come in."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Page

from app.asgi import create_app
from app.people import passwords
from app.settings import Settings
from app.web.static import StaticFiles
from tests.browser import axe_problems, chromium, free_port, serving, watch
from tests.told import DOMAIN, PASSWORD, told, told_city

__all__ = ["told", "told_city"]
HAS_STYLE = not StaticFiles().missing  # a plain page is as wide as it likes
KEEPER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def context(told_city: str, settings: Settings) -> Iterator[BrowserContext]:
    passwords.use_cost(time_cost=1, memory_kib=8)
    port = free_port()
    base = f"http://localhost:{port}"
    site = replace(settings, database_url=told_city, base_url=base, smtp_url="smtp://127.0.0.1:9")
    with serving(create_app(site), port), chromium() as browser:
        made = browser.new_context(base_url=base, viewport={"width": 360, "height": 780})
        yield made
        made.close()


def keeper(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEEPER})


def sign_in(page: Page, account: str) -> None:
    page.goto("/sign-in")
    page.fill("#email", f"{account}@{DOMAIN}")
    page.fill("#password", PASSWORD)
    page.click("main form[action='/sign-in'] button")


def test_a_passkey_is_made_and_used_in_a_browser(context: BrowserContext) -> None:
    page = context.new_page()
    seen = watch(page)
    keeper(page)
    sign_in(page, "dieuphoi")
    page.goto("/me/second-factor")
    page.fill("#passkey_name", "Điện thoại của tôi")
    page.click("form[action='/me/passkeys'] button")
    page.wait_for_selector(".recovery code")
    assert page.locator(".recovery code").count() == 10
    page.click("main a.button")
    page.goto("/me/second-factor")
    assert "Điện thoại của tôi" in page.inner_text("table")
    assert axe_problems(page) == []
    page.click("header form[action='/sign-out'] button")

    page.wait_for_url("**/sign-in")
    page.click("form[action='/sign-in/passkey'] button")
    page.wait_for_url("**/work")

    page.click("header form[action='/sign-out'] button")
    sign_in(page, "dieuphoi")
    page.wait_for_url("**/sign-in/second")
    assert axe_problems(page) == []
    page.click("form[action='/sign-in/passkey'] button")
    page.wait_for_url("**/work")
    assert seen == []


def test_a_browser_without_a_passkey_says_so(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/sign-in")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('none')); }")
    page.click("form[action='/sign-in/passkey'] button")
    assert page.inner_text("form[action='/sign-in/passkey'] [role=alert]")
