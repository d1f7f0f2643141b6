"""The administrator's screens in a real browser: readable at every width and in both languages, in a pale colour."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.settings import Settings
from tests.browser import axe_problems, chromium, free_port, serving, watch
from tests.office.lists import UNITS, xlsx
from tests.told import SECRET, Told, told

__all__ = ["told"]
PAGES = (
    "/office", "/office/site", "/office/units", "/office/units/new", "/office/units/5", "/office/fields",
    "/office/fields/1", "/office/event-types", "/office/event-types/people", "/office/reasons",
    "/office/reasons/rejection/complaint", "/office/holidays", "/office/day-counts", "/office/day-counts/answer",
    "/office/texts", "/office/texts/event_invitation", "/office/lists/people", "/office/lists/units",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def city(told: Told, settings: Settings, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of the demo city, and the session of its administrator."""
    from app.asgi import create_app

    port = free_port()
    url = told.copy_to(tmp_path / "city.sqlite")
    made = replace(
        settings,
        database_url=url,
        secret_key=SECRET,
        base_url=f"http://127.0.0.1:{port}",
        limit_per_address=1_000_000,
    )
    with serving(create_app(made), port) as address:
        yield address, told.sessions["quantri"]


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("width", "has_script"), [(360, True), (1280, False)])
def test_every_screen_is_readable(
    browser: Browser, city: tuple[str, str], tmp_path: Path, width: int, has_script: bool
) -> None:
    address, session = city
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=has_script)
    context.add_cookies([{"name": "session", "value": session, "url": address}])
    page = context.new_page()
    seen = watch(page)
    page.goto(f"{address}/office/site")
    page.fill('[name="colour"]', "#FFD100")
    page.fill('[name="name"]', "Đối thoại Sông Hậu")
    page.locator('form[action="/office/site"] button').click()
    page.goto(f"{address}/office/lists/units")
    rows = [*UNITS, (4, "SYT", "Sở Y tế", "Sở", "KHÔNG CÓ")]
    page.set_input_files('[name="file"]', xlsx(tmp_path, rows))
    page.locator('form[action="/office/lists/units"] button').click()
    page.wait_for_url("**/office/lists/units/*")
    looked_over = page.url.removeprefix(address)
    problems: dict[str, object] = {}
    for language in ("vi", "en") if has_script else ("vi",):
        page.goto(f"{address}/language?to={language}&next=/office")
        for path in (*PAGES, looked_over):
            answer = page.goto(address + path)
            assert answer
            assert answer.status == 200, path
            # A pale colour of the office spoils contrast alone; the rest of axe's rules are asked in Q1.
            found = axe_problems(page, ("color-contrast",)) if has_script and language == "vi" else []
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append("too wide")
            if found:
                problems[f"{path} {language}"] = found
    context.close()
    assert problems == {}
    assert seen == []
