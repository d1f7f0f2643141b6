"""Two servers and a worker on one PostgreSQL behind nginx: pages, sessions, pictures, limits and the clock agree."""

import asyncio
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest

from app.access import Role
from app.clock import now
from app.database import Statement, connect, disconnect
from events.planning.states import EventState
from events.planning.tables import Event
from tests.office.test_look import png
from tests.operations.processes import serving, started
from tests.support import make_event, make_person, make_unit

CONFIG = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1; user root;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    upstream site {{ {servers} }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://site;
            proxy_set_header Host $host:{port};
            proxy_set_header X-Forwarded-For $remote_addr;
            add_header X-Server $upstream_addr always;
        }}
    }}
}}
"""
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
PICTURE = png()
PASSWORD = "một câu đủ dài để nhớ 7"


@dataclass
class Front:
    """The address of nginx, the addresses of the two servers behind it, and the name of the forum."""

    url: str
    servers: set[str]
    slug: str
    due: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def prepare(url: str) -> tuple[str, str]:
    """A forum that takes questions, one that opens in a moment by the clock, and somebody with a password."""
    await connect(url)
    try:
        unit = await make_unit()
        open_one = await make_event(unit)
        due = await make_event(unit, EventState.ANNOUNCED)
        await Event.update({Event.opens_at: now() + timedelta(seconds=1)}).where(Event.slug == due.slug)  # type: ignore[dict-item]
        clerk = await make_person(unit, Role.COORDINATOR, Role.ADMIN, email="lan@songhau.example")
        assert clerk.person_id
        await set_password(clerk.person_id)
        return open_one.slug, due.slug
    finally:
        await disconnect()


async def set_password(person_id: int) -> None:
    from app.people.passwords import hashed

    await Statement("UPDATE person SET password_hash = {} WHERE id = {}").run(await hashed(PASSWORD), person_id)


@pytest.fixture
def front(new_postgres: str, tmp_path: Path) -> Iterator[Front]:
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("nginx is not installed; it stands before several servers")
    slug, due = asyncio.run(prepare(new_postgres))
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    shared = {"DATABASE_URL": new_postgres, "DATA_DIR": str(tmp_path), "BASE_URL": base, "RUN_WORKER": "0"}
    with ExitStack() as stack:
        ports = [stack.enter_context(serving(**shared)) for _each in range(2)]
        stack.enter_context(started("worker", **shared))
        servers = {f"127.0.0.1:{each}" for each in ports}
        config = tmp_path / "nginx.conf"
        text = CONFIG.format(folder=tmp_path, port=port, servers=" ".join(f"server {each};" for each in servers))
        config.write_text(text)
        process = subprocess.Popen([nginx, "-c", str(config), "-p", str(tmp_path)], stderr=subprocess.DEVNULL)
        stack.callback(process.wait, 5)
        stack.callback(process.terminate)
        for _try in range(50):
            try:
                httpx.get(f"{base}/healthz")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield Front(base, servers, slug, due)


def form_of(client: httpx.Client, path: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in HIDDEN.findall(client.get(path).text)}


@pytest.mark.timeout(180)
def test_two_servers_and_a_worker_agree(front: Front):
    origin = {"origin": front.url}
    with httpx.Client(base_url=front.url, headers=origin, timeout=20) as client:
        seen = {client.get("/events").headers["x-server"] for _each in range(6)}
        assert seen == front.servers, "both answer in turn"

        # Cache: what one server takes in, the other one tells at once.
        fields = form_of(client, f"/events/{front.slug}/questions/new") | {
            "name": "Lê Văn Đạt",
            "address": "Phường Cái Sơn",
            "phone": "0912 555 666",
            "summary": "Khi nào có điện ba pha?",
            "detail": "Công ty đã làm đơn từ tháng 4, chưa có trả lời.",
        }
        time.sleep(3.5)  # a person needs as long
        sent = client.post(f"/events/{front.slug}/questions", data=fields)
        assert sent.status_code == 303, sent.text[:2000]
        again = client.post(f"/events/{front.slug}/questions", data=fields)
        assert again.headers["location"] == sent.headers["location"], "one form, one question, whoever takes it"
        tracked = [client.get(sent.headers["location"]) for _each in range(4)]
        assert {page.status_code for page in tracked} == {200}

        # Sessions: signed in at one, known to the other; signed out at one, unknown to both.
        with httpx.Client(base_url=front.url, headers=origin, timeout=20) as lan:
            sign_in = form_of(lan, "/sign-in") | {"email": "lan@songhau.example", "password": PASSWORD}
            assert lan.post("/sign-in", data=sign_in).status_code == 303
            shown = [lan.get("/work") for _each in range(4)]
            assert {page.status_code for page in shown} == {200}
            assert {page.headers["x-server"] for page in shown} == front.servers
            # Uploads: a picture given to one server is shown by both.
            sent = lan.post(
                "/office/site/emblem", data=form_of(lan, "/office/site"), files={"emblem": ("a.png", PICTURE)}
            )
            assert sent.status_code == 303, sent.text[:2000]
            found = re.search(r'"(/emblem/[0-9a-f]{64})"', lan.get("/office/site").text)
            assert found
            pictures = [client.get(found[1]) for _each in range(4)]
            assert {picture.headers["x-server"] for picture in pictures} == front.servers
            assert {(picture.status_code, picture.content) for picture in pictures} == {(200, pictures[0].content)}
            assert pictures[0].content.startswith(b"\x89PNG")

            lan.post("/sign-out", data=form_of(lan, "/me"))
            assert {lan.get("/work").status_code for _each in range(4)} == {303}

        # Limits: wrong passwords count together, whichever server heard them.
        tries = []
        with httpx.Client(base_url=front.url, headers=origin, timeout=20) as stranger:
            hidden = form_of(stranger, "/sign-in")
            for _each in range(10):
                wrong = hidden | {"email": "ai-do@songhau.example", "password": "không phải"}
                tries.append(stranger.post("/sign-in", data=wrong).status_code)
        assert tries == [422] * 5 + [429] * 5

        # The clock: opened once, by the worker, and seen at both.
        until = time.monotonic() + 75
        while time.monotonic() < until:
            pages = [client.get(f"/events/{front.due}/questions/new") for _each in range(2)]
            if all(
                (page.status_code == 200 and "submission" in page.text) or 'name="key"' in page.text for page in pages
            ):
                break
            time.sleep(1)
        else:
            pytest.fail("the forum was not opened by the clock")


@pytest.mark.timeout(120)
async def test_limits_of_two_processes_are_one_limit(postgres_database: str):
    """The last token goes to one of many who ask at once; a bucket fills again by the database's clock."""
    from app.web.rates import Rate
    from app.web.shared_rates import PostgresBuckets

    one, other = PostgresBuckets(), PostgresBuckets()
    rate = Rate(10, 3600)
    waits = await asyncio.gather(*((one, other)[turn % 2].take({"sign_in email x": rate}) for turn in range(30)))
    assert sorted(wait > 0 for wait in waits) == [False] * 10 + [True] * 20
    assert max(waits) <= 361
    await other.forget("sign_in email x")
    assert await one.take({"sign_in email x": rate}) == 0
    stored = await Statement("SELECT key FROM rate_bucket").all()
    assert not any("x" in row["key"] for row in stored)
    await Statement("UPDATE rate_bucket SET tokens = 0, since = since - 3600").run()
    assert [await one.take({"sign_in email x": rate}) > 0 for _each in range(11)] == [False] * 10 + [True]
