"""Q1 and Q5: every page in a real browser: axe finds nothing serious, nothing is too wide, nothing leaves the host."""

from collections.abc import Iterator

import pytest
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

    def __init__(self, browser: Browser, site: Served, gallery: Gallery, **options: object) -> None:
        self._browser, self._site, self._gallery, self._options = browser, site, gallery, options
        self._contexts: dict[str, tuple[BrowserContext, Page]] = {}
        self.trouble: list[str] = []

    def open(self, account: str, address: str) -> Page:
        _context, page = self._contexts.get(account) or self._new(account)
        answer = page.goto(self._site.address + address)
        assert answer is not None
        assert answer.status < 500, address
        return page

    def _new(self, account: str) -> tuple[BrowserContext, Page]:
        context = self._browser.new_context(locale="vi-VN", reduced_motion="reduce", **self._options)  # type: ignore[arg-type]
        cookies = [("lang", self._options.get("locale", "vi")), ("session", self._gallery.told.sessions.get(account))]
        context.add_cookies(
            [{"name": name, "value": str(value), "url": self._site.address} for name, value in cookies if value]
        )
        page = context.new_page()
        watch(page, self.trouble)
        self._contexts[account] = (context, page)
        return self._contexts[account]

    def close(self) -> None:
        for context, _page in self._contexts.values():
            context.close()


@pytest.fixture
def tour(browser: Browser, exhibition: Served, gallery: Gallery, request: pytest.FixtureRequest) -> Iterator[Tour]:
    made = Tour(browser, exhibition, gallery, **getattr(request, "param", {}))
    yield made
    made.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("tour", [{"viewport": {"width": 1280, "height": 900}}], indirect=True, ids=["at a desk"])
def test_q1_axe_finds_nothing_serious_on_any_page(tour: Tour, gallery: Gallery) -> None:
    pages = _pages(gallery)
    assert len(pages) > 60
    problems = []
    for account, address in pages:
        page = tour.open(account, address)
        problems += [f"{address} as {account or 'nobody'}: {problem}" for problem in axe_problems(page)]
    assert not problems, "\n".join(problems)
    assert not tour.trouble, tour.trouble


# What another width can spoil, and what other colours can; the rest of axe's rules read what stands in the page.
OF_WIDTH = ("target-size", "scrollable-region-focusable")
OF_COLOURS = ("color-contrast",)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("tour", [{"viewport": {"width": 320, "height": 640}}], indirect=True, ids=["320 pixels"])
def test_q1_q5_on_a_phone_no_page_asks_another_host_scrolls_sideways_or_is_hard_to_read(
    tour: Tour, gallery: Gallery
) -> None:
    bad = []
    for account, address in _pages(gallery):
        page = tour.open(account, address)
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Be Vietnam Pro"'), address
        excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if excess > 0:
            bad.append(f"{address} as {account or 'nobody'}: {excess} pixels by {page.evaluate(WIDEST)}")
        bad += [f"{address} as {account or 'nobody'}: {problem}" for problem in axe_problems(page, OF_WIDTH)]
    assert not bad, "\n".join(bad)
    assert not tour.trouble, tour.trouble


WIDEST = """() => {
  const edge = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > edge + 1);
  return wide.length ? wide.at(-1).outerHTML.slice(0, 100) : "";
}"""


@pytest.mark.timeout(200)
@pytest.mark.parametrize(
    "tour",
    [{"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}],
    indirect=True,
    ids=["dark on a phone"],
)
def test_q1_axe_finds_nothing_serious_in_the_dark(tour: Tour, gallery: Gallery) -> None:
    problems = []
    for account, address in _pages(gallery)[::4]:
        problems += [f"{address}: {problem}" for problem in axe_problems(tour.open(account, address), OF_COLOURS)]
    assert not problems, "\n".join(problems)
