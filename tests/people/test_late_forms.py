"""A form that takes long to arrive: who sends it is asked again when it is all there."""

from typing import Any
from urllib.parse import urlencode

import pytest
from litestar import Litestar

from app.access import SYSTEM, Role
from app.clock import now
from app.people import keeping, queries
from app.web import late
from tests.people.browsing import Browser, Office


async def sent_slowly(app: Litestar, browser: Browser, path: str, fields: dict[str, str], meanwhile: Any) -> int:
    """Post a form of which the second half comes only after `meanwhile`; the status of the answer."""
    body, said = urlencode(fields).encode(), []
    halves = [body[:10], body[10:]]

    async def receive() -> dict[str, object]:
        if len(halves) == 1:
            await meanwhile()
        half = halves.pop(0) if halves else b""
        return {"type": "http.request", "body": half, "more_body": bool(halves)}

    async def send(message: Any) -> None:
        said.append(message)

    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {
        "host": "testserver",
        "origin": "http://testserver",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": str(len(body)),
        "cookie": cookies,
        # htmx sends the token in a header, so the sender is judged before the body
        "x-csrf-token": fields["csrf_token"],
    }
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 5000),
        "server": ("testserver", 80),
        "extensions": {},
    }
    await app(scope, receive, send)  # type: ignore[arg-type]
    return int(said[0]["status"])


@pytest.mark.parametrize("ends", ["the role", "the session"])
async def test_a_role_or_session_that_ends_while_the_form_arrives_no_longer_counts(
    application: Litestar, browser: Browser, office: Office, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    monkeypatch.setattr(late, "LATE_SECONDS", 0.0)
    second = await keeping.create_person("hai@songhau.example", "Hai", by=SYSTEM, at=now())
    await keeping.grant(second, office.unit_id, Role.ADMIN, by=SYSTEM, at=now())
    await browser.sign_in(office.admin_email)
    page = (await browser.get("/office/people")).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    (held,) = await queries.memberships(office.admin_id)

    async def meanwhile() -> None:
        if ends == "the role":
            await keeping.end_membership(held.id, by=SYSTEM, at=now())
        else:
            await keeping.deactivate(office.admin_id, by=SYSTEM, at=now())

    sent = {"csrf_token": token, "unit": str(office.unit_id), "role": str(Role.CHAIR)}
    path = f"/office/people/{office.drafter_id}/roles"
    assert await sent_slowly(application, browser, path, sent, meanwhile) == 403
    assert [row.role for row in await queries.memberships(office.drafter_id)] == [Role.DRAFTER]
