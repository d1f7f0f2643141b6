"""Every refusal is a page in the look, with its status, one sentence and a way on."""

import html5lib
import pytest
import structlog
from litestar import Litestar
from litestar.connection import Request
from litestar.testing import TestClient

from app.web.errors import unknown_fault
from tests.web.conftest import HERE, REFUSALS
from tests.web.test_headers import token_in

Client = TestClient[Litestar]


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refusal_is_a_page_with_its_status_and_sentence(client: Client, status: str) -> None:
    answer = client.get(f"/refuse/{status}")
    assert answer.status_code == int(status)
    assert str(REFUSALS[status].sentence) in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    html5lib.HTMLParser(strict=True).parse(answer.text)


@pytest.mark.parametrize(("status", "seconds"), [("429", "30"), ("503", "5")])
def test_a_passing_refusal_says_when_to_come_back(client: Client, status: str, seconds: str) -> None:
    assert client.get(f"/refuse/{status}").headers["retry-after"] == seconds


def test_htmx_gets_the_sentence_alone_and_puts_it_where_messages_stand(client: Client) -> None:
    answer = client.get("/refuse/409", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer.text.lstrip().startswith('<section id="refusal"')
    assert answer.headers["hx-retarget"] == "#messages"


def test_a_problem_of_a_field_is_shown(client: Client) -> None:
    assert "<li>" in client.get("/refuse/422").text


def test_an_unknown_address_and_a_wrong_method_are_pages_too(client: Client) -> None:
    assert client.get("/nowhere").status_code == 404
    assert "<h1>Không tìm thấy trang này</h1>" in client.get("/nowhere").text
    answer = client.put("/form", headers=HERE)
    assert answer.status_code == 405
    assert "<h1>" in answer.text


def test_a_fault_is_logged_and_the_page_tells_nothing_of_it(client: Client) -> None:
    with structlog.testing.capture_logs() as logs:
        answer = client.get("/fault")
    assert answer.status_code == 500
    assert "canary" not in answer.text
    assert "Traceback" not in answer.text
    assert [entry["route"] for entry in logs if entry["log_level"] == "error"] == ["/fault"]


def test_a_database_that_is_away_before_the_router_is_a_page(client: Client) -> None:
    answer = client.get("/kept", headers={"Cookie": "who=broken"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "<h1>" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_staff_are_led_back_to_their_work(client: Client) -> None:
    answer = client.get("/nowhere", headers={"Cookie": "who=clerk"})
    assert 'href="/work"' in answer.text


def test_a_part_is_sent_to_htmx_and_a_page_to_a_browser(client: Client) -> None:
    part = client.get("/form", headers={"HX-Request": "true"})
    assert part.text.startswith('<form id="form"')
    assert part.headers["vary"] == "HX-Request"
    whole = client.get("/form", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert whole.text.lstrip().startswith("<!doctype html>")


def test_what_was_said_is_shown_once_and_harmless(client: Client) -> None:
    token = token_in(client.get("/form").text)
    sent = client.post("/form", data={"csrf_token": token, "name": "<b>Ước</b>"}, headers=HERE)
    assert sent.status_code == 303
    page = client.get("/form")
    assert "&lt;&lt;b&gt;Ước&lt;/b&gt;&gt;" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "Ước" not in client.get("/form").text


def test_a_forged_message_is_not_shown(client: Client) -> None:
    assert "Ước" not in client.get("/kept", headers={"Cookie": "said=xx.yy"}).text


def test_a_referer_that_is_no_address_leaves_the_refusal_a_page(client: Client) -> None:
    answer = client.post("/form", headers={"Referer": "http://[::1", "Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("secret", ["/track/abc", "/invitations/abc", "/lookup/view/abc"])
async def test_the_secret_of_a_link_stays_out_of_the_log(app: Litestar, secret: str) -> None:
    scope = {"type": "http", "method": "GET", "path": secret, "query_string": b"", "headers": [], "app": app}
    scope["path_template"] = secret.replace("abc", "{token:str}")
    with structlog.testing.capture_logs() as logs:
        unknown_fault(Request(scope), RuntimeError("canary"))  # type: ignore[arg-type]
    assert logs[0]["route"] == scope["path_template"]
    assert "abc" not in str(logs)
