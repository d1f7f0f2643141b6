"""The site of each test, on its own copy of the demo city."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.site.site import Site, open_site
from tests.told import Told, tell_city, told

__all__ = ["told"]


@pytest.fixture
async def site(told: Told, tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(told, tmp_path) as site:
        yield site


@pytest.fixture
async def site_on_each(new_database: str, tmp_path: Path) -> AsyncIterator[Site]:
    """The site on each engine in turn; the city is told there."""
    told_there = Told(Path(), await tell_city(new_database))
    async with open_site(told_there, tmp_path, new_database) as site:
        yield site


@pytest.fixture
async def site_on_postgres(new_postgres: str, tmp_path: Path) -> AsyncIterator[Site]:
    """The site on PostgreSQL; the city is told there."""
    told_there = Told(Path(), await tell_city(new_postgres))
    async with open_site(told_there, tmp_path, new_postgres) as site:
        yield site
