"""Fields of work and the agencies behind them."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.staleness import version_of
from app.office.forms import FieldForm
from app.people.fields import FieldRow, add_field, agencies_of, agencies_of_all, change_field, fields
from app.people.kinds import KIND_NAMES
from app.people.units import directory
from app.web.overtaken import listed, stands_now, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest

HERE = "/office/fields"
LABELS: dict[str, Sentence] = {
    "name": _("Name of the field"),
    "lead": _("Agency most concerned"),
    "others": _("Other agencies"),
}


class FieldController(Controller):
    path = HERE
    opt = {"access": Access.OFFICE}

    @get()
    async def list_fields(self, request: AnyRequest) -> Response[Any]:
        return page(
            request,
            "office/fields.html",
            fields=await fields(),
            agencies=await agencies_of_all(),
            units=await directory(),
        )

    @get("/new")
    async def new(self, request: AnyRequest) -> Response[Any]:
        return await _field_page(request, None, FieldForm())

    @post()
    async def create(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = await _read(request)
        problems: Mapping[str, Sentence | str] = form.problems
        if not problems:
            try:
                await add_field(form.name, form.unit_ids, by=viewer, at=now())
            except Invalid as refusal:
                problems = refusal.problems
        if problems:
            return await _field_page(request, None, form, problems, status=422)
        return see_other(request, HERE, said=_("Saved."))

    @get("/{field_id:int}")
    async def show(self, request: AnyRequest, field_id: FromPath[int]) -> Response[Any]:
        return await _field_page(request, field_id)

    @post("/{field_id:int}")
    async def change(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], field_id: FromPath[int]
    ) -> Response[Any]:
        form, version = await _read(request), version_in(await read_form(request))
        problems: Mapping[str, Sentence | str] = form.problems
        if not problems:
            try:
                await change_field(field_id, form.name, form.unit_ids, by=viewer, at=now(), version=version)
            except Conflict as refusal:
                return await _field_page(request, field_id, form, refusal=refusal.sentence, status=409)
            except Invalid as refusal:
                problems = refusal.problems
        if problems:
            return await _field_page(request, field_id, form, problems, status=422)
        return see_other(request, HERE, said=_("Saved."))


async def _read(request: AnyRequest) -> FieldForm:
    today = day_of(now())
    return FieldForm.read(await read_form(request), [unit.id for unit in (await directory()).on(today)])


async def _present(field: FieldRow) -> dict[str, str]:
    """A field as its own form shows it."""
    lead, *others = await agencies_of(field.id) or ("",)
    return {"name": field.name, "lead": str(lead), "others": ",".join(map(str, others))}


async def _field_page(
    request: AnyRequest,
    field_id: int | None,
    form: FieldForm | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    known = next((field for field in await fields() if field.id == field_id), None)
    if field_id is not None and known is None:
        raise NotFound(_("There is no such field."))
    units, present = await directory(), await _present(known) if known else {}
    typed = form.typed if form else present
    groups = units.by_kind(day_of(now()))
    shown = {"lead": listed(units.name), "others": listed(units.name)}
    return page(
        request,
        "office/field.html",
        status=status,
        field_row=known,
        typed=typed,
        problems=problems or {},
        refusal=refusal,
        stands=stands_now(LABELS, typed, present, shown) if refusal else (),
        version=await version_for(request, await version_of("field", known.id) if known else "", refusal),
        labels=LABELS,
        groups=[(KIND_NAMES[kind], [(unit.id, unit.name) for unit in found]) for kind, found in groups.items()],
    )
