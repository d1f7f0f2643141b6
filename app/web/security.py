"""What every answer carries and every request must obey, around the whole application."""

import asyncio
from typing import cast
from urllib.parse import quote, urlsplit

from litestar import Response
from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, HTTPReceiveMessage, Message, Receive, Scope, Send

from app.errors import Refusal
from app.i18n import Sentence as _
from app.settings import Settings
from app.web.pages import HTML
from app.web.paths import tidy_path

IDLE_SECONDS = 15
TOTAL_SECONDS = 60
SLOWEST_BYTES_PER_SECOND = 32 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with that Chrome sends "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class TooSlow(Refusal):
    """The body did not arrive in time."""

    status = 408


def guarded(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Host check, time limits on bodies, HEAD as GET without a body, and the headers."""
    headers = _headers(settings)
    hosts = Hosts(settings)

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        is_head = scope["method"] == HttpMethod.HEAD
        if is_head:  # a copy: the server goes by its own, and would take the empty body for one that was cut off
            scope = cast(Scope, {**scope, "method": HttpMethod.GET})

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _value in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in headers if name not in present),
                ]
            elif is_head and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        if not hosts.knows(scope):
            await _wrong_host(scope, receive, send_guarded)
            return
        if scope.get("method") == HttpMethod.GET and (path := tidy_path(scope["path"])) != scope["path"]:
            await _elsewhere(path, scope, receive, send_guarded)
            return
        await app(scope, timed(scope, receive), send_guarded)

    return guard


async def _elsewhere(path: str, scope: Scope, receive: Receive, send: Send) -> None:
    """One page has one address, so that it is kept once and not built anew under other spellings."""
    query = quote(scope["query_string"], safe="/?&=%+:;,@!$'()*~[]")
    headers = {"Location": quote(path) + (f"?{query}" if query else "")}
    response = Response(b"", status_code=301, headers=headers, media_type=HTML)
    await response.to_asgi_response(app=None, request=None)(scope, receive, send)  # type: ignore[arg-type]


def _headers(settings: Settings) -> list[tuple[bytes, bytes]]:
    own = HEADERS | {"Content-Security-Policy": POLICY}
    if settings.is_https:
        own["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        own["Content-Security-Policy"] += "; upgrade-insecure-requests"
    return [(name.lower().encode(), value.encode()) for name, value in own.items()]


class Hosts:
    """The one host of BASE_URL; on a machine of one's own, any name and port of that machine."""

    def __init__(self, settings: Settings) -> None:
        self._ours = settings.host.lower()
        self._is_loopback = urlsplit(settings.base_url).hostname in _LOOPBACK

    def knows(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"host"]
        if scope["path"] in {"/healthz", "/readyz", "/metrics"}:
            return True
        if len(given) != 1:
            return False
        host = given[0].decode("latin-1").lower()
        if host == self._ours:
            return True
        try:
            return self._is_loopback and urlsplit(f"//{host}").hostname in _LOOPBACK and "@" not in host
        except ValueError:
            return False


async def _wrong_host(scope: Scope, receive: Receive, send: Send) -> None:
    sentence = _("This name is not the address of this site. Its administrator sets the address as BASE_URL.")
    response = Response(
        f"<!doctype html><title>400</title><p>{sentence.__html__()}</p>", status_code=400, media_type=HTML
    )
    await response.to_asgi_response(app=None, request=None)(scope, receive, send)  # type: ignore[arg-type]


def timed(scope: Scope, receive: Receive) -> Receive:
    """`receive` that gives up on a body that stalls (15 s) or drips (60 s, more for a large one)."""
    announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    size = int(announced) if announced.isdigit() and len(announced) < 12 else 0
    total = min(TOTAL_SECONDS + size / SLOWEST_BYTES_PER_SECOND, 15 * 60)
    started: float | None = None
    is_whole = False

    async def receive_in_time() -> HTTPReceiveMessage:
        nonlocal started, is_whole
        if is_whole:  # what follows is only the news that the reader left
            return await receive()  # type: ignore[return-value]
        clock = asyncio.get_running_loop().time()
        started = clock if started is None else started
        try:
            async with asyncio.timeout(max(0.0, min(IDLE_SECONDS, started + total - clock))):
                message = await receive()
        except TimeoutError:
            is_whole = True
            raise TooSlow(_("The connection was too slow, so nothing was stored. Please try again.")) from None
        is_whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message  # type: ignore[return-value]

    return receive_in_time
