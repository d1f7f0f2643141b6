"""The cookies of an account: the session, a sign-in that waits for its second step, and who was here before."""

from typing import Any, cast
from urllib.parse import quote

from litestar import Response

from app.access import Access, Viewer
from app.people.one_time import LIFETIME, Purpose
from app.people.session_middleware import COOKIE, HALF
from app.people.signing_in import Opened, SecondStep
from app.web import tokens
from app.web.pages import see_other
from app.web.posted import AnyRequest
from app.web.state import web_of

KNOWN = "known"
# Colleagues share a desk computer; each is known to it.
KNOWN_MOST = 5
_YEAR = 365 * 24 * 3600


def entered(request: AnyRequest, entry: Opened | SecondStep, wanted: str = "", said: object = None) -> Response[Any]:
    """After a way in: to the page that was wanted, or to the second step; `wanted` is a path of this site or ""."""
    if isinstance(entry, Opened):
        return welcomed(request, see_other(request, wanted or home_of(entry.viewer), said=said), entry)
    path = "/sign-in/second" + (f"?next={quote(wanted, safe='/')}" if wanted else "")
    response = see_other(request, path)
    seconds = int(LIFETIME[Purpose.SECOND_STEP].total_seconds())
    response.cookies.append(web_of(request).cookie(HALF, entry.token, seconds))
    return response


def welcomed(request: AnyRequest, response: Response[Any], opened: Opened) -> Response[Any]:
    """Give the browser its new session; the cookie ends with the browser, the session after 12 hours."""
    web = web_of(request)
    here = [opened.viewer.email, *(email for email in known_here(request) if email != opened.viewer.email)]
    sealed = tokens.seal(web.settings.secret_key, KNOWN, "\n".join(here[:KNOWN_MOST]))
    response.cookies.append(web.cookie(COOKIE, opened.token))
    response.cookies.append(web.cookie(KNOWN, sealed, _YEAR))
    if half_token(request):
        response.cookies.append(web.cookie(HALF, "", 0))
    return response


def closed(request: AnyRequest, response: Response[Any]) -> Response[Any]:
    """Take the session from the browser."""
    response.cookies.append(web_of(request).cookie(COOKIE, "", 0))
    return response


def own_token(request: AnyRequest) -> str | None:
    """The secret of this browser's live session."""
    return cast("str | None", request.scope.get("session_token"))


def own_session(request: AnyRequest) -> int | None:
    """The id of this browser's live session."""
    return cast("int | None", request.scope.get("session_id"))


def half_token(request: AnyRequest) -> str:
    """The secret of a sign-in that waits for its second step, or ""."""
    return request.cookies.get(web_of(request).cookie_name(HALF), "")[:100]


def known_here(request: AnyRequest) -> list[str]:
    """The accounts that this browser was signed in to before, the last one first."""
    web = web_of(request)
    sealed = request.cookies.get(web.cookie_name(KNOWN), "")
    return (tokens.unseal(web.settings.secret_key, KNOWN, sealed) or "").split("\n") if sealed else []


def user_agent(request: AnyRequest) -> str:
    return request.headers.get("user-agent", "")[:300]


def home_of(viewer: Viewer) -> str:
    """Where the day begins for this viewer."""
    if viewer.may_reach(Access.STAFF):
        return "/work"
    if viewer.may_reach(Access.OFFICE):
        return "/office"
    return "/"
