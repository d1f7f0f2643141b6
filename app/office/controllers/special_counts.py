"""Day counts that differ by type of forum, field of work and unit."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.clocks import CLOCKS, DayUnit
from app.calendar.queries import special_counts
from app.calendar.special import SPECIAL_CLOCKS
from app.clock import day_of, now
from app.errors import Invalid
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.office.forms import SpecialForm
from app.office.special_keeping import add_special, drop_special
from app.people.fields import fields
from app.people.units import directory
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from events.planning.kinds import event_types

HERE = "/office/special-day-counts"
LABELS: dict[str, Sentence] = {
    "clock": _("What it is"),
    "event_type": _("Type of forum"),
    "field": _("Field of work"),
    "unit": _("Unit that answers"),
    "number": _("Days"),
    "day_unit": _("Counted in"),
    "shortened": _("Target shortened by (per cent)"),
    "basis": _("Rule behind it"),
}
UNITS = ((DayUnit.WORKING.value, _("working days")), (DayUnit.CALENDAR.value, _("calendar days")))
SHORTER = (("10", "10 %"), ("15", "15 %"), ("20", "20 %"), ("25", "25 %"), ("30", "30 %"))


class SpecialCountController(Controller):
    path = HERE
    opt = {"access": Access.OFFICE}

    @get()
    async def list_counts(self, request: AnyRequest) -> Response[Any]:
        return await _page(request)

    @post()
    async def add(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = SpecialForm.read(await read_form(request))
        if form.special is None:
            return await _page(request, form.typed, form.problems, status=422)
        try:
            await add_special(form.special, by=viewer, at=now())
        except Invalid as refusal:
            problems = refusal.problems or {"clock": refusal.sentence}
            return await _page(request, form.typed, problems, status=422)
        return see_other(request, HERE, said=_("Saved. It counts from now on."))

    @post("/{special_id:int}/removal")
    async def drop(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], special_id: FromPath[int]
    ) -> Response[Any]:
        await drop_special(special_id, by=viewer, at=now())
        return see_other(request, HERE, said=_("Taken away. The general count is used again."))


async def _page(
    request: AnyRequest,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    units, types = await directory(), await event_types()
    known_fields = {field.id: field.name for field in await fields()}
    return page(
        request,
        "office/special_counts.html",
        status=status,
        specials=await special_counts(),
        rules=CLOCKS,
        types=types,
        field_names=known_fields,
        unit_name=units.name,
        clocks=[(clock.value, CLOCKS[clock].what) for clock in SPECIAL_CLOCKS],
        type_options=[(code, kind.name) for code, kind in types.items()],
        field_options=list(known_fields.items()),
        unit_options=[(unit.id, unit.name) for unit in units.on(day_of(now()))],
        day_units=UNITS,
        shorter=SHORTER,
        typed=typed or {"day_unit": DayUnit.WORKING.value},
        problems=problems or {},
        labels=LABELS,
    )
