"""The session cookie, read once for each request; it is written only by signing in and out."""

from collections.abc import Callable

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from app.access import ANYONE
from app.clock import now
from app.errors import Unavailable
from app.people.sessions import note_seen, signed_in
from app.settings import Settings

COOKIE = "session"
HALF = "half"  # of a sign-in that waits for its second step; opens nothing by itself
# Answered for everybody alike, and often.
FOR_ALL = ("/static/", "/healthz", "/readyz")
TOKEN_MOST = 100
NOBODY = {
    "viewer": ANYONE,
    "session_key": None,
    "session_token": None,
    "session_id": None,
}
log = structlog.get_logger("doithoai.people")


def sessions(settings: Settings) -> Callable[[ASGIApp], ASGIApp]:
    """A wrapper that puts into the scope who is signed in.

    `viewer`: the Viewer, or ANYONE. `session_key`: what form tokens are bound to. `session_token`: the
    cookie's secret. `session_id`: its row. The last three are None when nobody is signed in. The answer
    is never touched, so a request that outlives its session cannot bring the session back.
    """
    name = f"__Host-{COOKIE}" if settings.is_https else COOKIE
    pattern = f"{name}=".encode()

    def wrap(app: ASGIApp) -> ASGIApp:
        async def with_viewer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == ScopeType.HTTP:
                await _look_up(scope, pattern)
            await app(scope, receive, send)

        return with_viewer

    return wrap


async def _look_up(scope: Scope, pattern: bytes) -> None:
    known: dict[str, object] = dict(NOBODY)
    token = None if scope["path"].startswith(FOR_ALL) else token_in(scope, pattern)
    if token:
        at = now()
        session = await signed_in(token, at)
        if session:
            known = {
                "viewer": session.viewer,
                "session_key": session.csrf_secret,
                "session_token": token,
                "session_id": session.session_id,
            }
            try:
                await note_seen(session, at)
            except Unavailable as refusal:  # reading goes on while nothing can be written
                log.warning("the hour of last use was not noted", why=repr(refusal))
    scope.update(known)  # type: ignore[typeddict-item]


def token_in(scope: Scope, pattern: bytes) -> str | None:
    """The session cookie's value; a browser sends one, whoever sends two is not one."""
    found = [
        crumb.strip()[len(pattern) :]
        for header, value in scope["headers"]
        if header == b"cookie"
        for crumb in value.split(b";")
        if crumb.strip().startswith(pattern)
    ]
    if len(found) != 1 or not 0 < len(found[0]) <= TOKEN_MOST or not found[0].isascii():
        return None
    return found[0].decode("ascii")
