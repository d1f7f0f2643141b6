"""The figures of the units under one's own: on a page, and as a spreadsheet."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import NotAllowed, NotFound
from app.i18n import Sentence as _
from app.i18n import language
from app.people.directory import UnitRow
from app.people.overseeing import seen_units
from app.people.units import directory
from app.web.pages import page
from app.web.posted import AnyRequest
from exports.answering_figures import AnsweringFigures, answering_figures
from exports.controllers.files import attachment
from exports.figures_table import COLUMNS, figure_rows
from exports.spreadsheets.saving import save_table
from exports.unit_figures import Figures, UnitFigures, figures_of, first_year
from questions.clocks.sums import ClockSums, clock_sums

ALL = "all"


@dataclass(frozen=True)
class SeenFigures:
    """What one person sees of one year, or of all; `years` are those to choose from."""

    year: str
    years: list[str]
    lines: list[UnitFigures]
    total: Figures
    judged: list[tuple[UnitRow, AnsweringFigures]]
    clocks: list[tuple[UnitRow, ClockSums]]

    @property
    def is_all(self) -> bool:
        return self.year == ALL


@get("/desk/figures", opt={"access": Access.STAFF})
async def unit_figures(request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
    seen = await _seen(request, viewer)
    return page(
        request,
        "figures/units.html",
        lines=seen.lines,
        total=seen.total,
        judged=seen.judged,
        judged_together=sum((figures for _unit, figures in seen.judged), AnsweringFigures()),
        clocks=seen.clocks,
        year=seen.year,
        years=[(ALL, _("All years")), *((each, each) for each in seen.years)],
        is_all=seen.is_all,
    )


@get("/desk/figures/{kind:str}", opt={"access": Access.STAFF})
async def unit_figures_table(
    request: AnyRequest, viewer: NamedDependency[Viewer], kind: FromPath[str]
) -> Response[bytes]:
    """The same figures as one table, a row for each unit."""
    seen = await _seen(request, viewer)
    if kind not in ("xlsx", "csv"):
        raise NotFound(_("There is no such document."))
    rows = figure_rows(seen.lines, seen.judged, seen.clocks)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"figures.{kind}"
        await save_table(
            COLUMNS,
            rows,
            target,
            format="csv" if kind == "csv" else "xlsx",
            title=str(_("Figures of the units")),
            language=language(),
        )
        content = target.read_bytes()
    return attachment(content, f"so-lieu-{seen.year}.{kind}", kind)


async def _seen(request: AnyRequest, viewer: Viewer) -> SeenFigures:
    """The year stands in the address: one of those since the first forum, or "all"; anything else is this year."""
    units, today = await directory(), day_of(now())
    seen = seen_units(viewer, units)
    if not seen:
        raise NotAllowed(_("Figures are for those who lead, coordinate or oversee a unit with others under it."))
    years = [str(year) for year in range(today.year, (await first_year() or today.year) - 1, -1)]
    asked = request.query_params.get("year", "")
    year = asked if asked in (*years, ALL) else str(today.year)
    lines, total = await figures_of(seen, units, None if year == ALL else int(year), today, viewer=viewer)
    first, last = (2000, 2200) if year == ALL else (int(year), int(year) + 1)
    since, until = date(first, 1, 1), date(last, 1, 1)
    return SeenFigures(
        year=year,
        years=years,
        lines=lines,
        total=total,
        judged=await answering_figures(seen, units, since, until, today, viewer=viewer),
        clocks=await clock_sums(seen, units, since, until, viewer=viewer),
    )
