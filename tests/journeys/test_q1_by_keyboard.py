"""Q1: asking, and recording a promise in the room, with the keyboard alone."""

import re
from datetime import timedelta

from playwright.sync_api import Browser, Page, expect

from app.clock import day_of, now
from tests.journeys.running import Served
from tests.journeys.visitor import vi, visitors
from tests.site.places import KY9, TODAY

MOST_KEYS = 150


class Keys:
    """Somebody who has no mouse: moves with Tab, and sees where the focus is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str) -> None:
        """Tab to the first thing that fits; the focus is visible there."""
        for _each in range(MOST_KEYS):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"{selector} cannot be reached with Tab at {self.page.url}")
        ring = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring != "none", f"{selector} does not show that it has the focus"

    def type(self, name: str, words: str) -> None:
        self.to(f'[name="{name}"]')
        self.page.keyboard.type(words)

    def choose(self, name: str, words: str) -> None:
        """By the first letters of an option, as a select takes them."""
        self.to(f'select[name="{name}"]')
        self.page.keyboard.type(words)

    def press(self, selector: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Enter")


def test_q1_a_question_is_asked_with_the_keyboard_alone(browser: Browser, site: Served) -> None:
    with visitors(browser, site, has_script=True) as crowd:
        asker = crowd.somebody()
        asker.open("/")
        keys = Keys(asker.page)
        keys.press('a[href="#main"], a.skip')
        keys.press(f'a[href="/events/{KY9}"], a[href="/events/{KY9}/questions/new"]')
        asker.page.wait_for_url(re.compile(f"/events/{KY9}"))
        if not asker.path.endswith("/new"):
            keys.press(f'main a[href="/events/{KY9}/questions/new"]')
            asker.page.wait_for_url(re.compile("/questions/new"))
        keys.type("name", "Lê Văn Đạt")
        keys.type("address", "Tổ 5, phường Cái Sơn")
        keys.type("phone", "0912 555 666")
        keys.type("summary", "Khi nào có điện ba pha cho tổ 5?")
        keys.type("detail", "Chúng tôi đã làm đơn từ tháng 4 mà chưa được trả lời.")
        keys.press("main form[action$='/questions'] button[type=submit]")
        expect(asker.page).to_have_url(re.compile("/track/"))


def test_q1_a_promise_is_recorded_with_the_keyboard_alone(browser: Browser, site: Served) -> None:
    with visitors(browser, site, has_script=True) as crowd:
        secretary = crowd.signed_in("dieuphoi.vpub")
        secretary.open(f"/desk/events/{TODAY}/room")
        keys = Keys(secretary.page)
        until = day_of(now()) + timedelta(days=20)
        keys.type("words", "Giao Sở Nội vụ công khai danh mục giấy tờ.")
        keys.choose("owner", "Sở Nội")
        keys.type("product", "Danh mục đăng trên cổng thông tin")
        keys.choose("due_wording", vi("on the day at the latest"))
        keys.type("due_day", f"{until:%m%d%Y}" if _is_american(secretary.page) else f"{until:%d%m%Y}")
        keys.press("#commitments form button[type=submit]")
        secretary.reads("Giao Sở Nội vụ công khai danh mục giấy tờ.", vi("Saved: commitment %(code)s", code="").strip())


def _is_american(page: Page) -> bool:
    """A date field takes its digits in the order of the browser's own language."""
    return bool(page.evaluate("new Date(2026, 11, 31).toLocaleDateString().startsWith('12')"))
