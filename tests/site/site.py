"""The whole application in this process on a copy of the demo city, and browsers for whoever is asked for."""

import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from app.database import connect, disconnect
from app.people import passwords
from app.settings import Settings
from app.web.rates import MemoryBuckets
from tests.apps import whole_site
from tests.told import SECRET, Told

BASE = "http://testserver"
FROM_HERE = {"origin": BASE, "sec-fetch-site": "same-origin"}
TOKEN = re.compile(r'<input type="hidden" name="csrf_token" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Visitor(httpx.AsyncClient):
    """Somebody's browser: sends what a browser sends; forms carry the token that its pages carry."""

    token: str = ""

    def __init__(self, known_tokens: dict[str, str] | None = None, **options: Any) -> None:
        """`known_tokens`: the token of each session of which a visitor of the same site has read a page already."""
        super().__init__(**options)
        self._known_tokens = {} if known_tokens is None else known_tokens

    async def open(self, address: str, **headers: str) -> httpx.Response:
        return await self.get(address, headers=headers)

    async def act(self, address: str, fields: dict[str, object] | None = None) -> httpx.Response:
        """Post a form as a page of ours would."""
        await self._learn_token()
        return await self.post(address, data={"csrf_token": self.token, **(fields or {})}, headers=FROM_HERE)

    async def upload(self, address: str, name: str, content: bytes) -> httpx.Response:
        """Post a form with one file in the field `file`."""
        return await self.upload_to(address, "file", name, content)

    async def upload_to(self, address: str, field: str, name: str, content: bytes) -> httpx.Response:
        """Post a form with one file in this field."""
        await self._learn_token()
        sent = {"csrf_token": self.token}
        return await self.post(address, data=sent, files={field: (name, content)}, headers=FROM_HERE)

    async def _learn_token(self) -> None:
        session = self.cookies.get("session", "")
        self.token = self.token or self._known_tokens.get(session, "")
        if not self.token:
            page = await self.get("/me" if session else "/sign-in")
            found = TOKEN.search(page.text)
            assert found, page.text[:200]
            self.token = unescape(found[1])
            if session:
                self._known_tokens[session] = self.token

    async def fill_in(self, page: str, to: str = "", **fields: object) -> httpx.Response:
        """Open `page` and send its form with these fields and its own hidden ones."""
        hidden = {name: unescape(value) for name, value in HIDDEN.findall((await self.get(page)).text)}
        return await self.act(to or page, {**hidden, **fields})


class Site:
    """One application; `reset` gives it back the city of the last `keep` (pages kept as bytes may be older)."""

    def __init__(self, told: Told, folder: Path, url: str = "") -> None:
        self._told, self._path, self._kept = told, folder / "site.sqlite", folder / "kept.sqlite"
        self.settings = Settings(
            database_url=url or told.copy_to(self._path),
            secret_key=SECRET,
            base_url=BASE,
            data_dir=folder,
            run_worker=False,
            limit_per_address=1_000_000,
        )
        self.app = whole_site(self.settings)
        self._known_tokens: dict[str, str] = {}

    @property
    def is_postgres(self) -> bool:
        return self.settings.database_url.startswith("postgres")

    async def keep(self) -> None:
        """Remember the city as it stands now."""
        await disconnect()
        shutil.copyfile(self._path, self._kept)
        await connect(self.settings)

    async def reset(self) -> None:
        """Every page of the file is written anew, as one commit of somebody else: nothing has to be opened again."""
        with closing(sqlite3.connect(self._kept)) as kept, closing(sqlite3.connect(self._path)) as present:
            kept.backup(present)

    def forget_limits(self) -> None:
        """Let nobody be too fast for what is tried next."""
        self.app.state.web.limits._buckets = MemoryBuckets()

    def visitor(self, account: str = "") -> Visitor:
        """A browser in which this account is signed in; nobody without one."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)  # type: ignore[arg-type]
        browser = Visitor(self._known_tokens, transport=transport, base_url=BASE, timeout=60)
        if account:
            browser.cookies.set("session", self._told.sessions[account])
        return browser


@asynccontextmanager
async def open_site(told: Told, folder: Path, url: str = "") -> AsyncIterator[Site]:
    """The site upon a copy of the told city, or upon the database of `url` in which it was told."""
    passwords.use_cost(time_cost=1, memory_kib=8)
    site = Site(told, folder, url)
    await connect(site.settings)
    try:
        yield site
    finally:
        await disconnect()
        passwords.use_cost(time_cost=3, memory_kib=65536, parallelism=4)


def handlers(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """Every route as (method, path template, handler), without the OPTIONS that the framework adds."""
    for route in app.routes:
        for method, (handler, _model) in getattr(route, "route_handler_map", {}).items():
            if method != "OPTIONS":
                yield method, route.path, handler


def links_of(html: str) -> set[str]:
    """The addresses of this site to which a page links, without fragments."""
    found = {unescape(link) for link in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', html)}
    ours = {link.partition("#")[0] for link in found if not urlsplit(link).scheme}
    return {link for link in ours if link.startswith("/")}
