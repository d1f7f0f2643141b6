"""Public pages kept as bytes: answered before sessions and routing, for as long as nothing was committed.

A page is kept only when its handler says so with `kept`. It is answered to readers who carry no session and
no message, and only while the database's committed version is the one read before the page was built and the
clock has not reached the moment that changes the page. Correctness first: each request reads the version.
"""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from litestar import Response
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from app.clock import at_local, day_of, now
from app.database import committed_version
from app.i18n import language
from app.settings import Settings
from app.web.catching import MARK, Catcher, without_mark
from app.web.kept_page import KeptPage

MOST_BYTES = 32 * 1024 * 1024
_PRIVATE = re.compile(rb"(?:^|;)\s*(?:__Host-)?(?:session|said)=")


def kept(response: Response[Any], *moments: datetime | None, at: datetime | None = None) -> Response[Any]:
    """Let everybody share this page until something is committed, or until the first of `moments` to come.

    Midnight in Vietnam always ends it: pages count days. A page with a form or a message is not kept anyway.
    """
    at = at or now()
    midnight = at_local(day_of(at) + timedelta(days=1))
    until = min([midnight, *(moment for moment in moments if moment is not None and moment > at)])
    response.headers[MARK] = repr(until.timestamp())
    return response


class PageCache:
    """The pages of one application, the longest unused dropped first when they grow beyond `most_bytes`."""

    def __init__(
        self,
        most_bytes: int = MOST_BYTES,
        clock: Callable[[], float] = time.time,
        version: Callable[[], Any] = committed_version,
    ) -> None:
        self._most_bytes = most_bytes
        self._clock = clock
        self._version = version
        self._pages: OrderedDict[tuple[str, bytes, str], KeptPage] = OrderedDict()
        self._bytes = 0
        self._building: dict[tuple[str, bytes, str], tuple[int | str, asyncio.Future[KeptPage | None]]] = {}
        self._paths: re.Pattern[str] | None = None

    def around(self, app: ASGIApp) -> ASGIApp:
        """The wrapper itself; it stands outside the sessions."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP or scope["method"] != "GET" or not self._may_keep(scope["path"], scope):
                await app(scope, receive, send)
                return
            wants = _wants(scope["headers"])
            if wants is None:
                await app(scope, receive, without_mark(send))
                return
            page = await self._page(app, scope, receive, send)
            if page is not None:
                scope["was_kept"] = True  # type: ignore[typeddict-unknown-key]  # for the log and the figures
                form = page.wanted(*wants)
                await send(form.start.copy())  # type: ignore[arg-type]  # outer layers change what they get
                await send(form.body.copy())  # type: ignore[arg-type]

        return answer

    async def _page(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> KeptPage | None:
        """The page to answer with, or None when `app` has answered by itself."""
        key = (scope["path"], scope["query_string"], language())
        while True:
            version = await self._version()  # before anything of the page is read
            page = self._pages.get(key)
            if page is not None and page.version == version and self._clock() < page.until:
                self._pages.move_to_end(key)
                return page
            begun = self._building.get(key)
            if begun is None or begun[0] != version:
                return await self._build(key, version, app, scope, receive, send)
            built = await asyncio.shield(begun[1])
            if built is not None and built.version == version and self._clock() < built.until:
                return built
            if built is None:  # not a page to keep after all, or its builder failed
                await app(scope, receive, without_mark(send))
                return None

    async def _build(
        self,
        key: tuple[str, bytes, str],
        version: int | str,
        app: ASGIApp,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> KeptPage | None:
        told: asyncio.Future[KeptPage | None] = asyncio.get_running_loop().create_future()
        self._building[key] = (version, told)
        page: KeptPage | None = None
        try:
            catcher = Catcher(send, version)
            await app(scope, receive, catcher.send)
            page = catcher.page
            if page is not None:
                self._keep(key, page)
            return page
        finally:
            if self._building.get(key) == (version, told):
                del self._building[key]
            told.set_result(page)

    def _keep(self, key: tuple[str, bytes, str], page: KeptPage) -> None:
        self._drop(key)
        self._pages[key] = page
        self._bytes += page.size
        while self._bytes > self._most_bytes:
            self._drop(next(iter(self._pages)))

    def _drop(self, key: tuple[str, bytes, str]) -> None:
        old = self._pages.pop(key, None)
        if old is not None:
            self._bytes -= old.size

    def _may_keep(self, path: str, scope: Scope) -> bool:
        """Whether some route with `opt={"cache": True}` has this form of address."""
        if self._paths is None:
            self._paths = _patterns(scope["litestar_app"].routes)
        return self._paths.fullmatch(path) is not None


def byte_cache(settings: Settings) -> Callable[[ASGIApp], ASGIApp]:
    """The wrapper of one application."""
    return PageCache().around


def _wants(headers: Any) -> tuple[bytes, bytes] | None:
    """(If-None-Match, Accept-Encoding) of a reader who may share pages, None for one who may not."""
    known = accepted = b""
    for name, value in headers:
        if name == b"cookie":
            if _PRIVATE.search(value):
                return None
        elif name == b"accept-encoding":
            accepted = value
        elif name == b"if-none-match":
            known = value
        elif name == b"hx-request":
            return None
    return known, accepted


def _patterns(routes: Any) -> re.Pattern[str]:
    """One expression for the addresses of all routes that may be kept."""
    forms = {
        "/".join("[^/]+" if isinstance(part, str) is False else re.escape(part) for part in route.path_components)
        for route in routes
        for handler in getattr(route, "route_handlers", ())
        if handler.opt.get("cache")
    }
    return re.compile("|".join(f"/{form}/?" if form else "/" for form in forms) or "(?!)")
