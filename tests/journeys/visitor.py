"""Somebody at a browser, in sentences: opens, fills in, presses, reads."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from app.i18n import speaking, translate
from tests.browser import watch
from tests.journeys.running import Served
from tests.told import DOMAIN, PASSWORD

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PATIENCE_MS = 30_000
_TOGGLES = {"checkbox", "radio"}


def vi(english: str, **values: object) -> str:
    """The Vietnamese words of the page for an English sentence of the code."""
    with speaking("vi"):
        words = translate(english)
    assert words != english or not re.search(r"[A-Za-z]{3}", english), f"not in the catalogue: {english}"
    return words % values if values else words


class Visitor:
    """One person with a browser of one's own."""

    def __init__(self, page: Page, address: str, trouble: list[str]) -> None:
        self.page, self.address, self.trouble = page, address, trouble

    def open(self, path: str) -> Response:
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        assert answer is not None
        assert answer.status < 500, f"{path}: {answer.status}"
        return answer

    def sign_in(self, account: str, password: str = PASSWORD) -> None:
        if "/sign-in" not in self.page.url:
            self.open("/sign-in")
        self.fill(email=f"{account}@{DOMAIN}", password=password)
        self.press("Sign in")
        expect(self.page).not_to_have_url(re.compile("/sign-in"))

    def fill(self, within: str = "", **fields: Any) -> None:
        """Fill in fields by their names: text, the value or label of a choice, True or False for a box."""
        for name, value in fields.items():
            self._fill(self._fields(within, name), name, value)

    def tick(self, name: str, label: str) -> None:
        """Tick the box of this name whose label says so, opening the list in which it stands."""
        box = self.page.locator(f'input[name="{name}"]').and_(self.page.get_by_label(label, exact=True)).first
        self._unfold(box)
        box.check()

    def press(self, english: str, within: str = "", **values: object) -> None:
        """Press the button with these words, and wait until its page or part has come."""
        place = self.page.locator(within) if within else self.page
        button = place.get_by_role("button", name=vi(english, **values), exact=True, include_hidden=True).first
        if not button.count():
            shown = place.get_by_role("button").all_inner_texts()
            raise AssertionError(f"no button {vi(english, **values)!r} at {self.page.url}, only {shown}")
        self._unfold(button)
        with self.settled():
            button.click()

    def follow(self, english: str, **values: object) -> None:
        """Follow the link with these words."""
        with self.settled():
            self.page.get_by_role("link", name=vi(english, **values)).first.click()

    @contextmanager
    def settled(self) -> Iterator[None]:
        """What happens inside sends a request; afterwards its answer is on the page."""
        with self.page.expect_response(lambda answer: not answer.url.count("/static/")):
            yield
        self.page.wait_for_load_state("load")

    def reads(self, *words: str) -> None:
        for one in words:
            expect(self.main).to_contain_text(one)

    def does_not_read(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("html")).not_to_contain_text(one)

    def sees_at_once(self, path: str, *words: str) -> None:
        """Opens a page and reads these words there without waiting for anything."""
        self.open(path)
        text = self.main.inner_text()
        assert [one for one in words if one not in text] == [], text

    def fetches(self, path: str) -> bytes:
        """The bytes of a file, with this browser's cookies."""
        answer = self.page.context.request.get(path if path.startswith("http") else self.address + path)
        assert answer.ok, f"{path}: {answer.status}"
        return answer.body()

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address).partition("#")[0]

    def _fields(self, within: str, name: str) -> Locator:
        place = self.page.locator(within) if within else self.page
        return place.locator(f'[name="{name}"]')

    def _fill(self, found: Locator, name: str, value: Any) -> None:
        expect(found.first, f"no field {name} at {self.page.url}").to_be_attached()
        first = found.first
        self._unfold(first)
        kind = first.evaluate("field => field.tagName === 'SELECT' ? 'select' : field.type")
        if kind == "select":
            self._choose(first, str(value))
        elif kind == "file":
            first.set_input_files(value)
        elif kind in _TOGGLES and isinstance(value, bool):
            first.set_checked(value)
        elif kind in _TOGGLES:
            self.page.locator(f'input[name="{name}"][value="{value}"]').check()
        else:
            first.fill(str(value))

    @staticmethod
    def _unfold(inside: Locator) -> None:
        """Open the folded part in which something stands."""
        if not inside.is_visible():
            inside.locator("xpath=ancestor::details[not(@open)]").locator("summary").first.click()

    @staticmethod
    def _choose(field: Locator, wanted: str) -> None:
        options = field.locator("option").all()
        for option in options:
            if wanted in (option.get_attribute("value"), (option.text_content() or "").strip()):
                field.select_option(value=option.get_attribute("value"))
                return
        shown = [(option.text_content() or "").strip() for option in options]
        raise AssertionError(f"{wanted!r} is not among {shown}")


@contextmanager
def visitors(browser: Browser, site: Served, *, has_script: bool) -> Iterator["Crowd"]:
    crowd = Crowd(browser, site, has_script)
    try:
        yield crowd
        assert crowd.trouble == []
    finally:
        for context in crowd.contexts:
            context.close()


class Crowd:
    """Makes visitors; `trouble` gathers what must never happen on any of their pages."""

    def __init__(self, browser: Browser, site: Served, has_script: bool) -> None:
        self._browser, self._site, self._has_script = browser, site, has_script
        self.contexts: list[BrowserContext] = []
        self.trouble: list[str] = []

    def somebody(self, *, on_phone: bool = False) -> Visitor:
        """Nobody the site knows, with a fresh browser."""
        size: dict[str, Any] = {"viewport": PHONE if on_phone else DESK}
        if on_phone:
            size |= {"is_mobile": True, "has_touch": True}
        context = self._browser.new_context(java_script_enabled=self._has_script, locale="vi-VN", **size)
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        self.trouble = watch(page, self.trouble)
        return Visitor(page, self._site.address, self.trouble)

    def signed_in(self, account: str, *, on_phone: bool = False) -> Visitor:
        """Somebody who signed in before; how one does is a step of the whole story."""
        visitor = self.somebody(on_phone=on_phone)
        cookie = {"name": "session", "value": self._site.sessions[account], "url": self._site.address}
        visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]
        return visitor
