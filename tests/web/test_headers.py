"""S5: what every answer carries, whatever it is."""

from dataclasses import replace

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.settings import Settings
from tests.web.conftest import HERE, HOST, Dress

Client = TestClient[Litestar]
EVERYWHERE = (
    "/form",
    "/kept",
    "/nowhere",
    "/undeclared",
    "/refuse/503",
    "/fault",
    "/static/x/site.css",
    "/desk",
)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_the_protecting_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'; style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_https_adds_hsts_and_binds_cookies_to_the_host(dress: Dress, web_settings: Settings) -> None:
    app = dress(replace(web_settings, base_url=f"https://{HOST}"))
    with TestClient(app, base_url=f"https://{HOST}") as client:
        answer = client.get("/form")
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-form=")
    assert {"HttpOnly", "Secure", "Path=/"} <= set(cookie.split("; "))
    assert "samesite=lax" in cookie.lower()


def test_plain_http_sends_no_hsts(client: Client) -> None:
    assert "strict-transport-security" not in client.get("/kept").headers


@pytest.mark.parametrize(
    "host", ["evil.example", f"{HOST}.evil.example", f"{HOST}:8001", "", f"a@{HOST}", "[", "127.0.0.1"]
)
def test_another_host_name_is_refused(client: Client, host: str) -> None:
    answer = client.get("/kept", headers={"Host": host})
    assert answer.status_code == 400
    assert "BASE_URL" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_machine_of_ones_own_is_known_by_all_its_names(dress: Dress, web_settings: Settings) -> None:
    with TestClient(dress(replace(web_settings, base_url="http://127.0.0.1:8000"))) as client:
        assert client.get("/kept", headers={"Host": "localhost:8123"}).status_code == 200
        assert client.get("/kept", headers={"Host": "[::1]:8123"}).status_code == 200
        assert client.get("/kept", headers={"Host": "localhost.evil.example"}).status_code == 400


def test_forwarded_headers_change_nothing(client: Client) -> None:
    forged = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "Forwarded": "host=evil.example",
    }
    assert "evil.example" not in client.get("/kept", headers=forged).text


def test_head_answers_like_get_without_a_body(client: Client) -> None:
    answer = client.head("/kept")
    assert answer.status_code == 200
    assert answer.text == ""
    assert "content-security-policy" in answer.headers


def test_pages_with_a_form_or_a_person_are_never_kept(client: Client) -> None:
    assert client.get("/form").headers["cache-control"] == "no-store"
    assert client.get("/desk", headers={"Cookie": "who=clerk"}).headers["cache-control"] == "no-store"
    assert client.get("/kept").headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in client.get("/kept").headers


def test_a_post_from_here_needs_no_more_than_the_token(client: Client) -> None:
    token = token_in(client.get("/form").text)
    answer = client.post("/form", data={"csrf_token": token, "name": "Ước"}, headers=HERE)
    assert answer.status_code == 303


def token_in(html: str) -> str:
    return html.split('name="csrf_token" value="')[1].split('"')[0]


async def test_the_server_still_knows_that_a_head_was_asked(app: Litestar) -> None:
    """uvicorn takes an empty body for a broken one, and closes the connection, when it forgot."""
    sent: list[dict[str, object]] = []
    scope = {
        "type": "http",
        "method": "HEAD",
        "path": "/kept",
        "raw_path": b"/kept",
        "query_string": b"",
        "headers": [(b"host", HOST.encode())],
        "client": None,
        "state": {},
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await app(scope, receive, send)  # type: ignore[arg-type]
    assert scope["method"] == "HEAD"
    assert sent[0]["status"] == 200
    assert b"".join(bytes(message["body"]) for message in sent[1:]) == b""  # type: ignore[call-overload]
