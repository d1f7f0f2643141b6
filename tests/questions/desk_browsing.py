"""The whole site in this process, seen by whomever a test names; and how many questions a page asks the database."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any

import httpx
from litestar import Litestar
from litestar.plugins.htmx import HTMXPlugin

from app.access import ANYONE, Viewer
from app.asgi import HANDLERS
from app.database import engines
from app.settings import Settings
from app.web.plugin import web_layer
from tests.questions.conftest import hidden_fields

_seen_by: ContextVar[Viewer] = ContextVar("seen_by", default=ANYONE)


class Desk:
    """One browser that is whoever asks: `await desk.get(path, viewer)`."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str, viewer: Viewer, **headers: str) -> httpx.Response:
        _seen_by.set(viewer)
        return await self.client.get(path, headers=headers)

    async def post(
        self, path: str, viewer: Viewer, fields: dict[str, Any] | None = None, *, page: str = "", **more: Any
    ) -> httpx.Response:
        """Send a form with the token of `page` (My work, where none is named)."""
        token = hidden_fields((await self.get(page or "/me", viewer)).text)["csrf_token"]
        _seen_by.set(viewer)
        headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
        return await self.client.post(path, data={"csrf_token": token, **(fields or {})}, headers=headers, **more)

    async def fill(self, page: str, viewer: Viewer, fields: dict[str, Any], **more: Any) -> httpx.Response:
        """Open `page` and send its form, with its hidden fields, to the page's own address."""
        hidden = hidden_fields((await self.get(page, viewer)).text)
        return await self.post(page, viewer, hidden | fields, page=page, **more)


@asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    layer = web_layer(settings)
    app = Litestar(
        route_handlers=[*layer.route_handlers, *HANDLERS],
        guards=list(layer.guards),
        dependencies=dict(layer.dependencies),
        exception_handlers=dict(layer.exception_handlers),
        request_max_body_size=layer.request_max_body_size,
        plugins=[HTMXPlugin()],
        openapi_config=None,
        logging_config=None,
    )
    transport = httpx.ASGITransport(layer.dress(app, _signed_in), raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield Desk(client)


def _signed_in(app: Any) -> Any:
    async def with_viewer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and _seen_by.get().is_signed_in:
            scope["viewer"] = _seen_by.get()
            scope["session_key"] = f"test-{_seen_by.get().person_id}"
        await app(scope, receive, send)

    return with_viewer


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that was sent to the database meanwhile."""
    engine = engines.current()
    sent: list[str] = []
    names = ("all", "one", "change", "run_querystring")
    for name in names:
        setattr(engine, name, _counting(getattr(engine, name), sent))
    try:
        yield sent
    finally:
        for name in names:
            delattr(engine, name)


def _counting(ask: Any, sent: list[str]) -> Any:
    async def asked(*values: Any, **named: Any) -> Any:
        sent.append(str(values[0]))
        return await ask(*values, **named)

    return asked
