import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refusal
from app.operations.serving import listen

from .running import ROOT, SECRET, command, doithoai, environment


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "note"


@pytest.fixture
def server(note: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The tiny site behind the real server, and its port."""
    command = [sys.executable, "-m", "tests.cli.tiny_site", str(note)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        found = re.search(r":(\d+)$", process.stdout.readline().strip())
        assert found
        yield process, int(found[1])
        process.kill()


def fetch(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_r10_sigterm_lets_a_slow_request_finish_and_cuts_an_open_stream(
    server: tuple[subprocess.Popen[str], int], note: Path
):
    process, port = server
    stream = socket.create_connection(("127.0.0.1", port))
    stream.sendall(b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert stream.recv(100).startswith(b"HTTP/1.1 200")
    answers: list[tuple[int, bytes]] = []
    slow = threading.Thread(target=lambda: answers.append(fetch(port, "/slow")))
    slow.start()
    time.sleep(0.5)

    asked = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=12)
    slow.join(timeout=1)

    assert time.monotonic() - asked <= 12
    assert answers == [(200, b"done")]
    assert note.read_text() == "the shutdown hook ran"
    stream.close()


def test_r11_half_open_requests_are_cut_off_and_others_served_meanwhile(
    server: tuple[subprocess.Popen[str], int],
):
    _process, port = server
    held = [socket.create_connection(("127.0.0.1", port)) for _each in range(60)]
    for each in held[:20]:
        each.sendall(b"GET / HTTP/1.1\r\nHost: local")
    for each in held[20:40]:
        each.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf")
    started = time.monotonic()
    times = []
    while any(map(_is_open, held)) and time.monotonic() - started < 20:
        asked = time.monotonic()
        assert fetch(port, "/") == (200, b"done")
        times.append(time.monotonic() - asked)
        time.sleep(0.5)
    assert [each for each in held if _is_open(each)] == []
    assert sorted(times)[int(len(times) * 0.95)] <= 0.5
    for each in held:
        each.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The whole site upon a new SQLite file, and its port."""
    settings = environment(DATABASE_URL=f"sqlite:///{tmp_path}/new/doithoai.sqlite", SECRET_KEY=SECRET)
    started = command("serve", "--port", 0)
    with subprocess.Popen(started, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=settings) as process:
        assert process.stdout
        found = re.search(r"^Serving at http://127.0.0.1:(\d+)$", process.stdout.readline().strip())
        assert found
        yield process, int(found[1])
        process.kill()


def test_serve_makes_the_database_answers_and_ends_at_sigterm(site: tuple[subprocess.Popen[str], int]):
    process, port = site
    assert fetch(port, "/healthz") == (200, b"ok")
    assert fetch(port, "/readyz") == (200, b"ok")
    idle = socket.create_connection(("127.0.0.1", port))
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=12) == 0
    idle.close()


def test_a_second_server_at_the_same_port_refuses_in_a_sentence(
    site: tuple[subprocess.Popen[str], int], tmp_path: Path
):
    _process, port = site
    done = doithoai("serve", "--port", port, DATABASE_URL=f"sqlite:///{tmp_path}/y.sqlite", SECRET_KEY=SECRET)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"Cannot listen at 127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr


def test_the_worker_alone_ends_at_sigterm(new_sqlite: str):
    settings = environment(DATABASE_URL=new_sqlite, SECRET_KEY=SECRET)
    with subprocess.Popen(command("worker"), stdout=subprocess.PIPE, text=True, cwd=ROOT, env=settings) as process:
        assert process.stdout
        assert "SMTP_URL" in process.stdout.readline()
        assert process.stdout.readline() == "Working. Stop with Ctrl+C.\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_a_taken_port_is_told_in_a_sentence():
    first = listen("127.0.0.1", 0)
    first.listen()
    port = first.getsockname()[1]
    with pytest.raises(Refusal, match=str(port)):
        listen("127.0.0.1", port)
    first.close()


def _is_open(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        while True:
            if not connection.recv(1000):
                return False
    except BlockingIOError:
        return True
    except OSError:
        return False


@pytest.mark.parametrize("piece", [b"X-Pad: " + b"a" * 1000 + b"\r\n", b"a" * 1000])
def test_headers_without_end_are_cut_off_before_they_fill_the_memory(
    server: tuple[subprocess.Popen[str], int], piece: bytes
):
    _process, port = server
    endless = socket.create_connection(("127.0.0.1", port))
    endless.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n" if piece.endswith(b"\n") else b"GET /")
    sent = 0
    with pytest.raises(OSError):  # reset or broken pipe, as it comes
        while sent < 50_000_000:
            sent += endless.send(piece * 100)
    assert sent < 10_000_000  # the system's own buffers among it


def test_a_long_body_does_not_count_against_the_next_requests_headers(server: tuple[subprocess.Popen[str], int]):
    _process, port = server
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for _turn in range(3):
        connection.request("POST", "/", b"x" * 500_000, {"X-Long": "a" * 10_000})
        assert connection.getresponse().read() == b"done"
