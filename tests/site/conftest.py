"""The site of each test, on its own copy of the demo city."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.site.site import Site, open_site
from tests.told import Told, ToldThere, told, told_there

__all__ = ["told", "told_there"]


@pytest.fixture
async def site(told: Told, tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(told, tmp_path) as site:
        yield site


@pytest.fixture
async def site_on_postgres(told_there: ToldThere, tmp_path: Path) -> AsyncIterator[Site]:
    """The site on its own copy of the city on PostgreSQL."""
    async with told_there.copied() as url, open_site(Told(Path(), told_there.sessions), tmp_path, url) as site:
        yield site


@pytest.fixture(params=["site", "site_on_postgres"], ids=["sqlite", "postgres"])
def site_on_each(request: pytest.FixtureRequest) -> Site:
    """The site on each engine in turn."""
    site: Site = request.getfixturevalue(request.param)
    return site
