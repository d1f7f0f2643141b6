"""What an installation shows of itself on each page: its settings in the scope, its colour and its emblem."""

from typing import TYPE_CHECKING, Any, cast

from litestar import Response, get
from litestar.enums import ScopeType
from litestar.params import FromPath
from litestar.types import ASGIApp, Receive, Scope, Send

from app.access import Access
from app.errors import NotFound
from app.i18n import Sentence as _
from app.settings import Settings
from app.site.queries import SiteRow, load_site, picture
from app.web.colours import read_colour, style_of
from app.words import use_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.web.state import Connection

# Answered for everybody alike, also while the database is away.
FOR_ALL = ("/static/", "/brand/", "/healthz", "/readyz", "/metrics")
SHIPPED = SiteRow()
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def site_settings(settings: Settings) -> "Callable[[ASGIApp], ASGIApp]":
    """A wrapper that reads the installation's settings for each request and speaks with its words."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def with_site(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == ScopeType.HTTP and not scope["path"].startswith(FOR_ALL):
                site = await load_site()
                scope["site"] = site  # type: ignore[typeddict-unknown-key]
                use_words(site.words)
            await app(scope, receive, send)

        return with_site

    return wrap


def site_of(connection: "Connection") -> SiteRow:
    """The installation's settings, or what ships where none were read."""
    return cast(SiteRow, connection.scope.get("site", SHIPPED))


@get("/brand/{name:str}", opt={"access": Access.PUBLIC}, sync_to_thread=False)
def brand_style(name: FromPath[str]) -> Response[str]:
    """The style sheet of one colour: `/brand/0a4d8c.css`. The address says it all, so it is kept for ever."""
    colour = read_colour(name.removesuffix(".css")) if name.endswith(".css") else ""
    if not colour:
        raise NotFound(_("There is no such page."))
    return Response(style_of(colour), media_type="text/css", headers=_FOREVER)


@get("/emblem/{sha256:str}", opt={"access": Access.PUBLIC})
async def emblem(sha256: FromPath[str]) -> Response[Any]:
    found = await picture(sha256[:64])
    if found is None:
        raise NotFound(_("There is no such page."))
    return Response(found.content, media_type=found.media_type, headers=_FOREVER)
