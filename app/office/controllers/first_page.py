"""The first page of the administration."""

from typing import Any

from litestar import Response, get

from app.access import Access
from app.database import Statement
from app.web.pages import page
from app.web.posted import AnyRequest

COUNTS = Statement(
    "SELECT (SELECT count(*) FROM person WHERE is_active) AS people, (SELECT count(*) FROM unit) AS units,"
    " (SELECT count(*) FROM outbox_letter WHERE state = 'dead') AS dead_letters",
    slow=True,
)


@get("/office", opt={"access": Access.OFFICE})
async def office(request: AnyRequest) -> Response[Any]:
    return page(request, "office/index.html", counts=await COUNTS.one())


HANDLERS = (office,)
