"""One browser for each module; for each journey a running site with its own copy of the demo city."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import chromium
from tests.journeys.running import Served, served
from tests.journeys.visitor import PATIENCE_MS
from tests.told import Told, told

__all__ = ["told"]


@pytest.fixture(scope="module")
def browser(told: Told) -> Iterator[Browser]:
    """Opened after the city was told, and closed with its module: an open playwright keeps this thread's loop."""
    expect.set_options(timeout=PATIENCE_MS)
    with chromium() as one:
        yield one


@pytest.fixture
def site(browser: Browser, told: Told, tmp_path: Path) -> Iterator[Served]:
    with served(told, tmp_path) as site:
        yield site
