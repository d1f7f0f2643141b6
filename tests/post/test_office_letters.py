from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.types import ASGIApp, Receive, Scope, Send

from app.access import ANYONE, Role, Viewer
from app.post.controllers import HANDLERS
from app.settings import Settings
from tests.apps import small_site
from tests.support import make_person, make_unit

from .conftest import all_letters, letter, put

pytestmark = pytest.mark.anyio

ADMIN = Viewer(person_id=1, name="Lê Văn Ân", roles=frozenset({(1, Role.ADMIN)}))
COORDINATOR = Viewer(person_id=2, name="Đỗ Thị Ánh", roles=frozenset({(1, Role.COORDINATOR)}))


def application(settings: Settings, viewer: Viewer) -> Litestar:
    """Only the pages about letters, as seen by `viewer`."""

    def seen_by(app: ASGIApp) -> ASGIApp:
        async def with_viewer(scope: Scope, receive: Receive, send: Send) -> None:
            known: dict[str, Any] = {
                "viewer": viewer,
                "session_key": "k" * 32 if viewer.is_signed_in else None,
            }
            scope.update(known)  # type: ignore[typeddict-item]
            await app(scope, receive, send)

        return with_viewer

    return small_site(settings, (*HANDLERS,), seen_by)


def browser(settings: Settings, viewer: Viewer) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(application(settings, viewer))
    return httpx.AsyncClient(transport=transport, base_url="http://testserver", headers={"origin": "http://testserver"})


@pytest.fixture
async def admin(
    settings_for: Callable[[str], Settings], new_database: str, database: str
) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(settings_for(new_database), ADMIN) as client:
        yield client


async def press(client: httpx.AsyncClient, page: str, act: str) -> httpx.Response:
    token = (await client.get(page)).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    return await client.post(f"{page}/{act}", data={"csrf_token": token}, follow_redirects=True)


async def test_an_admin_sees_every_letter_and_chooses_a_state(admin: httpx.AsyncClient):
    for number in range(3):
        await put(letter(body=f"Thư số {number}\n"))
    shown = await admin.get("/office/letters")
    assert shown.status_code == 200
    assert shown.text.count("<tr>") == 1 + 3
    assert "Chưa cài đặt máy chủ thư" in shown.text
    dead = await admin.get("/office/letters?state=dead")
    assert dead.text.count("<tr>") == 0
    assert (await admin.get("/office/letters?state=nonsense")).text.count("<tr>") == 1 + 3


async def test_an_admin_holds_a_letter_back_and_sends_it_again(admin: httpx.AsyncClient):
    letter_id = await put(letter(body="Xem tại:\n\n/events/ky-9\n"), about=("event", 1))
    address = f"/office/letters/{letter_id}"
    shown = await admin.get(address)
    assert "http://testserver/events/ky-9" in shown.text
    held = await press(admin, address, "hold")
    assert held.status_code == 200
    assert [row["state"] for row in await all_letters()] == ["held"]
    await press(admin, address, "retry")
    assert [row["state"] for row in await all_letters()] == ["queued"]


@pytest.mark.parametrize("path", ["/track", "/invitations", "/sign-in/link", "/sign-in/password", "/lookup/view"])
async def test_no_administrator_reads_a_secret_link_of_a_letter_that_waits(admin: httpx.AsyncClient, path: str):
    secret = token_urlsafe(32)
    letter_id = await put(letter(body=f"Xem tại:\n\n{path}/{secret}\n"), about=("person", 1))
    shown = (await admin.get(f"/office/letters/{letter_id}")).text
    assert f"http://testserver{path}/…" in shown
    assert secret not in shown
    assert secret[:20] not in shown
    assert [secret in row["body"] for row in await all_letters()] == [True]  # and still leaves whole


async def test_no_administrator_reads_what_is_told_of_a_question(admin: httpx.AsyncClient):
    """It may be a report on officials of the administrator's own unit."""
    unit = await make_unit()
    leader = await make_person(unit, Role.APPROVER)
    letter_id = await put(replace(letter(body="Cán bộ A nhũng nhiễu.\n"), to=leader.email), about=("question", 1))
    shown = (await admin.get(f"/office/letters/{letter_id}")).text
    assert "nhũng nhiễu" not in shown
    assert "được đọc tại bàn làm việc liên quan" in shown


async def test_holding_a_letter_that_left_is_a_conflict(admin: httpx.AsyncClient):
    letter_id = await put(letter())
    address = f"/office/letters/{letter_id}"
    page = await admin.get(address)
    token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert (await press(admin, address, "hold")).status_code == 200
    again = await admin.post(f"{address}/hold", data={"csrf_token": token})
    assert again.status_code == 409
    assert "Không thể giữ lại thư này" in again.text


async def test_a_letter_that_does_not_exist_is_not_found(admin: httpx.AsyncClient):
    assert (await admin.get("/office/letters/999999")).status_code == 404


@pytest.mark.parametrize("viewer", [ANYONE, COORDINATOR])
async def test_nobody_but_an_admin_reads_letters(viewer: Viewer, sqlite_database: str, settings: Settings):
    letter_id = await put(letter(body="Bí mật chim hoàng yến\n"))
    async with browser(settings, viewer) as client:
        for address in ("/office/letters", f"/office/letters/{letter_id}"):
            answer = await client.get(address)
            assert answer.status_code in {303, 403}
            assert "chim hoàng yến" not in answer.text
