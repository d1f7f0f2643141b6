"""The whole site in this process on the database of the test."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import pytest

from app.asgi import create_app
from app.settings import Settings

TOKEN = "figures-for-the-scraper-only"


@pytest.fixture
def with_token(settings_for: Callable[[str], Settings], new_database: str) -> Settings:
    return replace(settings_for(new_database), metrics_token=TOKEN)


@asynccontextmanager
async def reading(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(settings), raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client
