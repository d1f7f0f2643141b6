"""Webhooks: signed, retried, logged; only public news, and only to where they may lead."""

import asyncio
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from app.access import SYSTEM, Role
from app.database import Statement
from app.errors import Invalid, NotAllowed
from app.i18n import speaking
from app.journal.queries import history
from app.journal.sealing import seal
from app.post.states import MOST_ATTEMPTS
from questions.answers import publishing
from questions.answers.unpublishing import take_off
from questions.facts import answer_of, question_facts
from questions.hooks import keeping
from questions.hooks.addresses import Refused, is_public, problem_of, resolve
from questions.hooks.delivering import delivering_hooks
from questions.hooks.keeping import Delivered
from questions.hooks.signing import HEADER, key_of, keys_at, signature
from questions.news.words import NEWS
from questions.states import Visibility
from questions.triage.moderating import PublicText, edit_public_text
from tests.questions.desk_browsing import SETTINGS, open_desk
from tests.support import AT, CANARIES, Stage, make_event, make_person, make_question, make_unit

INSIDE = replace(SETTINGS, webhooks_inside=True)
LOG = Statement("SELECT act, state, attempts, status, error, body FROM webhook_delivery ORDER BY id")
deliver_hooks = delivering_hooks(INSIDE)


class Receiver:
    """What a receiver got; it answers with `status`."""

    def __init__(self) -> None:
        self.status, self.got = 200, list[tuple[dict[str, str], str]]()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                receiver.got.append((dict(self.headers), body))
                self.send_response(receiver.status)
                if receiver.status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    thread = threading.Thread(target=receiver.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


@pytest.mark.parametrize(
    "url",
    [
        "http://zalo.example.vn/hook",
        "https://user:secret@zalo.example.vn/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[::10.0.0.1]/",
        "https://[fec0::1]/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://192.168.1.1/",
        "https://localhost/",
        "https://kho.internal/",
        "ftp://zalo.example.vn/",
        "https:///hook",
        "https://zalo.example.vn:99999/",
        "https://zalo.example.vn/a b",
        "javascript:alert(1)",
    ],
)
def test_addresses_that_lead_inside_or_are_none_are_refused(url):
    assert problem_of(url, may_be_inside=False) is not None


def test_a_public_address_is_taken_and_one_inside_only_by_the_setting():
    assert problem_of("https://zalo.example.vn/hook?bot=1", may_be_inside=False) is None
    assert problem_of("https://10.1.2.3/", may_be_inside=True) is None
    assert problem_of("http://127.0.0.1:9/", may_be_inside=True) is None
    assert problem_of("http://10.1.2.3/", may_be_inside=True) is not None
    assert not is_public("100.64.0.1")
    assert is_public("203.113.131.1")


def test_a_name_that_leads_inside_is_refused_with_each_delivery(monkeypatch):
    monkeypatch.setattr(
        "socket.getaddrinfo",
        lambda *_args, **_named: [(2, 1, 6, "", ("203.113.131.1", 443)), (2, 1, 6, "", ("10.0.0.5", 443))],
    )
    with pytest.raises(Refused):
        resolve("https://zalo.example.vn/", may_be_inside=False)


def test_a_signature_is_of_the_moment_and_the_body_and_for_a_day_by_both_keys():
    key, before = key_of("s" * 32, 1, 2), key_of("s" * 32, 1, 1)
    assert keys_at("s" * 32, 1, 2, AT, AT + timedelta(hours=23)) == [key, before]
    assert keys_at("s" * 32, 1, 2, AT, AT + timedelta(hours=25)) == [key]
    moment, first, second = signature([key, before], "{}", AT).split(",")
    assert moment == f"t={int(AT.timestamp())}"
    signed = f"{int(AT.timestamp())}.{{}}".encode()
    assert first == "v1=" + hmac.new(key.encode(), signed, hashlib.sha256).hexdigest()
    assert second != first


@pytest.mark.parametrize(
    ("status", "error", "told", "detail"),
    [
        (0, "", "", ""),
        (204, "", "Taken (204)", ""),
        (302, "HTTP 302", "The receiver refused it (HTTP 302)", ""),
        (0, "gaierror: [Errno -2]", "The name in the address is not known", "gaierror: [Errno -2]"),
        (0, "OSError: odd", "OSError: odd", ""),
    ],
)
def test_the_log_says_in_words_what_came_of_a_delivery(status, error, told, detail):
    line = Delivered(1, "test", "given_up", 1, status, error, AT, AT, AT)
    with speaking("en"):
        assert (str(line.told), line.detail, str(line.what)) == (told, detail, "A test")


async def publish(code: str) -> None:
    answer = await answer_of(await question_facts(code))
    assert answer is not None
    await publishing.publish(answer, by=SYSTEM, at=AT)


async def round_(at=AT) -> None:  # type: ignore[no-untyped-def]
    await seal(at)
    await deliver_hooks(at)


async def test_public_news_is_delivered_once_signed_and_nothing_else(database, receiver):
    await round_()
    hook_id = await keeping.add_hook("Zalo", receiver.url, ("question",), may_be_inside=True, by=SYSTEM, at=AT)
    event = await make_event(await make_unit())
    seen = await make_question(event, Stage.APPROVED)
    hidden = await make_question(event, Stage.APPROVED, visibility=Visibility.OFFICIALS)
    await round_()
    receiver.got.clear()
    await publish(seen.code)
    await publish(hidden.code)
    await seal(AT)
    await asyncio.gather(*(deliver_hooks(AT) for _ in range(3)))
    [(headers, body)] = receiver.got
    told = json.loads(body)
    assert (told["event"], told["code"]) == ("question.answer", seen.code)
    assert told["url"] == f"http://testserver/questions/{seen.code}"
    assert not [canary for canary in CANARIES if canary in body]
    moment = headers[HEADER].partition(",")[0].removeprefix("t=")
    key = key_of(INSIDE.secret_key, hook_id, 1)
    expected = hmac.new(key.encode(), f"{moment}.{body}".encode(), hashlib.sha256).hexdigest()
    assert headers[HEADER] == f"t={moment},v1={expected}"
    delivered = (await keeping.log_of(hook_id))[0]
    assert delivered.state == "delivered"
    assert delivered.what is NEWS[delivered.act]


async def test_a_receiver_that_fails_is_tried_again_and_given_up_and_a_redirect_is_no_success(database, receiver):
    await round_()
    await keeping.add_hook("Zalo", receiver.url, ("question",), may_be_inside=True, by=SYSTEM, at=AT)
    question = await make_question(await make_event(await make_unit()), Stage.ADMITTED)
    assert question
    receiver.status, at = 302, AT
    for _ in range(MOST_ATTEMPTS + 2):
        await round_(at)
        at += timedelta(hours=7)
    [row] = await LOG.all()
    assert (row["state"], row["attempts"], row["status"]) == ("given_up", MOST_ATTEMPTS, 302)
    assert len(receiver.got) == MOST_ATTEMPTS  # "/elsewhere" was never asked


async def test_what_left_the_public_pages_while_it_waited_is_not_sent(database, receiver):
    await round_()
    hook_id = await keeping.add_hook("Zalo", receiver.url, ("question",), may_be_inside=True, by=SYSTEM, at=AT)
    unit = await make_unit()
    gone, edited = [await make_question(await make_event(unit), Stage.ADMITTED) for _ in range(2)]
    coordinator = await make_person(unit, Role.COORDINATOR)
    receiver.status = 503
    await round_()
    receiver.got.clear()
    receiver.status = 200
    await take_off(await question_facts(gone.code), "Có tên người khác.", by=coordinator, at=AT)
    text = PublicText("Đã bỏ tên", "Nội dung.", "")
    await edit_public_text(await question_facts(edited.code), text, by=coordinator, at=AT)
    await round_(AT + timedelta(hours=7))
    assert [json.loads(body)["title"] for _headers, body in receiver.got] == ["Đã bỏ tên"]
    [unsent] = [line for line in await keeping.log_of(hook_id) if line.state == "given_up"]
    assert str(unsent.told) == "Không gửi: nội dung không còn công khai"
    assert not any(row["body"] for row in await LOG.all())


async def test_without_the_setting_nothing_inside_is_ever_called(sqlite_database, receiver):
    hook_id = await keeping.add_hook("Zalo", receiver.url, ("question",), may_be_inside=True, by=SYSTEM, at=AT)
    admin = await make_person(await make_unit(), Role.ADMIN)
    with pytest.raises(Invalid):
        await keeping.add_hook("X", receiver.url, ("question",), may_be_inside=False, by=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        await keeping.rotate_key(hook_id, by=await make_person(await make_unit(), Role.COORDINATOR), at=AT)
    async with open_desk() as desk:  # its settings do not allow it
        page = f"/office/webhooks/{hook_id}"
        tested = await desk.post(f"{page}/test", admin)
        assert tested.status_code == 303
        assert receiver.got == []
        shown = (await desk.get(page, admin)).text
        assert "Địa chỉ phải bắt đầu bằng https://" in shown
        assert key_of(SETTINGS.secret_key, hook_id, 1) in shown
        assert (await desk.post(f"{page}/key", admin)).status_code == 303
        assert key_of(SETTINGS.secret_key, hook_id, 2) in (await desk.get(page, admin)).text
        wrong = await desk.post("/office/webhooks", admin, {"name": "X", "url": "https://10.0.0.1/", "kinds": "event"})
        assert wrong.status_code == 422
        added = await desk.post(
            "/office/webhooks", admin, {"name": "Kho", "url": "https://kho.example.vn/a", "kinds": ["event"]}
        )
        assert added.status_code == 303
        off = await desk.post(page, admin, {"name": "Zalo", "url": "https://z.example.vn/", "kinds": "event"})
        assert off.status_code == 303
    assert not (await keeping.hook_of(hook_id)).is_on
    acts = [entry.act for entry in await history("webhook", hook_id)]
    assert acts == ["webhook.add", "webhook.test", "webhook.rotate", "webhook.change"]


@contextmanager
def dripping(drop: bytes) -> Iterator[str]:
    """The address of a receiver that answers drop by drop and never comes to an end."""
    gone = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while not gone.wait(0.01):
                connection.sendall(drop)

    def listen(server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=drip, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=listen, args=(server,), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/hook"
        gone.set()


@pytest.mark.parametrize("drop", [b"H", b"HTTP/1.1 100 Continue\r\n\r\n"])
async def test_who_answers_drop_by_drop_is_cut_off_and_holds_up_nothing_else(sqlite_database, monkeypatch, drop):
    monkeypatch.setattr("questions.hooks.calling.SECONDS_IN_ALL", 0.3)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    await round_()
    with dripping(drop) as url:
        hook_id = await keeping.add_hook("Zalo", url, ("question",), may_be_inside=True, by=SYSTEM, at=AT)
        event = await make_event(await make_unit())
        for _number in range(3):
            await make_question(event, Stage.ADMITTED)
        delivering = asyncio.create_task(round_())
        await asyncio.sleep(0)
        assert await asyncio.wait_for(asyncio.to_thread(lambda: "served"), 0.2) == "served"
        await asyncio.wait_for(delivering, 5)
    assert {(line.state, line.error) for line in await keeping.log_of(hook_id)} == {("waiting", "TimeoutError")}
    for thread in [each for each in threading.enumerate() if each.name == "webhook"]:
        thread.join(1)
        assert not thread.is_alive()
