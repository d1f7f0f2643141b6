"""The look in a real browser: whole at every width, in both themes, with and without JavaScript."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from litestar import Litestar
from playwright.sync_api import Browser, Page, expect

from app.settings import Settings
from tests.browser import axe_problems, chromium, free_port, serving, watch
from tests.web.conftest import Dress

PAGES = ("/styleguide", "/styleguide/desk", "/nowhere", "/form")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def site(dress: Dress, web_settings: Settings) -> Iterator[str]:
    port = free_port()
    app: Litestar = dress(replace(web_settings, base_url=f"http://127.0.0.1:{port}"))
    with serving(app, port) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def make(**how: object) -> Page:
        context = browser.new_context(**how)  # type: ignore[arg-type]
        context.set_default_timeout(8000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_piece_is_readable_and_nothing_leaves_for_another_host(
    site: str, open_page: Callable[..., Page], width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    seen = watch(page)
    for path in PAGES:
        page.goto(site + path)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{path} is too wide"
        assert axe_problems(page) == []
    assert seen == []


def test_targets_are_large_enough_for_a_thumb(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 360, "height": 800})
    page.goto(site + "/styleguide")
    small = page.evaluate(
        """[...document.querySelectorAll(`button, .button, select, textarea, .site-nav a, .site-tools a,
        .site-name, .pager a, input:not([type=hidden]):not([type=checkbox]):not([type=radio])`)]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5)
        .map(one => one.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_the_keyboard_shows_where_it_is(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(site + "/styleguide")
    page.evaluate("document.activeElement.blur()")
    page.goto(site + "/form")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    for _turn in range(8):
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "3px"
        page.keyboard.press("Tab")


def test_what_was_typed_survives_and_can_be_cleared(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(site + "/styleguide")
    page.evaluate("document.querySelector('form[data-keep]').removeAttribute('data-typed')")
    page.fill("#detail", "Điện yếu vào giờ cao điểm")
    page.route("**/styleguide", _without_typed)
    page.goto(site + "/styleguide")
    expect(page.locator("#detail")).to_have_value("Điện yếu vào giờ cao điểm")
    page.get_by_role("button", name="Xóa đi").click()
    expect(page.locator("#detail")).not_to_have_value("Điện yếu vào giờ cao điểm")
    page.goto(site + "/styleguide")
    expect(page.locator("#detail")).not_to_have_value("Điện yếu vào giờ cao điểm")


def _without_typed(route: object) -> None:
    answer = route.fetch()  # type: ignore[attr-defined]
    route.fulfill(response=answer, body=answer.text().replace(" data-typed", ""))  # type: ignore[attr-defined]


def test_a_form_sent_without_a_connection_stays_and_says_so(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(site + "/styleguide")
    page.fill("#name", "Trần Thị Ước")
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi câu hỏi").click()
    expect(page.locator(".kept")).to_contain_text("không có kết nối")
    expect(page.locator("#name")).to_have_value("Trần Thị Ước")


def test_a_counter_counts_letters_and_keys_press_buttons(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(site + "/styleguide")
    page.fill("#detail", "Đối thoại 👍")
    expect(page.locator("#detail-count")).to_have_text("11 / 300")
    page.goto(site + "/styleguide/desk")
    for key, code in (("j", "CH-2026-0012"), ("j", "CH-2026-0015"), ("k", "CH-2026-0012")):
        page.keyboard.press(key)
        expect(page.get_by_role("link", name=code)).to_be_focused()


def test_htmx_swaps_a_part_and_shows_a_refusal(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    seen = watch(page)
    page.goto(site + "/form")
    page.evaluate(
        """() => { const form = document.getElementById('form'); form.setAttribute('hx-post', '/form');
        form.setAttribute('hx-swap', 'outerHTML'); htmx.process(form); }"""
    )
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#form[hx-post]")).to_have_count(0)
    page.evaluate("htmx.ajax('GET', '/refuse/409', {target: '#form'})")
    expect(page.locator("#messages")).to_contain_text("Đã có người làm trước")
    expect(page.locator("#form")).to_be_visible()
    assert seen == []


def test_without_javascript_everything_is_there(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page.goto(site + "/form")
    page.get_by_label("Name").fill("Ước")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#said")).to_contain_text("Ước")


def test_on_paper_there_is_no_navigation(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(site + "/styleguide")
    page.emulate_media(media="print")
    expect(page.locator(".site-head")).to_be_hidden()
    expect(page.locator(".site-foot")).to_be_hidden()
    expect(page.locator(".timeline")).to_be_visible()
