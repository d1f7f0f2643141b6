"""The whole application over a small office, and the browser of its administrator."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date

import pytest
from litestar import Litestar

from app.access import SYSTEM, Role
from app.clock import now
from app.database import atomic
from app.people.keeping import create_person, grant
from app.people.kinds import UnitKind
from app.people.signing_in import open_session
from app.people.unit_keeping import create_unit
from app.settings import Settings
from tests.apps import whole_site
from tests.site.site import BASE, Visitor


@dataclass(frozen=True)
class Office:
    """A department with an administrator and a coordinator."""

    unit_id: int
    admin_id: int
    coordinator_id: int


@pytest.fixture
async def office(database: str) -> Office:
    at = now()
    unit_id = await create_unit(
        "VPUB", "Văn phòng UBND", UnitKind.DEPARTMENT, valid_from=date(2025, 7, 1), by=SYSTEM, at=at
    )
    admin_id = await create_person("an@songhau.example", "Lê Văn Ân", by=SYSTEM, at=at)
    coordinator_id = await create_person("anh@songhau.example", "Đỗ Thị Ánh", by=SYSTEM, at=at)
    await grant(admin_id, unit_id, Role.ADMIN, by=SYSTEM, at=at)
    await grant(coordinator_id, unit_id, Role.COORDINATOR, by=SYSTEM, at=at)
    return Office(unit_id, admin_id, coordinator_id)


@pytest.fixture
def application(database: str, settings_for: Callable[[str], Settings]) -> Litestar:
    return whole_site(settings_for(database))


@pytest.fixture
async def admin(application: Litestar, office: Office) -> AsyncIterator[Visitor]:
    async with visitor(application, await _session(office.admin_id)) as browser:
        yield browser


@pytest.fixture
async def coordinator(application: Litestar, office: Office) -> AsyncIterator[Visitor]:
    async with visitor(application, await _session(office.coordinator_id)) as browser:
        yield browser


@pytest.fixture
async def stranger(application: Litestar) -> AsyncIterator[Visitor]:
    async with visitor(application) as browser:
        yield browser


def visitor(application: Litestar, session: str = "") -> Visitor:
    import httpx

    browser = Visitor(
        transport=httpx.ASGITransport(application, raise_app_exceptions=False),  # type: ignore[arg-type]
        base_url=BASE,
        timeout=60,
    )
    if session:
        browser.cookies.set("session", session)
    return browser


@atomic
async def _session(person_id: int) -> str:
    return (await open_session(person_id, now(), "")).token
