"""The public site in this process, on the database of the test, and a browser that fills in its forms."""

import re
from collections.abc import AsyncIterator, Callable
from html import unescape

import httpx
import pytest
from litestar import Litestar

from app.operations import health
from app.people.session_middleware import sessions
from app.settings import Settings
from app.web.cache import byte_cache
from events.planning.controllers.public_calendar import calendar_ics
from events.running.controllers.public import HANDLERS as FORUMS
from questions.controllers import PUBLIC, asking
from questions.controllers.form_keys import Counted
from tests.apps import small_site

HANDLERS = (health.healthz, *FORUMS, *PUBLIC, calendar_ics)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Browser:
    """An anonymous browser: keeps cookies, sends what a browser sends, submits the form it was shown."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers)

    async def post(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        sent = {"origin": "http://testserver", "sec-fetch-site": "same-origin", **headers}
        return await self.client.post(path, data=fields, headers=sent)

    async def hidden(self, path: str) -> dict[str, str]:
        """The hidden fields of the form on that page."""
        return hidden_fields((await self.get(path)).text)

    async def fill(self, page: str, fields: dict[str, str], to: str = "", **headers: str) -> httpx.Response:
        """Open `page`, fill in its form and send it (to `to`, when that is another address)."""
        return await self.post(to or page, await self.hidden(page) | fields, **headers)


def public_site(settings: Settings) -> Litestar:
    """The application with its public pages only."""
    return small_site(settings, HANDLERS, byte_cache(settings), sessions(settings))


def hidden_fields(html: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in HIDDEN.findall(html)}


@pytest.fixture
async def browser(database: str, settings_for: Callable[[str], Settings]) -> AsyncIterator[Browser]:
    async with open_browser(settings_for(database)) as browser:
        yield browser


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "counted", Counted())


class open_browser:  # noqa: N801 - used as a function
    """A browser on a new application with these settings; nothing is shared with another."""

    def __init__(self, settings: Settings) -> None:
        transport = httpx.ASGITransport(public_site(settings), raise_app_exceptions=False)  # type: ignore[arg-type]
        self._client = httpx.AsyncClient(transport=transport, base_url="http://testserver")

    async def __aenter__(self) -> Browser:
        return Browser(await self._client.__aenter__())

    async def __aexit__(self, *gone: object) -> None:
        await self._client.aclose()
