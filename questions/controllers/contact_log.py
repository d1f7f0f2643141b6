"""Who opened contact data of askers, for those who watch over it."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.errors import NotAllowed
from app.i18n import Sentence as _
from app.web.pages import page
from app.web.paging import Page, page_number
from app.web.posted import AnyRequest
from questions.askers.opening import may_read_log, openings

PAGE_SIZE = 50


@get("/desk/contact-openings", opt={"access": Access.SIGNED_IN})
async def contact_openings(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    if not may_read_log(viewer):
        raise NotAllowed(_("Only the administrator and the oversight read who opened contact data."))
    code = request.query_params.get("code", "").strip().upper()[:40]
    number = page_number(request.query_params.get("page"))
    found = await openings(viewer, code, limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE)
    return page(
        request,
        "questions/desk/contact_openings.html",
        openings=Page.cut(found, number, PAGE_SIZE),
        code=code,
        may_open=viewer.may_reach(Access.STAFF),
    )
