"""What the web layer keeps for one application: settings, static files, templates, limits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from jinja2 import Environment
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from app.access import ANYONE, Viewer
from app.settings import Settings
from app.web import tokens
from app.web.metrics import Metrics
from app.web.rates import Limits
from app.web.static import StaticFiles

if TYPE_CHECKING:
    from typing import Any

    Connection = ASGIConnection[Any, Any, Any, Any]
else:
    Connection = ASGIConnection


@dataclass(frozen=True)
class Web:
    settings: Settings
    static: StaticFiles
    templates: Environment
    limits: Limits
    metrics: Metrics | None = None

    def cookie_name(self, name: str) -> str:
        """`__Host-` binds a cookie to this host and to https; browsers refuse the prefix on plain http."""
        return f"__Host-{name}" if self.settings.is_https else name

    def cookie(self, name: str, value: str, seconds: int | None = None) -> Cookie:
        """A cookie of ours; `seconds` None lasts until the browser closes, 0 removes it."""
        return Cookie(
            key=self.cookie_name(name),
            value=value,
            max_age=seconds,
            path="/",
            httponly=True,
            samesite="lax",
            secure=self.settings.is_https,
        )


def web_of(connection: Connection) -> Web:
    return cast(Web, connection.app.state.web)


def viewer_of(connection: Connection) -> Viewer:
    """Who is looking; the session middleware puts the viewer into the scope."""
    return cast(Viewer, connection.scope.get("viewer", ANYONE))


def browser_of(connection: Connection) -> str | None:
    """The name of this browser from its form cookie, or None when it has none yet."""
    web = web_of(connection)
    cookie = connection.cookies.get(web.cookie_name("form"), "")
    return tokens.form_name(web.settings.secret_key, cookie) if cookie else None


def bound_to(connection: Connection) -> str | None:
    """What a form token is bound to: the session of who is signed in, else the browser."""
    session = connection.scope.get("session_key")
    return f"session {session}" if session else browser_of(connection)
