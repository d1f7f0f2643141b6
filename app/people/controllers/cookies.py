"""The two cookies of an account: the session, and the mark of a browser that was signed in before."""

from typing import Any, cast

from litestar import Response

from app.people.session_middleware import COOKIE
from app.people.signing_in import Opened
from app.web import tokens
from app.web.posted import AnyRequest
from app.web.state import web_of

KNOWN = "known"
_YEAR = 365 * 24 * 3600


def welcomed(request: AnyRequest, response: Response[Any], opened: Opened) -> Response[Any]:
    """Give the browser its new session; the cookie ends with the browser, the session after 12 hours."""
    web = web_of(request)
    sealed = tokens.seal(web.settings.secret_key, KNOWN, opened.viewer.email)
    response.cookies.append(web.cookie(COOKIE, opened.token))
    response.cookies.append(web.cookie(KNOWN, sealed, _YEAR))
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


def known_as(request: AnyRequest) -> str | None:
    """The account that this browser was signed in to before."""
    web = web_of(request)
    return tokens.unseal(web.settings.secret_key, KNOWN, request.cookies.get(web.cookie_name(KNOWN), ""))


def user_agent(request: AnyRequest) -> str:
    return request.headers.get("user-agent", "")[:300]
