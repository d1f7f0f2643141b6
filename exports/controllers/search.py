"""The box in the head of each page: for everybody in what is public, for staff in what they may see."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import now
from app.text import clean_line
from app.web.limits import take
from app.web.pages import page, see_other
from app.web.posted import AnyRequest
from exports.finding.desk import find_on_desk, thing_with_code
from exports.finding.public import find_in_public, public_thing_with_code
from questions.public_lists import LOOKS


@get("/search", opt={"access": Access.PUBLIC})
async def search_in_public(request: AnyRequest) -> Response[Any]:
    """Never kept: what people type is endless."""
    typed = _typed(request)
    if typed:
        await take(request, "search")
        if path := await public_thing_with_code(typed):
            return see_other(request, path)
    groups = await find_in_public(typed, now())
    return page(request, "search/public.html", q=typed, groups=groups, looks=LOOKS)


@get("/desk/search", opt={"access": Access.SIGNED_IN})
async def search_on_desk(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    typed = _typed(request)
    if typed:
        await take(request, "search")
        if path := await thing_with_code(viewer, typed):
            return see_other(request, path)
    return page(request, "search/desk.html", q=typed, groups=await find_on_desk(viewer, typed))


def _typed(request: AnyRequest) -> str:
    return clean_line(request.query_params.get("q") or "")[:200]
