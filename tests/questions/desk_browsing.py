"""The whole site in this process, seen by whomever a test names; and how many questions a page asks the database."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from app.access import ANYONE, Viewer
from app.asgi import HANDLERS
from app.database import engines
from app.settings import Settings
from tests.apps import small_site
from tests.questions.conftest import hidden_fields
from tests.support import SECRET

_seen_by: ContextVar[Viewer] = ContextVar("seen_by", default=ANYONE)


class Desk:
    """One browser that is whoever asks: `await desk.get(path, viewer)`."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self._tokens: dict[int | None, str] = {}

    async def get(self, path: str, viewer: Viewer, **headers: str) -> httpx.Response:
        _seen_by.set(viewer)
        return await self.client.get(path, headers=headers)

    async def post(
        self, path: str, viewer: Viewer, fields: dict[str, Any] | None = None, **more: Any
    ) -> httpx.Response:
        """Send a form with the token of the viewer's session."""
        if viewer.person_id not in self._tokens:
            own_page = (await self.get("/me", viewer)).text
            self._tokens[viewer.person_id] = hidden_fields(own_page)["csrf_token"]
        _seen_by.set(viewer)
        sent = {"csrf_token": self._tokens[viewer.person_id], **(fields or {})}
        headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
        return await self.client.post(path, data=sent, headers=headers, **more)

    async def fill(self, page: str, viewer: Viewer, fields: dict[str, Any], **more: Any) -> httpx.Response:
        """Open `page` and send its form, with its hidden fields, to the page's own address."""
        hidden = hidden_fields((await self.get(page, viewer)).text)
        return await self.post(page, viewer, hidden | fields, **more)


_files = TemporaryDirectory(prefix="doithoai-desk-")  # goes with the process
SETTINGS = Settings(
    database_url="sqlite:///the-test-connects-its-own",
    secret_key=SECRET,
    base_url="http://testserver",
    run_worker=False,
    data_dir=Path(_files.name),
)


@asynccontextmanager
async def open_desk() -> AsyncIterator[Desk]:
    """A browser on the site; the test has connected its database already."""
    transport = httpx.ASGITransport(_site(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield Desk(client)


@cache
def _site() -> Any:
    return small_site(SETTINGS, (*HANDLERS,), _signed_in)


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
