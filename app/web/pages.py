"""What a handler answers: a page (or its part for htmx), or a way to the next page."""

from functools import partial
from typing import Any, cast
from urllib.parse import urlsplit

from litestar import Response
from litestar.datastructures import Cookie
from markupsafe import Markup

from app.i18n import language
from app.web import tokens
from app.web.flash import COOKIE, flash_cookie, flashed
from app.web.paths import safe_path
from app.web.posted import read_files, read_form
from app.web.site import site_of
from app.web.state import Connection, Web, bound_to, viewer_of, web_of

__all__ = ["HTML", "SAFE", "page", "partial_wanted", "read_files", "read_form", "see_other"]

HTML = "text/html"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def page(
    request: Connection, template: str, part: str | None = None, *, status: int = 200, **context: Any
) -> Response[str]:
    """The rendered `template`; htmx receives `part` instead where one is named.

    Beside `context` a template knows: viewer, site, path, address (path and query), language, said, sent, csrf(),
    request_is_htmx. A page with a form or a message is never kept by anyone.
    """
    web = web_of(request)
    wants_part = part is not None and partial_wanted(request)
    cookies: list[Cookie] = []
    left = None if wants_part else flashed(request)
    if left is not None:
        cookies.append(web.cookie(COOKIE, "", 0))
    site = site_of(request)
    html = web.templates.get_template(part if wants_part and part else template).render(
        **{
            "viewer": viewer_of(request),
            "site": site,
            "site_name": site.name or web.settings.site_name,
            "path": request.scope["path"],
            "address": address_of(request) if request.scope.get("method") in SAFE else came_from(request),
            "language": language(),
            "said": left.said if left else None,
            "sent": left.sent if left else "",
            "undo": left.undo if left else "",
            "csrf": partial(_csrf, web, request, cookies),
            "request_is_htmx": partial_wanted(request),
        }
        | context
    )
    is_private = bool(cookies) or viewer_of(request).is_signed_in or status >= 400
    headers = {"Cache-Control": "no-store" if is_private else "private, no-cache"}
    if part:
        headers["Vary"] = "HX-Request"
    return Response(html, status_code=status, media_type=HTML, headers=headers, cookies=cookies)


def see_other(
    request: Connection, path: str, said: object = None, *, sent: str = "", undo: str = ""
) -> Response[bytes]:
    """303 to `path` (for htmx an HX-Redirect); `said` is shown on the next page.

    `sent` is the key of a form whose draft the browser keeps (`keep` in pieces/fields.html): it has arrived, so the
    browser drops it. `undo` is the page of ours on which the act can be taken back.
    """
    web = web_of(request)
    cookies = [flash_cookie(web, said, sent, undo)] if said else []
    if partial_wanted(request):
        headers = {"HX-Redirect": path, "Cache-Control": "no-store"}
        return Response(b"", status_code=200, headers=headers, cookies=cookies, media_type=HTML)
    headers = {"Location": path, "Cache-Control": "no-store"}
    return Response(b"", status_code=303, headers=headers, cookies=cookies, media_type=HTML)


def partial_wanted(request: Connection) -> bool:
    """True when htmx asks for a part (not when it restores a whole page from its history)."""
    headers = request.headers
    return headers.get("hx-request") == "true" and headers.get("hx-history-restore-request") != "true"


def address_of(request: Connection) -> str:
    """Path and query of this very page."""
    query = request.scope["query_string"].decode("latin-1")
    return f"{request.scope['path']}?{query}" if query else request.scope["path"]


def came_from(request: Connection) -> str:
    """The page of ours from which this request was sent, or the front page."""
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return "/"
    if parts.netloc != request.headers.get("host"):
        return "/"
    return safe_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def _csrf(web: Web, request: Connection, cookies: list[Cookie]) -> Markup:
    """The hidden field every form carries; gives the browser its form cookie on the way."""
    secret = web.settings.secret_key
    # A page with several forms gives the browser one name, not one for each form.
    bound = bound_to(request) or cast("str | None", request.scope.get("fresh_form_name"))
    if bound is None:
        cookie = tokens.new_form_cookie(secret)
        bound = tokens.form_name(secret, cookie) or ""
        cookies.append(web.cookie("form", cookie, tokens.FORM_COOKIE_SECONDS))
        request.scope["fresh_form_name"] = bound  # type: ignore[typeddict-unknown-key]
    token = tokens.form_token(secret, bound)
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(token)
