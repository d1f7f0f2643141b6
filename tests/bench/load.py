"""Load from a process of its own: `python -m tests.bench.load < job.json`, raw sockets, figures as JSON.

A job is {"port", "seconds", "connections", "path", "headers"} for reading as fast as it goes, or
{"port", "posts": [[[path, headers, body], …] for each connection]} for sending given requests.
"""

import asyncio
import json
import socket
import subprocess
import sys
import time
from typing import Any

HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Do the job in a process of its own; its figures."""
    done = subprocess.run(
        [sys.executable, "-m", __name__ if __name__ != "__main__" else "tests.bench.load"],
        input=json.dumps(job).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Client(asyncio.Protocol):
    """One connection that sends the next request when the answer to the last one is whole."""

    def __init__(self) -> None:
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._buffer = b""
        self._wanted = -1
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def connection_lost(self, fault: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(fault or ConnectionError("the server closed the connection"))

    def ask(self, request: bytes) -> "asyncio.Future[tuple[int, bytes]]":
        self._answer = self._loop.create_future()
        self._buffer, self._wanted = b"", -1
        self._transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._wanted < 0:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            self._wanted = end + 4 + _length(self._buffer[:end])
        if len(self._buffer) >= self._wanted and self._answer is not None:
            self._answer.set_result((int(self._buffer[9:12]), self._buffer))


def _length(head: bytes) -> int:
    place = head.lower().find(b"content-length:")
    return 0 if place < 0 else int(head[place + 15 :].split(b"\r\n", 1)[0])


def get(path: str, port: int, headers: dict[str, str]) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}:{port}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def post(path: str, port: int, headers: dict[str, str], body: str) -> bytes:
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {HOST}:{port}",
        f"Origin: http://{HOST}:{port}",
        "Sec-Fetch-Site: same-origin",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


async def connected(port: int) -> Client:
    _transport, client = await asyncio.get_running_loop().create_connection(Client, HOST, port)
    return client


async def _read(job: dict[str, Any]) -> dict[str, Any]:
    """As many answers as there come within the seconds."""
    request = get(job["path"], job["port"], job.get("headers", {}))
    waits: list[float] = []
    statuses: dict[int, int] = {}

    async def reader(until: float) -> None:
        client = await connected(job["port"])
        while (begun := time.perf_counter()) < until:
            status, _answer = await client.ask(request)
            waits.append(time.perf_counter() - begun)
            statuses[status] = statuses.get(status, 0) + 1

    begun = time.perf_counter()
    await asyncio.gather(*(reader(begun + job["seconds"]) for _ in range(job["connections"])))
    return _figures(waits, time.perf_counter() - begun, statuses)


async def _send(job: dict[str, Any]) -> dict[str, Any]:
    """The given requests, each connection one after another."""
    waits: list[float] = []
    statuses: dict[int, int] = {}

    async def sender(posts: list[Any]) -> None:
        client = await connected(job["port"])
        for path, headers, body in posts:
            request = post(path, job["port"], headers, body)
            begun = time.perf_counter()
            status, _answer = await client.ask(request)
            waits.append(time.perf_counter() - begun)
            statuses[status] = statuses.get(status, 0) + 1

    begun = time.perf_counter()
    await asyncio.gather(*(sender(posts) for posts in job["posts"]))
    return _figures(waits, time.perf_counter() - begun, statuses)


def _figures(waits: list[float], seconds: float, statuses: dict[int, int]) -> dict[str, Any]:
    return {
        "per_second": len(waits) / seconds,
        "p50_ms": percentile(waits, 0.50) * 1000,
        "p95_ms": percentile(waits, 0.95) * 1000,
        "p99_ms": percentile(waits, 0.99) * 1000,
        "statuses": statuses,
    }


if __name__ == "__main__":
    import uvloop

    given = json.load(sys.stdin)
    print(json.dumps(uvloop.run(_send(given) if "posts" in given else _read(given))))
