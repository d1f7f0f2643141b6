"""The first page of the administration: what is still missing, and the ways to everything."""

from typing import Any

from litestar import Response, get

from app.access import Access
from app.clock import day_of, now
from app.database import Statement
from app.office.checklist import checklist
from app.site.queries import load_site
from app.web.pages import page
from app.web.posted import AnyRequest
from app.web.state import web_of

COUNTS = Statement(
    "SELECT (SELECT count(*) FROM person WHERE is_active) AS people, (SELECT count(*) FROM unit) AS units,"
    " (SELECT count(*) FROM outbox_letter WHERE state = 'dead') AS dead_letters",
    slow=True,
)


@get("/office", opt={"access": Access.OFFICE})
async def office(request: AnyRequest) -> Response[Any]:
    items = await checklist(await load_site(), web_of(request).settings, day_of(now()))
    return page(
        request,
        "office/index.html",
        counts=await COUNTS.one(),
        missing=[item for item in items if not item.is_done],
        done=[item for item in items if item.is_done],
    )
