"""What becomes of an answer on its way out: held back to be kept, or let through without the mark."""

import hashlib
from typing import Any

from litestar.types import Message, Send

from app.web.kept_page import KeptPage, headers_but

MARK = "x-kept-until"  # what a handler tells the cache, in seconds since 1970; never sent
_MARK = MARK.encode()
LARGEST_PAGE = 2 * 1024 * 1024


class Catcher:
    """Holds a page that is to be kept back from the wire; lets anything else through as it comes."""

    def __init__(self, send: Send, version: int | str) -> None:
        self._send = send
        self._version = version
        self._start: Any = None
        self._until = 0.0
        self._body = bytearray()
        self.page: KeptPage | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._until = _taken_mark(message)
            if self._until and _is_common(message):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            await self._gather(message)
            return
        await self._send(message)

    async def _gather(self, message: Any) -> None:
        self._body += message.get("body", b"")
        if len(self._body) > LARGEST_PAGE:
            start, self._start = self._start, None
            await self._send(start)
            message["body"] = bytes(self._body)
            await self._send(message)
        elif not message.get("more_body"):
            body = bytes(self._body)
            self.page = KeptPage(
                version=self._version,
                until=self._until,
                headers=headers_but(self._start["headers"], b"content-length", b"vary", b"etag"),
                body=body,
                etag=hashlib.sha256(body).hexdigest()[:24].encode(),
            )


def without_mark(send: Send) -> Send:
    async def send_plainly(message: Message) -> None:
        if message["type"] == "http.response.start":
            _taken_mark(message)
        await send(message)

    return send_plainly


def _taken_mark(message: Any) -> float:
    """The moment of the mark, which is taken off the answer; 0 without one."""
    found = 0.0
    headers = []
    for name, value in message["headers"]:
        if name.lower() == _MARK:
            found = float(value)
        else:
            headers.append((name, value))
    message["headers"] = headers
    return found


def _is_common(message: Any) -> bool:
    """A page for everybody: found, without a cookie, not forbidden to be kept."""
    if message["status"] != 200:
        return False
    for name, value in message["headers"]:
        name = name.lower()
        if name == b"set-cookie" or (name == b"cache-control" and b"no-store" in value):
            return False
    return True
