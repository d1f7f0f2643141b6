"""Fixtures for everything about accounts."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace

import pytest
from litestar import Litestar

from app.people import passwords
from app.settings import Settings
from tests.people.browsing import (
    Browser,
    Office,
    make_application,
    make_office,
    new_browser,
)


@pytest.fixture(autouse=True)
def cheap_passwords() -> Iterator[None]:
    passwords.use_cost(time_cost=1, memory_kib=8)
    yield
    passwords.use_cost(time_cost=3, memory_kib=65536, parallelism=4)


@pytest.fixture
async def office(database: str) -> Office:
    return await make_office()


@pytest.fixture
def application(settings: Settings) -> Litestar:
    return make_application(settings)


@pytest.fixture
async def browser(application: Litestar, office: Office) -> AsyncIterator[Browser]:
    async with new_browser(application) as made:
        yield made


@pytest.fixture
def secure(settings: Settings) -> Settings:
    return replace(settings, base_url="https://testserver")


@pytest.fixture
def another(application: Litestar) -> Callable[[], Browser]:
    """Makes one more browser; its cookies are its own."""
    return lambda: new_browser(application)
