"""Pages kept as bytes: shared only while they are true, built once, told apart, and bounded."""

import asyncio
import gzip
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from litestar import Litestar, Response, get
from litestar.connection import Request

from app.i18n import language
from app.settings import Settings
from app.web.cache import PageCache, kept
from app.web.catching import MARK
from app.web.i18n import speaks
from app.web.security import guarded

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam
BODY = "câu hỏi " * 200


@dataclass
class World:
    """A site of one page with a clock and a committed version that a test moves."""

    settings: Settings
    version: int = 1
    at: datetime = NOON
    moments: tuple[datetime, ...] = ()
    built: int = 0
    extra: dict[str, str] = field(default_factory=dict)
    wait: asyncio.Event | None = None
    cookie: bool = False
    most_bytes: int = 32 * 1024 * 1024

    def __post_init__(self) -> None:
        self.cache = PageCache(self.most_bytes, clock=lambda: self.at.timestamp(), version=self._version)
        app = Litestar([self._page_handler(), self._plain_handler()], openapi_config=None)
        app.asgi_handler = guarded(speaks(self.cache.around(app.asgi_handler)), self.settings)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="http://testserver",  # type: ignore[arg-type]
        )

    async def _version(self) -> int:
        return self.version

    def _page_handler(self) -> Any:
        @get(["/page", "/page/{name:str}"], opt={"cache": True}, media_type="text/html")
        async def page(request: Request[Any, Any, Any]) -> Response[str]:
            self.built += 1
            text = f"{self.version} {language()} {request.url.path} {request.url.query} {BODY}"
            if self.wait is not None:
                await self.wait.wait()
            response = Response(text, headers=self.extra)
            if self.cookie:
                response.set_cookie("form", "x")
            return kept(response, *self.moments, at=self.at)

        return page

    def _plain_handler(self) -> Any:
        @get("/plain", media_type="text/html")
        async def plain() -> Response[str]:
            self.built += 1
            return Response("plain")

        return plain

    async def get(self, path: str = "/page", **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers)


@pytest.fixture
def world(settings: Settings) -> World:
    return World(settings)


async def test_a_page_is_built_once_until_something_is_committed(world: World):
    texts = [(await world.get()).text for _ in range(3)]
    world.version = 2
    fresh = (await world.get()).text
    assert (world.built, len(set(texts))) == (2, 1)
    assert texts[0].startswith("1 vi")
    assert fresh.startswith("2 vi")


async def test_a_page_ends_at_the_moment_that_changes_it_and_at_midnight(world: World):
    closing = NOON.replace(hour=10)  # 17:00 in Vietnam
    world.moments = (closing, NOON.replace(hour=1))
    for at, built in (
        (NOON, 1),
        (closing.replace(hour=9, minute=59, second=59, microsecond=999_000), 1),
        (closing, 2),
        (NOON.replace(hour=16, minute=59, second=59), 2),
        (NOON.replace(hour=17), 3),  # midnight in Vietnam
    ):
        world.at = at
        await world.get()
        assert world.built == built, at


async def test_it_is_told_apart_by_path_query_and_language(world: World):
    for _again in range(2):
        seen = {
            (await world.get(path, cookie=cookie)).text
            for path in ("/page", "/page?page=2", "/page/a", "/page/b")
            for cookie in ("", "lang=en", "lang=vi; form=abc")
        }
        assert len(seen) == 8
    assert world.built == 8


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "session=abc"}, {"cookie": "a=b; __Host-session=abc"}, {"cookie": "said=x"}, {"hx-request": "true"}],
)
async def test_a_reader_who_is_known_shares_nothing(world: World, headers):
    for _again in range(2):
        shown = await world.get(**headers)
        assert MARK not in shown.headers
        assert "etag" not in shown.headers
    await world.get()
    assert world.built == 3


async def test_the_mark_is_never_sent(world: World):
    assert MARK not in (await world.get()).headers
    assert MARK not in (await world.get()).headers


async def test_an_unchanged_page_is_not_sent_twice(world: World):
    first = await world.get()
    again = await world.get(**{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"]
    assert "content-security-policy" in again.headers
    world.version = 2
    changed = await world.get(**{"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
async def test_each_encoding_is_the_same_page_under_its_own_tag(world: World, encoding):
    plain = await world.get(**{"accept-encoding": "identity"})
    shown = await world.get(**{"accept-encoding": encoding})
    assert shown.text == plain.text
    assert shown.headers.get("content-encoding", "identity") == encoding
    assert (shown.headers["etag"] == plain.headers["etag"]) is (encoding == "identity")
    assert world.built == 1


async def test_head_is_get_without_a_body(world: World):
    full = await world.get()
    head = await world.client.head("/page")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == full.headers["etag"]
    assert head.headers["content-length"] == full.headers["content-length"]


@pytest.mark.parametrize("why", ["cookie", "no-store", "unmarked"])
async def test_what_is_for_one_reader_is_not_kept(world: World, why):
    world.cookie = why == "cookie"
    if why == "no-store":
        world.extra = {"Cache-Control": "no-store"}
    for _again in range(3):
        shown = await world.get("/plain" if why == "unmarked" else "/page")
        assert shown.status_code == 200
        assert MARK not in shown.headers
    assert world.built == 3


async def test_a_hundred_readers_at_once_cost_one_building(world: World):
    world.wait = asyncio.Event()
    reading = [asyncio.create_task(world.get()) for _ in range(100)]
    await asyncio.sleep(0.1)
    assert world.built == 1
    world.wait.set()
    assert len({answer.text for answer in await asyncio.gather(*reading)}) == 1
    assert world.built == 1


async def test_who_comes_after_a_commit_never_gets_the_page_begun_before_it(world: World):
    world.wait = asyncio.Event()
    early = asyncio.create_task(world.get())
    await asyncio.sleep(0.05)
    world.version = 2  # committed while the first page is being built
    late = asyncio.create_task(world.get())
    await asyncio.sleep(0.05)
    assert world.built == 2
    world.wait.set()
    assert (await early).text.startswith("1 ")
    assert (await late).text.startswith("2 ")
    assert (await world.get()).text.startswith("2 ")
    assert world.built in (2, 3)


async def test_a_builder_that_fails_leaves_the_others_on_their_own(world: World):
    world.wait = asyncio.Event()
    world.cookie = True  # not a page to keep after all
    reading = [asyncio.create_task(world.get()) for _ in range(3)]
    await asyncio.sleep(0.05)
    world.wait.set()
    assert {answer.status_code for answer in await asyncio.gather(*reading)} == {200}
    assert world.built == 3


async def test_memory_is_bounded(settings: Settings):
    world = World(settings, most_bytes=20_000)
    for number in range(50):
        await world.get(f"/page?page={number}")
    assert world.cache._bytes <= 20_000
    await world.get("/page?page=49")
    assert world.built == 50
    await world.get("/page?page=0")
    assert world.built == 51


async def test_gzip_is_whole(world: World):
    async with world.client.stream("GET", "/page", headers={"accept-encoding": "gzip"}) as shown:
        raw = b"".join([part async for part in shown.aiter_raw()])
    assert gzip.decompress(raw).decode().startswith("1 vi")
