"""The site of each test, on its own copy of the demo city."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.site.site import Site, open_site
from tests.told import Told, told

__all__ = ["told"]


@pytest.fixture
async def site(told: Told, tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(told, tmp_path) as site:
        yield site
