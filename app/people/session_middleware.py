"""The session cookie, read once for each request; it is written only by signing in and out.

Who needs a second factor and has none is led to set one up before anything else.
"""

from collections.abc import Callable
from functools import partial
from time import monotonic
from urllib.parse import quote

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from app.access import ANYONE
from app.clock import now
from app.errors import NotAllowed, Unavailable
from app.i18n import Sentence as _
from app.people.policy import needs_second_factor
from app.people.required import required_roles
from app.people.sessions import SignedIn, note_seen, signed_in
from app.settings import Settings

COOKIE = "session"
HALF = "half"  # of a sign-in that waits for its second step; opens nothing by itself
# Answered for everybody alike, and often.
FOR_ALL = ("/static/", "/healthz", "/readyz")
# What somebody who has to set up a second factor may reach meanwhile.
SET_UP = "/me/second-factor"
MEANWHILE = (SET_UP, "/me/passkeys", "/sign-out", "/language")
TOKEN_MOST = 100
NOBODY = {
    "viewer": ANYONE,
    "session_key": None,
    "session_token": None,
    "session_id": None,
    "session_since": None,
    "must_set_up": False,
}
log = structlog.get_logger("doithoai.people")


def sessions(settings: Settings) -> Callable[[ASGIApp], ASGIApp]:
    """A wrapper that puts into the scope who is signed in.

    `viewer`: the Viewer, or ANYONE. `session_key`: what form tokens are bound to. `session_token`: the
    cookie's secret. `session_id`: its row. `session_since`: when it was opened. These are None when nobody
    is signed in. `must_set_up`: a second factor is needed and there is none. The answer is never touched,
    so a request that outlives its session cannot bring the session back.
    """
    name = f"__Host-{COOKIE}" if settings.is_https else COOKIE
    pattern = f"{name}=".encode()

    def wrap(app: ASGIApp) -> ASGIApp:
        async def with_viewer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == ScopeType.HTTP:
                session = await _look_up(scope, pattern)
                if session:  # a form may take long to arrive; see app.web.late
                    again = {"look_again": partial(_look_up, scope, pattern), "looked_at": monotonic()}
                    scope.update(again)  # type: ignore[typeddict-item]
                if session and await _must_set_up(session, settings):
                    scope["must_set_up"] = True  # type: ignore[typeddict-unknown-key]
                    if not scope["path"].startswith(MEANWHILE):
                        await _lead_to_set_up(scope, send)
                        return
            await app(scope, receive, send)

        return with_viewer

    return wrap


async def _must_set_up(session: SignedIn, settings: Settings) -> bool:
    return not session.has_factor and needs_second_factor(session.viewer, await required_roles(settings))


async def _lead_to_set_up(scope: HTTPScope, send: Send) -> None:
    """To the page that sets up a second factor, and back afterwards; raises NotAllowed for a form."""
    if scope["method"] not in {"GET", "HEAD"}:
        raise NotAllowed(_("Your role needs a second factor. Please set it up first; nothing was changed."))
    query = scope["query_string"].decode("latin-1")
    here = f"{scope['path']}?{query}" if query else scope["path"]
    location = f"{SET_UP}?next={quote(here, safe='/')}".encode()
    name = b"hx-redirect" if any(header == (b"hx-request", b"true") for header in scope["headers"]) else b"location"
    headers = [(name, location), (b"cache-control", b"no-store"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 200 if name == b"hx-redirect" else 303, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _look_up(scope: Scope, pattern: bytes) -> SignedIn | None:
    known: dict[str, object] = dict(NOBODY)
    session = None
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
                "session_since": session.created_at,
                "must_set_up": False,
            }
            try:
                await note_seen(session, at)
            except Unavailable as refusal:  # reading goes on while nothing can be written
                log.warning("the hour of last use was not noted", why=repr(refusal))
    scope.update(known)  # type: ignore[typeddict-item]
    return session


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
