"""The door: closed unless a route says for whom it opens."""

from litestar import Litestar
from litestar.testing import TestClient

from tests.web.conftest import HERE

Client = TestClient[Litestar]
CLERK = {"Cookie": "who=clerk"}


def test_a_route_that_declares_nothing_is_closed_to_everybody(client: Client) -> None:
    for headers in ({}, CLERK):
        answer = client.get("/undeclared", headers=headers)
        assert answer.status_code == 403
        assert "secret" not in answer.text


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(client: Client) -> None:
    answer = client.get("/desk?a=1&b=2")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/desk%3Fa%3D1%26b%3D2"


def test_htmx_is_sent_to_sign_in_as_a_whole_page(client: Client) -> None:
    answer = client.get("/desk", headers={"HX-Request": "true"})
    assert answer.headers["hx-redirect"] == "/sign-in?next=/desk"


def test_a_form_sent_after_the_session_ended_says_so_and_changes_nothing(client: Client) -> None:
    answer = client.post("/desk", data={"name": "x"}, headers=HERE)
    assert answer.status_code == 403
    assert "đăng nhập và gửi lại" in answer.text
    assert 'href="/sign-in"' in answer.text


def test_who_lacks_the_role_gets_a_page_that_says_whom_to_ask(client: Client) -> None:
    answer = client.get("/office", headers=CLERK)
    assert answer.status_code == 403
    assert "người quản trị" in answer.text
    assert "secret" not in answer.text


def test_who_has_the_role_gets_in(client: Client) -> None:
    assert client.get("/desk", headers=CLERK).status_code == 200
