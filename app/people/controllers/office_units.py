"""The list of units, past ones too."""

from typing import Any

from litestar import Response, get

from app.access import Access
from app.clock import day_of, now
from app.people.kinds import KIND_NAMES
from app.people.units import directory
from app.web.pages import page
from app.web.posted import AnyRequest


@get("/office/units", opt={"access": Access.OFFICE})
async def list_units(request: AnyRequest) -> Response[Any]:
    units = await directory()
    return page(
        request,
        "people/office/units.html",
        units=units,
        kind_names=KIND_NAMES,
        today=day_of(now()),
    )
