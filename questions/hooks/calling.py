"""One request to one receiver: to the very address that was checked, no redirect followed, no proxy.

A receiver that is slow, or answers byte by byte for ever, takes a thread of its own for some seconds, and nothing else.
"""

import asyncio
import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from questions.hooks.addresses import Refused, Target, resolve
from questions.hooks.signing import HEADER, signature

SECONDS = 10
# For the whole of it; a time limit of a socket begins anew with every byte.
SECONDS_IN_ALL = 20.0


@dataclass(frozen=True)
class Answer:
    """`status` is 0 when nobody answered."""

    status: int
    error: str = ""

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked, whatever the name says a moment later."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self._target = target
        self.was_cut = False

    def connect(self) -> None:
        self.sock = socket.create_connection((self._target.ip, self._target.port), SECONDS)
        if self._target.is_https:
            context, host = ssl.create_default_context(), self._target.host
            # Known before it shakes hands, so that this too can be cut off.
            self.sock = context.wrap_socket(self.sock, server_hostname=host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def cut(self) -> None:
        """End it from another thread: whoever waits for a byte gets none."""
        self.was_cut = True
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def call(
    url: str, body: str, *, act: str, delivery_id: int, keys: list[str], at: datetime, may_be_inside: bool
) -> Answer:
    """Post the body; waits, so it is run by `in_own_thread`. Never raises."""
    connection: _Pinned | None = None
    try:
        target = resolve(url, may_be_inside=may_be_inside)
        connection = _Pinned(target)
        limit = threading.Timer(SECONDS_IN_ALL, connection.cut)
        limit.daemon = True
        limit.start()
        try:
            connection.request(
                "POST",
                target.path,
                body.encode(),
                {
                    "Host": target.authority,
                    "Content-Type": "application/json; charset=utf-8",
                    "User-Agent": "Doithoai-Webhook/1",
                    "Doithoai-Event": act,
                    "Doithoai-Delivery": str(delivery_id),
                    HEADER: signature(keys, body, at),
                },
            )
            status = connection.getresponse().status
        finally:
            limit.cancel()
            connection.close()
    except Refused as refused:
        return Answer(0, str(refused)[:300])
    except (OSError, http.client.HTTPException, ValueError) as error:
        if connection is not None and connection.was_cut:
            return Answer(0, "TimeoutError")
        return Answer(0, f"{type(error).__name__}: {error}"[:300])
    return Answer(status, "" if 200 <= status < 300 else f"HTTP {status}")


async def in_own_thread(calling: Callable[[], Answer]) -> Answer:
    """Wait for a call, which takes no thread from the server's own work, nor holds up its end."""
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[Answer] = loop.create_future()

    def tell(answer: Answer) -> None:
        if not answered.done():
            answered.set_result(answer)

    def run() -> None:
        answer = calling()
        with suppress(RuntimeError):  # the server has ended meanwhile
            loop.call_soon_threadsafe(tell, answer)

    threading.Thread(target=run, name="webhook", daemon=True).start()
    return await answered
