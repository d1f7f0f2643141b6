"""The figures of the units under one's own."""

from datetime import date
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import NotAllowed
from app.i18n import Sentence as _
from app.people.overseeing import seen_units
from app.people.units import directory
from app.web.pages import page
from app.web.posted import AnyRequest
from exports.answering_figures import AnsweringFigures, answering_figures
from exports.unit_figures import figures_of, first_year
from questions.clocks.sums import clock_sums

ALL = "all"


@get("/desk/figures", opt={"access": Access.STAFF})
async def unit_figures(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    """The year stands in the address: one of those since the first forum, or "all"; anything else is this year."""
    units, today = await directory(), day_of(now())
    seen = seen_units(viewer, units)
    if not seen:
        raise NotAllowed(_("Figures are for those who lead, coordinate or oversee a unit with others under it."))
    years = [str(year) for year in range(today.year, (await first_year() or today.year) - 1, -1)]
    asked = request.query_params.get("year", "")
    year = asked if asked in (*years, ALL) else str(today.year)
    lines, total = await figures_of(seen, units, None if year == ALL else int(year), today, viewer=viewer)
    first, last = (
        (date(2000, 1, 1), date(2200, 1, 1)) if year == ALL else (date(int(year), 1, 1), date(int(year) + 1, 1, 1))
    )
    return page(
        request,
        "figures/units.html",
        lines=lines,
        clocks=await clock_sums(seen, units, first, last, viewer=viewer),
        judged=(judged := await answering_figures(seen, units, first, last, today, viewer=viewer)),
        judged_together=sum((figures for _unit, figures in judged), AnsweringFigures()),
        total=total,
        year=year,
        years=[(ALL, _("All years")), *((each, each) for each in years)],
        is_all=year == ALL,
    )
