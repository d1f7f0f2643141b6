"""S4 in a real browser: a city full of hostile text opens no dialog and makes the policy refuse nothing."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import chromium
from tests.journeys.conftest import Gallery
from tests.journeys.running import served
from tests.journeys.test_q1_every_page import FILES, Tour
from tests.site.hostile import MARK, PAYLOADS, looked_at, plant
from tests.site.site import open_site
from tests.told import Told


@pytest.mark.timeout(240)
def test_s4_hostile_text_runs_nowhere_in_a_browser(told: Told, tmp_path: Path) -> None:
    gallery, pages = asyncio.run(_planted(told, tmp_path))  # before the browser, which keeps this thread's loop
    dialogs: list[str] = []
    seen: set[str] = set()
    with served(gallery.told, tmp_path) as site, chromium() as browser:
        tour = Tour(browser, site, gallery)
        for account, address in pages:
            page = tour.open(account, address)
            seen |= _noted(page, address, dialogs)
        tour.close()
    assert (dialogs, tour.trouble) == ([], [])
    assert len(seen) == len(PAYLOADS)


async def _planted(told: Told, folder: Path) -> tuple[Gallery, list[tuple[str, str]]]:
    """The planted city, and of its pages those that show something else than the ones before."""
    async with open_site(told, folder) as site:
        places, added, _answers = await plant(site)
        pages, known = [], set()
        for account, address in looked_at(places, added):
            if any(part in address for part in FILES):
                continue
            site.forget_limits()
            async with site.visitor(account) as visitor:
                found = _places_of_texts((await visitor.get(address)).text)
            if not found <= known:
                pages.append((account, address))
                known |= found
        return Gallery(Told(folder / "site.sqlite", told.sessions), places), pages


def _places_of_texts(content: str) -> set[str]:
    """In which elements (by name and class, or the names of their fields) hostile text stands, and which texts."""
    tags = re.findall(r"(<(\w+)[^<>]*>)([^<]*)", content)
    held = [(name, re.findall(r'\b(?:class|name)="(\w+)', tag)) for tag, name, text in tags if MARK.search(tag + text)]
    return set(MARK.findall(content)) | {f"{name} {marks}" for name, marks in held}


def _noted(page: Page, address: str, dialogs: list[str]) -> set[str]:
    """The texts that this page holds; a dialog that comes up is noted under its address."""
    page.once("dialog", lambda dialog: (dialogs.append(f"{address}: {dialog.message}"), dialog.dismiss()))
    page.evaluate("new Promise((seen) => setTimeout(seen))")  # whatever was loading has had its turn
    return set(MARK.findall(page.content()))
