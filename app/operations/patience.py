"""How long the server waits for a client that sends slowly or not at all."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SECONDS_FOR_HEADERS = 10.0
# A little more than the application waits (app.web.security), so that its answer comes first.
SECONDS_FOR_BODY = 17.0
# A longer body earns more time, at the pace of a poor mobile line.
LEAST_BYTES_A_SECOND = 4096
LOOK_EVERY = 2.5
# Browsers stay under 16 KB, and proxies take no more; uvicorn by itself keeps whatever comes.
MOST_HEADERS = 64 * 1024


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol, closing connections that hold a place without sending a request.

    uvicorn by itself waits without end for headers and bodies, so half-open requests would stay for ever.
    Waiting for the next request on a connection kept alive is limited by its own keep-alive time.
    """

    _watch: asyncio.TimerHandle | None = None
    _owed_since: float | None = None
    _has_headers = False
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._owed_since = self.loop.time()
        self._watch = self.loop.call_later(LOOK_EVERY, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._watch:
            self._watch.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._owed_since is not None and not self._has_headers and self._received > MOST_HEADERS:
            cast(Any, self.transport).abort()
            return
        self._received += len(data)
        super().data_received(data)

    def on_message_begin(self) -> None:
        if self._owed_since is None:
            self._owed_since = self.loop.time()
        self._received = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._has_headers = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._owed_since = None
        self._has_headers = False
        self._received = 0
        super().on_message_complete()

    def _look(self) -> None:
        if self._owed_since is not None and self.loop.time() - self._owed_since > self._allowed():
            cast(Any, self.transport).abort()
            return
        self._watch = self.loop.call_later(LOOK_EVERY, self._look)

    def _allowed(self) -> float:
        if not self._has_headers:
            return SECONDS_FOR_HEADERS
        return SECONDS_FOR_BODY + self._received / LEAST_BYTES_A_SECOND
