"""A small office, a small application of only the pages about accounts, and browsers for it."""

from dataclasses import dataclass
from datetime import date

import httpx
from litestar import Litestar, get
from litestar.di import NamedDependency

from app.access import SYSTEM, Access, Role, Viewer
from app.clock import now
from app.people import passwords
from app.people.controllers import HANDLERS
from app.people.keeping import create_person, grant
from app.people.kinds import UnitKind
from app.people.session_middleware import sessions
from app.people.unit_keeping import create_unit
from app.settings import Settings
from tests.apps import small_site

PASSWORD = "mùa nước nổi năm nay"


@dataclass(frozen=True)
class Office:
    """One department with an administrator (Lê Văn Ân), a drafter (Đỗ Thị Ánh) and nobody else."""

    unit_id: int
    admin_id: int
    drafter_id: int
    admin_email: str = "an@songhau.example"
    drafter_email: str = "anh@songhau.example"


async def make_office() -> Office:
    at, hashed = now(), await passwords.hashed(PASSWORD)
    unit_id = await create_unit(
        "STC",
        "Sở Tài chính",
        UnitKind.DEPARTMENT,
        valid_from=date(2025, 7, 1),
        by=SYSTEM,
        at=at,
    )
    admin_id = await create_person("an@songhau.example", "Lê Văn Ân", password_hash=hashed, by=SYSTEM, at=at)
    drafter_id = await create_person("anh@songhau.example", "Đỗ Thị Ánh", password_hash=hashed, by=SYSTEM, at=at)
    await grant(admin_id, unit_id, Role.ADMIN, by=SYSTEM, at=at)
    await grant(drafter_id, unit_id, Role.DRAFTER, by=SYSTEM, at=at)
    return Office(unit_id, admin_id, drafter_id)


@get(
    "/who",
    opt={"access": Access.SIGNED_IN},
    media_type="text/plain",
    sync_to_thread=False,
)
def who(viewer: NamedDependency[Viewer]) -> str:
    return viewer.name


def make_application(settings: Settings, *more: object) -> Litestar:
    return small_site(settings, (*HANDLERS, who, *more), sessions(settings))


def new_browser(application: Litestar) -> "Browser":
    return Browser(
        transport=httpx.ASGITransport(application),
        base_url="http://testserver",
        headers={"origin": "http://testserver"},
    )


class Browser(httpx.AsyncClient):
    """A browser that fills in the hidden field of a page's form."""

    async def send_form(self, page: str, address: str = "", **fields: str) -> httpx.Response:
        """Open `page`, then post its form (with its token) to `address`, or to the page itself."""
        shown = await self.get(page)
        token = shown.text.partition('name="csrf_token" value="')[2].partition('"')[0]
        return await self.post(address or page, data={"csrf_token": token, **fields})

    async def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        return await self.send_form("/sign-in", email=email, password=password)
