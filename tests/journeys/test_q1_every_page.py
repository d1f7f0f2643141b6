"""Q1 and Q5: every page in a real browser: axe finds nothing serious, nothing is too wide, nothing leaves the host."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import axe_problems, watch
from tests.journeys.conftest import Gallery
from tests.journeys.running import Served
from tests.site.doors import DOORS
from tests.site.people import account_of
from tests.site.places import IN_REVIEW, PUBLISHED, RETURNED, TODAY

FILES = (
    "calendar.ics",
    "/documents/",
    "/static/",
    "healthz",
    "readyz",
    "xlsx",
    "csv",
    "docx",
    "/language",
    "/template",
    "/brand/",
    "/data/json",
)


def _pages(gallery: Gallery) -> list[tuple[str, str]]:
    """(account, address) of every page of the table of doors, and of more states than one."""
    places = gallery.places
    found = [
        ("" if "anonymous" in door.opens else account_of(min(door.opens), door.lead), door.address(places))
        for door in DOORS
        if door.method == "GET" and door.opens and door.welcome == 200
    ]
    found = [(account, address) for account, address in found if not any(part in address for part in FILES)]
    rejected = places.codes[23]
    return [
        *found,
        ("", "/nowhere"),
        ("thuky", "/office"),
        ("", "/questions?q=thuế"),
        ("", "/questions?q=khôngcógìcả"),
        ("", f"/questions/{places.codes[RETURNED]}"),
        ("", f"{places.track}?sent=1"),
        ("dieuphoi.bn", f"/desk/questions/{rejected}"),
        ("dieuphoi", f"/desk/questions/{places.codes[PUBLISHED]}"),
        ("dieuphoi", "/desk/questions?state=submitted"),
        ("lanhdao.snnmt", f"/desk/answers/{places.answers[IN_REVIEW]}"),
        ("soanthao.stc", f"/desk/questions/{places.codes[RETURNED]}/answer"),
        ("dieuphoi.vpub", f"/desk/events/{TODAY}/room"),
        ("dieuphoi", "/desk/events/new?series=1"),
        ("giamsat", f"/desk/commitments/{places.claimed}"),
        ("lanhdao.snnmt", f"/desk/commitments/{places.commitment}"),
        ("daumoi.nhnn", "/work"),
        ("giamsat", "/work"),
    ]


class Tour:
    """Pages for everybody with one browser each; `foreign` gathers requests to other hosts and refused contents."""

    def __init__(self, browser: Browser, site: Served, gallery: Gallery) -> None:
        self._browser, self._site, self._gallery = browser, site, gallery
        self._contexts: dict[str, tuple[BrowserContext, Page]] = {}
        self.trouble: list[str] = []

    def open(self, account: str, address: str) -> Page:
        _context, page = self._contexts.get(account) or self._new(account)
        answer = page.goto(self._site.address + address)
        assert answer is not None
        assert answer.status < 500, address
        return page

    def _new(self, account: str) -> tuple[BrowserContext, Page]:
        context = self._browser.new_context(locale="vi-VN", reduced_motion="reduce", viewport=DESK)
        cookies = [("lang", "vi"), ("session", self._gallery.told.sessions.get(account))]
        context.add_cookies(
            [{"name": name, "value": str(value), "url": self._site.address} for name, value in cookies if value]
        )
        context.add_init_script(AXE_SCRIPT)  # a third quicker than to hand it to each page
        page = context.new_page()
        watch(page, self.trouble)
        self._contexts[account] = (context, page)
        return self._contexts[account]

    def close(self) -> None:
        for context, _page in self._contexts.values():
            context.close()


@pytest.fixture
def tour(browser: Browser, exhibition: Served, gallery: Gallery) -> Iterator[Tour]:
    made = Tour(browser, exhibition, gallery)
    yield made
    made.close()


DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
# What another width can spoil, and what other colours can; the rest of axe's rules read what stands in the page.
OF_WIDTH = ("target-size", "scrollable-region-focusable")
OF_COLOURS = ("color-contrast",)
SHARES = 3


@pytest.mark.timeout(300)
@pytest.mark.parametrize("share", range(SHARES))
def test_q1_q5_no_page_is_hard_to_use_or_too_wide_or_asks_another_host(
    tour: Tour, gallery: Gallery, share: int
) -> None:
    """Each page is opened once: at a desk by all of axe's rules, then as narrow as a small phone, some in the dark."""
    pages = _pages(gallery)
    assert len(pages) > 60
    bad = []
    for number, (account, address) in enumerate(pages[share::SHARES]):
        page = tour.open(account, address)
        found = axe_problems(page)
        page.set_viewport_size(PHONE)
        found += [*_too_wide(page), *axe_problems(page, OF_WIDTH)]
        if number % 4 == 0:
            page.emulate_media(color_scheme="dark")
            found += axe_problems(page, OF_COLOURS)
            page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESK)
        bad += [f"{address} as {account or 'nobody'}: {problem}" for problem in found]
    assert not bad, "\n".join(bad)
    assert not tour.trouble, tour.trouble


def _too_wide(page: Page) -> Iterator[str]:
    if not page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Be Vietnam Pro"'):
        yield "another font"
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if excess > 0:
        yield f"{excess} pixels by {page.evaluate(WIDEST)}"


WIDEST = """() => {
  const edge = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > edge + 1);
  return wide.length ? wide.at(-1).outerHTML.slice(0, 100) : "";
}"""
