"""The reader's language: Vietnamese, unless the `lang` cookie says otherwise."""

import re

from litestar import Response, get
from litestar.enums import ScopeType
from litestar.params import FromQuery
from litestar.types import ASGIApp, Receive, Scope, Send

from app.access import Access
from app.i18n import DEFAULT_LANGUAGE, LANGUAGES, set_language
from app.web.pages import see_other
from app.web.paths import safe_path
from app.web.posted import AnyRequest
from app.web.state import web_of

COOKIE = "lang"
_YEAR = 365 * 24 * 3600
_CHOSEN = re.compile(rb"(?:^|;)\s*(?:__Host-)?lang=(vi|en)\s*(?:;|$)")


def language_of(scope: Scope) -> str:
    """The language this request is answered in; a byte cache keys by it."""
    for name, value in scope["headers"]:
        if name == b"cookie" and (chosen := _CHOSEN.search(value)):
            return chosen[1].decode()
    return DEFAULT_LANGUAGE


def speaks(app: ASGIApp) -> ASGIApp:
    """Sets the language before anything else, so that error pages speak it too."""

    async def speak(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            set_language(language_of(scope))
        await app(scope, receive, send)

    return speak


@get("/language", opt={"access": Access.PUBLIC}, sync_to_thread=False)
def choose_language(
    request: AnyRequest,
    to: FromQuery[str] = DEFAULT_LANGUAGE,
    next: FromQuery[str] = "/",  # noqa: A002
) -> Response[bytes]:
    """Remember the language and go back.

    A link, not a form: public pages are kept as bytes for everybody and cannot
    hold one reader's token. Other sites cannot switch it from an image or a frame.
    """
    response = see_other(request, safe_path(next))
    if to in LANGUAGES and request.headers.get("sec-fetch-site", "none") in {"none", "same-origin"}:
        response.cookies.append(web_of(request).cookie(COOKIE, to, _YEAR))
    return response
