"""One request to one receiver: to the very address that was checked, no redirect followed, no proxy."""

import http.client
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime

from questions.hooks.addresses import Refused, Target, resolve
from questions.hooks.signing import HEADER, signature

SECONDS = 10


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

    def connect(self) -> None:
        self.sock = socket.create_connection((self._target.ip, self._target.port), SECONDS)
        if self._target.is_https:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._target.host)


def call(
    url: str, body: str, *, act: str, delivery_id: int, keys: list[str], at: datetime, may_be_inside: bool
) -> Answer:
    """Post the body; waits, so it is run in a thread. Never raises."""
    try:
        target = resolve(url, may_be_inside=may_be_inside)
        connection = _Pinned(target)
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
            connection.close()
    except Refused as refused:
        return Answer(0, str(refused)[:300])
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(0, f"{type(error).__name__}: {error}"[:300])
    return Answer(status, "" if 200 <= status < 300 else f"HTTP {status}")
