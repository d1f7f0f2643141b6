"""Every refusal and every fault as a calm page with one sentence and a way on."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import structlog
from litestar import Litestar, Response
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, ExceptionHandlersMap, Message, Receive, Scope, Send

from app.errors import Invalid, NotFound, Refusal
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.guards import SignInFirst
from app.web.logs import route_of
from app.web.pages import address_of, came_from, page, partial_wanted, see_other
from app.web.posted import AnyRequest
from app.web.state import viewer_of

log = structlog.get_logger("doithoai.web")

# The thing on the desk that a page of one act is about; the act may have been done meanwhile.
_PAGE_ABOVE = re.compile(r"(/desk/[^/]+/[^/]+)/[^/]+")

TITLES: dict[int, Sentence] = {
    400: _("We could not read that"),
    401: _("Please sign in"),
    403: _("This is not open to you"),
    404: _("There is nothing here"),
    405: _("This page takes no such request"),
    408: _("The connection was too slow"),
    409: _("Somebody was faster"),
    413: _("That is too large"),
    415: _("We could not read that"),
    422: _("Something is missing"),
    429: _("A little slower, please"),
    500: _("Something went wrong here"),
    503: _("Please try again in a moment"),
}
SENTENCES: dict[int, Sentence] = {
    400: _("The address or the form could not be understood. Please go back and try again."),
    401: _("Please sign in first."),
    403: _("This page is closed."),
    404: _("The address may be mistyped, or the page is no longer public."),
    405: _("Please go back and use the buttons of the page."),
    413: _("What was sent is larger than this page takes. Please make it smaller and send again."),
    429: _("Please wait a little and try again."),
    500: _("The fault is ours and has been noted. Nothing you sent was half-stored. Please try again later."),
    503: _("The service is busy. Please try again in a moment."),
}


def handlers() -> ExceptionHandlersMap:
    return {SignInFirst: sign_in_first, Refusal: refused, HTTPException: http_fault, Exception: unknown_fault}


def shown(app: ASGIApp, litestar: Litestar) -> ASGIApp:
    """Answers what is raised outside the router, for example by the sessions when the database is away."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        has_started = False

        async def watch(message: Message) -> None:
            nonlocal has_started
            has_started = has_started or message["type"] == "http.response.start"
            await send(message)

        try:
            if scope["type"] == ScopeType.HTTP and _holds_nul(scope):
                raise NotFound(SENTENCES[404])
            await app(scope, receive, watch)
        except Exception as fault:
            if scope["type"] != ScopeType.HTTP or has_started:
                raise
            request: AnyRequest = litestar.request_class(scope, receive, send)
            response = refused(request, fault) if isinstance(fault, Refusal) else unknown_fault(request, fault)
            await response.to_asgi_response(app=None, request=request)(scope, receive, send)

    return answer


def _holds_nul(scope: Scope) -> bool:
    """No address of ours has a NUL, and PostgreSQL cannot even be asked about one."""
    return "\0" in scope["path"] or b"%00" in scope["query_string"]


def refused(request: AnyRequest, refusal: Refusal) -> Response[Any]:
    problems = refusal.problems if isinstance(refusal, Invalid) else {}
    return _error_page(request, refusal.status, refusal.sentence, getattr(refusal, "retry_after", None), problems)


def sign_in_first(request: AnyRequest, refusal: SignInFirst) -> Response[Any]:
    return see_other(request, f"/sign-in?next={quote(refusal.next_path, safe='/')}")


def http_fault(request: AnyRequest, fault: HTTPException) -> Response[Any]:
    """What the framework refuses by itself: no route, wrong method, too large, unreadable parameters."""
    if fault.status_code >= 500:
        return unknown_fault(request, fault)
    response = _error_page(request, fault.status_code, SENTENCES.get(fault.status_code, SENTENCES[400]))
    if allow := (fault.headers or {}).get("Allow"):
        response.headers["Allow"] = allow
    return response


def unknown_fault(request: AnyRequest, fault: Exception) -> Response[Any]:
    log.error("fault", route=route_of(request.scope), method=request.scope["method"], exc_info=fault)
    return _error_page(request, 500, SENTENCES[500])


def _way_on(request: AnyRequest, status: int) -> tuple[str, Sentence]:
    """Where a reader goes from here: path and words of one button."""
    if status == 409 and request.scope["method"] != "GET":
        return came_from(request), _("See how it stands now")
    if status == 403 and not viewer_of(request).is_signed_in:
        return "/sign-in", _("Go to sign-in")
    if status == 403 and (above := _PAGE_ABOVE.match(request.scope["path"])):
        return above[1], _("See how it stands now")
    if status >= 500 and request.scope["method"] == "GET":
        return address_of(request), _("Try again")
    return ("/work", _("Go to my work")) if viewer_of(request).is_signed_in else ("/", _("Go to the front page"))


def _error_page(
    request: AnyRequest,
    status: int,
    sentence: Sentence | str,
    retry_after: int | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
) -> Response[Any]:
    try:
        response: Response[Any] = page(
            request,
            "errors/show.html",
            "errors/_show.html",
            status=status,
            number=status,
            way_on=_way_on(request, status),
            title=TITLES.get(status, TITLES[500 if status >= 500 else 400]),
            sentence=sentence,
            problems=problems or {},
            retry_after=retry_after,
        )
    except Exception:
        log.exception("error page failed", route=route_of(request.scope))
        response = Response(f"{TITLES[500]}\n{SENTENCES[500]}\n", status_code=status, media_type="text/plain")
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    if partial_wanted(request):
        # The form stays as it is; the sentence appears in the page's own place for messages.
        response.headers |= {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML show:top"}
    return response
