"""S2: nobody else's page can act for the reader."""

from dataclasses import replace

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.settings import Settings
from tests.web.conftest import HERE, HOST, Dress
from tests.web.test_headers import token_in

Client = TestClient[Litestar]
CLERK = {"Cookie": "who=clerk"}
FOREIGN = [
    {},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": f"http://{HOST}.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": f"http://{HOST}"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
]


@pytest.mark.parametrize("sender", FOREIGN)
@pytest.mark.parametrize("path", ["/form", "/echo", "/desk", "/limited"])
def test_a_request_from_elsewhere_is_refused_even_with_the_right_token(
    client: Client, path: str, sender: dict[str, str]
) -> None:
    token = token_in(client.get("/form").text)
    assert client.post(path, data={"csrf_token": token, "name": "x"}, headers=sender).status_code == 403


@pytest.mark.parametrize(
    "token", ["", "x", "é", "A" * 5000, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")]
)
def test_a_wrong_token_is_refused(client: Client, token: str) -> None:
    client.get("/form")
    answer = client.post("/form", data={"csrf_token": token, "name": "x"}, headers=HERE)
    assert answer.status_code == 403
    assert "tải lại trang" in answer.text


def test_no_token_is_refused_on_every_unsafe_route(client: Client) -> None:
    client.get("/form")
    for path in ("/form", "/echo", "/desk", "/limited"):
        assert client.post(path, data={"name": "x"}, headers=HERE).status_code == 403
        assert client.post(path, data={"name": "x"}, headers=HERE | CLERK).status_code == 403


def test_the_token_of_another_browser_is_refused(client: Client, app: Litestar) -> None:
    with TestClient(app, base_url=f"http://{HOST}") as other:
        foreign = token_in(other.get("/form").text)
    client.get("/form")
    assert client.post("/form", data={"csrf_token": foreign, "name": "x"}, headers=HERE).status_code == 403


def test_the_token_of_an_anonymous_page_does_not_work_for_who_is_signed_in(client: Client) -> None:
    token = token_in(client.get("/form").text)
    client.cookies.set("who", "clerk")
    assert client.post("/desk", data={"csrf_token": token}, headers=HERE).status_code == 403
    mine = token_in(client.get("/form").text)
    assert client.post("/desk", data={"csrf_token": mine}, headers=HERE).status_code == 303


def test_htmx_may_send_the_token_as_a_header(client: Client) -> None:
    token = token_in(client.get("/form").text)
    headers = HERE | {"X-CSRF-Token": token}
    assert client.post("/form", data={"name": "x"}, headers=headers).status_code == 303


def test_a_wrong_header_is_refused_before_the_body_is_read(client: Client) -> None:
    token = token_in(client.get("/form").text)
    headers = HERE | {"X-CSRF-Token": "wrong", "Content-Type": "multipart/form-data"}
    answer = client.post("/form", content=f"csrf_token={token}", headers=headers)
    assert answer.status_code == 403


def test_after_a_change_of_the_secret_the_next_page_works_again(dress: Dress, web_settings: Settings) -> None:
    with TestClient(dress(web_settings), base_url=f"http://{HOST}") as before:
        old = token_in(before.get("/form").text)
        cookies = dict(before.cookies)
    changed = replace(web_settings, secret_key="another-secret-0123456789-ABCDEFGHIJ-abc")
    with TestClient(dress(changed), base_url=f"http://{HOST}", cookies=cookies) as after:
        after.follow_redirects = False
        assert after.post("/form", data={"csrf_token": old, "name": "x"}, headers=HERE).status_code == 403
        new = token_in(after.get("/form").text)
        assert after.post("/form", data={"csrf_token": new, "name": "x"}, headers=HERE).status_code == 303
