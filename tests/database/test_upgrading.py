"""R12: a database of each release, with data, becomes one of today and loses nothing."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from app.clock import now
from app.database import connect, disconnect
from app.database.migrating import migrate
from app.journal.sealing import seal
from app.journal.verifying import verify
from app.settings import Settings
from tests.apps import whole_site
from tests.database.old import RELEASES, fill, lay_down
from tests.database.test_migrations import schema
from tests.operations.hashes import hashes
from tests.told import SECRET

# Rows of these come with migrations; a later one may bring more.
GROWS = {"migration"}
PAGES = ("/", "/events", "/questions", "/commitments", "/journal/anchors", "/sign-in", "/readyz")


@pytest.fixture(params=[(release, engine) for release in RELEASES for engine in ("sqlite", "postgres")], ids="-".join)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database as a release left it."""
    release, engine = request.param
    if engine == "sqlite":
        return lay_down(release, tmp_path / "old.sqlite")
    return asyncio.run(fill(release, request.getfixturevalue("empty_postgres")))


async def test_r12_a_database_of_an_old_release_is_upgraded_with_every_row(old: str, new_sqlite: str) -> None:
    before = {table: found.rows for table, found in (await hashes(old)).items() if table not in GROWS}
    assert before["question"] > 20
    await migrate(old)
    after = {table: found.rows for table, found in (await hashes(old)).items()}
    assert {table: after[table] for table in before} == before
    assert await schema(old) == await schema(new_sqlite)
    assert await migrate(old) == ()


async def test_r12_an_upgraded_site_opens_and_its_journal_verifies(old: str, settings: Settings) -> None:
    await migrate(old)
    async with _opened(replace(settings, database_url=old, secret_key=SECRET)) as visitor:
        for page in PAGES:
            answer = await visitor.get(page)
            assert answer.status_code == 200, (page, answer.text[:500])
        shown = [await visitor.get(path) for path in _linked((await visitor.get("/questions")).text)]
        assert len(shown) > 3
        assert {answer.status_code for answer in shown} == {200}
        await seal(now())
        assert (await verify()).is_sound


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    await connect(settings)
    try:
        transport = httpx.ASGITransport(whole_site(settings))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url=settings.base_url) as visitor:
            yield visitor
    finally:
        await disconnect()


def _linked(page: str) -> list[str]:
    return sorted(set(re.findall(r'href="(/questions/CH-[^"#?]+)"', page)))
