"""One browser for each module; a running site for each journey, or one for a module that only reads."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import chromium
from tests.journeys.running import Served, served
from tests.journeys.visitor import PATIENCE_MS
from tests.site.places import Places, places_of
from tests.site.site import open_site
from tests.told import Told, told

__all__ = ["told"]


@dataclass(frozen=True)
class Gallery:
    """A city with one thing of every kind, so that every page can be shown; and where each stands."""

    told: Told
    places: Places


@pytest.fixture(scope="module")
def gallery(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    folder = tmp_path_factory.mktemp("gallery")
    places = asyncio.run(_hang(told, folder))
    return Gallery(Told(folder / "site.sqlite", told.sessions), places)


async def _hang(told: Told, folder: Path) -> Places:
    async with open_site(told, folder) as site:
        return await places_of(site)


@pytest.fixture(scope="module")
def browser(told: Told, gallery: Gallery) -> Iterator[Browser]:
    """Opened after the city was told, and closed with its module: an open playwright keeps this thread's loop."""
    expect.set_options(timeout=PATIENCE_MS)
    with chromium() as one:
        yield one


@pytest.fixture
def site(browser: Browser, told: Told, tmp_path: Path) -> Iterator[Served]:
    """A fresh city for a journey that changes it."""
    with served(told, tmp_path) as site:
        yield site


@pytest.fixture(scope="module")
def exhibition(browser: Browser, gallery: Gallery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The gallery served for everybody of a module who only looks."""
    with served(gallery.told, tmp_path_factory.mktemp("served")) as site:
        yield site
