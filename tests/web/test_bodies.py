"""S7: whatever is posted, the answer is a page below 500."""

import asyncio
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.web import security
from app.web.security import TooSlow
from tests.web.conftest import HERE
from tests.web.test_headers import token_in

Client = TestClient[Litestar]
FORM = "application/x-www-form-urlencoded"


def part(headers: str, body: bytes) -> bytes:
    return b"--b\r\n" + headers.encode("latin-1") + b"\r\n\r\n" + body + b"\r\n--b--\r\n"


PARTS = "multipart/form-data; boundary=b"
FIELD = 'Content-Disposition: form-data; name="a"'

MALFORMED: dict[str, tuple[str, bytes]] = {
    "no boundary": ("multipart/form-data", b"--b\r\n"),
    "another boundary": ("multipart/form-data; boundary=a", part(FIELD, b"x")),
    "a cut body": (PARTS, part(FIELD, b"x")[:-9]),
    "no name": (PARTS, part("Content-Disposition: form-data", b"x")),
    "no disposition": (PARTS, part("X-Other: 1", b"x")),
    "an unknown charset": (
        PARTS,
        part(FIELD + "\r\nContent-Type: text/plain; charset=klingon", b"x"),
    ),
    "bytes that are no text": (PARTS, part(FIELD, b"\xff\xfe\x80")),
    "a token as a file": (
        PARTS,
        part('Content-Disposition: form-data; name="csrf_token"; filename="t.txt"', b"x"),
    ),
    "not a multipart at all": (PARTS, b"\x00\x01\x02" * 100),
    "too many parts": (PARTS, part(FIELD, b"")[:-7] * 3000),
    "a boundary of odd letters": ("multipart/form-data; boundary=\xe9", b"--\xe9\r\n"),
    "an empty boundary": ('multipart/form-data; boundary=""', b"----\r\n"),
    "bytes beyond ASCII": (FORM, "name=Ước".encode()),
    "bad escapes": (FORM, b"name=%FF%FE%80"),
    "a surrogate": (FORM, b"name=%ED%A0%80"),
    "cut escapes": (FORM, b"name=%E1%BB"),
    "too many fields": (FORM, b"a=1&" * 3000),
    "a charset": (FORM + "; charset=utf-7", b"name=+AGEA"),
    "json": ("application/json", b'{"name": "x"}'),
    "broken json": ("application/json", b"{"),
    "xml": ("text/xml", b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>"),
    "no type": ("", b"name=x"),
    "an odd type": ("\xff\xfe", b"name=x"),
}  # fmt: skip


@pytest.mark.parametrize("with_token", [False, True])
@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_body_is_refused_with_a_sentence(client: Client, case: str, with_token: bool) -> None:
    token = token_in(client.get("/form").text)
    media_type, body = MALFORMED[case]
    headers: dict[str, Any] = HERE | {"Content-Type": media_type.encode("latin-1")}
    if with_token:
        headers["X-CSRF-Token"] = token
    answer = client.post("/echo", content=body, headers=headers)
    assert 400 <= answer.status_code < 500 or (answer.status_code in {200, 201} and with_token)
    if answer.status_code >= 400:
        assert "<h1>" in answer.text
    assert "Traceback" not in answer.text


def test_a_malformed_form_keeps_the_reader_informed_in_400(client: Client) -> None:
    token = token_in(client.get("/form").text)
    headers = HERE | {"X-CSRF-Token": token, "Content-Type": FORM}
    answer = client.post("/form", content=b"name=%FF", headers=headers)
    assert answer.status_code == 400
    assert "Biểu mẫu gửi đến bị hỏng" in answer.text


def test_text_arrives_composed_and_without_what_cannot_be_seen(client: Client) -> None:
    token = token_in(client.get("/form").text)
    typed = "  U\u031bo\u031b\u0301c\x00\x07\u202e  mơ\r\nvề\u200b  "
    answer = client.post("/echo", data={"csrf_token": token, "name": typed, "n\x00": "x"}, headers=HERE)
    fields = answer.json()["fields"]
    assert fields["name"] == ["Ước  mơ\nvề"]
    assert fields["n"] == ["x"]


def test_fields_and_files_arrive_apart(client: Client) -> None:
    token = token_in(client.get("/form").text)
    answer = client.post(
        "/echo",
        data={"csrf_token": token, "unit": ["1", "2"]},
        files={"list": ("câu hỏi.xlsx", b"PK", "application/octet-stream")},
        headers=HERE,
    )
    posted = answer.json()
    assert posted["fields"]["unit"] == ["1", "2"]
    assert posted["files"] == {"list": ["câu hỏi.xlsx"]}


def test_a_body_that_is_too_large_is_refused(client: Client) -> None:
    token = token_in(client.get("/form").text)
    answer = client.post("/form", data={"csrf_token": token, "name": "x" * 300_000}, headers=HERE)
    assert answer.status_code == 413
    assert "<h1>Dữ liệu quá lớn</h1>" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/number/x",
        "/number/99999999999999999999",
        "/%00",
        "/%ff",
        "/form?%ff=%00",
        "/..%2f..%2fetc/passwd",
        "/language?to=%00&next=%ff",
    ],
)
def test_an_odd_address_is_no_fault(client: Client, path: str) -> None:
    assert client.get(path).status_code < 500


async def test_a_body_that_stalls_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "IDLE_SECONDS", 0.05)

    async def never() -> Any:
        await asyncio.sleep(5)

    with pytest.raises(TooSlow):
        await security.timed({"headers": []}, never)()  # type: ignore[typeddict-item]


async def test_a_body_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "TOTAL_SECONDS", 0.2)

    async def drip() -> Any:
        await asyncio.sleep(0.03)
        return {"type": "http.request", "body": b"x", "more_body": True}

    receive = security.timed({"headers": []}, drip)  # type: ignore[typeddict-item]
    with pytest.raises(TooSlow):
        for _turn in range(20):
            await receive()


async def test_waiting_for_the_reader_to_leave_has_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "IDLE_SECONDS", 0.2)
    messages = [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]

    async def slowly() -> Any:
        await asyncio.sleep(0 if len(messages) == 2 else 0.3)
        return messages.pop(0)

    receive = security.timed({"headers": []}, slowly)  # type: ignore[typeddict-item]
    await receive()
    assert (await receive())["type"] == "http.disconnect"
