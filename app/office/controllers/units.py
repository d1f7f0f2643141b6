"""Units: the tree, a new one, one with its dates, its contact card and its successor."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotFound
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.journal.staleness import version_of
from app.office.forms import SuccessorForm, UnitForm
from app.office.going_over import going_over
from app.people.directory import Directory, UnitRow
from app.people.kinds import KIND_NAMES, UnitKind
from app.people.queries import members
from app.people.roles import ROLE_NAMES
from app.people.unit_keeping import UnitValues, change_unit, create_unit, replace_unit
from app.people.units import directory
from app.text import clean_line, search_words
from app.web.overtaken import listed, stands_now, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest

HERE = "/office/units"
LABELS: dict[str, Sentence] = {
    "code": _("Code"),
    "name": _("Name of the unit"),
    "short_name": _("Short name"),
    "kind": _("Kind"),
    "parent": _("Belongs to"),
    "valid_from": _("Exists from"),
    "valid_until": _("Last day"),
    "abbreviation": _("Symbol in documents"),
    "place": _("Place in documents"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "email": _("E-mail address"),
    "head_name": _("Head"),
    "head_title": _("Title of the head"),
    "successor": _("Successor"),
    "last_day": _("Last day of the old unit"),
    "reason": _("Reason"),
}


class UnitController(Controller):
    path = HERE
    opt = {"access": Access.OFFICE}

    @get()
    async def list_units(self, request: AnyRequest) -> Response[Any]:
        units, today = await directory(), day_of(now())
        typed = clean_line(request.query_params.get("q") or "")[:200]
        found = {unit.id for unit in units.named(search_words(typed)[:8])}
        return page(
            request,
            "office/units.html",
            units=units,
            q=typed,
            tree=[(0 if typed else depth, unit) for depth, unit in units.tree(today) if unit.id in found],
            past=[unit for unit in units.units if not unit.exists_on(today) and unit.id in found],
            kind_names=KIND_NAMES,
        )

    @get("/new")
    async def new(self, request: AnyRequest) -> Response[Any]:
        return await _form_page(request, UnitForm(typed={"valid_from": day_of(now()).isoformat()}))

    @post()
    async def create(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        form = UnitForm.read(await read_form(request), _ids(await directory()), is_new=True)
        if form.problems:
            return await _form_page(request, form, status=422)
        try:
            unit_id = await create_unit(form.code, by=viewer, at=now(), **form.values)
        except Invalid as refusal:
            return await _form_page(request, form, refusal.problems, status=422)
        return see_other(request, f"{HERE}/{unit_id}", said=_("Saved."))

    @get("/{unit_id:int}")
    async def show(self, request: AnyRequest, unit_id: FromPath[int]) -> Response[Any]:
        return await _unit_page(request, unit_id)

    @post("/{unit_id:int}")
    async def change(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], unit_id: FromPath[int]
    ) -> Response[Any]:
        posted = await read_form(request)
        form = UnitForm.read(posted, _ids(await directory()), is_new=False)
        problems: Mapping[str, Sentence | str] = form.problems
        if not problems:
            try:
                values = UnitValues(**form.values)
                await change_unit(unit_id, values, by=viewer, at=now(), version=version_in(posted))
            except Conflict as refusal:
                return await _unit_page(request, unit_id, form.typed, refusal=refusal.sentence, status=409)
            except Invalid as refusal:
                problems = refusal.problems
        if problems:
            return await _unit_page(request, unit_id, form.typed, problems, status=422)
        return see_other(request, f"{HERE}/{unit_id}", said=_("Saved."))

    @post("/{unit_id:int}/successor")
    async def replace(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], unit_id: FromPath[int]
    ) -> Response[Any]:
        form = SuccessorForm.read(await read_form(request), _ids(await directory()))
        problems: Mapping[str, Sentence | str] = form.problems
        if not problems:
            try:
                await replace_unit(
                    unit_id, form.successor_id, last_day=form.last_day, reason=form.reason, by=viewer, at=now()
                )
            except Invalid as refusal:
                problems = refusal.problems
            except Conflict as refusal:
                problems = {"successor": refusal.sentence}
        if problems:
            return await _unit_page(request, unit_id, form.typed, problems, status=422)
        said = _(
            "Saved. After %(day)s %(name)s does its work: questions, promises and people follow.",
            day=show_date(form.last_day),
            name=(await directory())[form.successor_id].name,
        )
        return see_other(request, f"{HERE}/{unit_id}", said=said)


def _ids(units: Directory) -> list[int]:
    return [unit.id for unit in units.units]


async def _form_page(
    request: AnyRequest, form: UnitForm, problems: Mapping[str, Sentence | str] | None = None, *, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "office/unit_new.html",
        status=status,
        typed=form.typed,
        problems=problems or form.problems,
        **await _choices(),
    )


async def _unit_page(
    request: AnyRequest,
    unit_id: int,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    units, today = await directory(), day_of(now())
    unit = units.get(unit_id)
    if unit is None:
        raise NotFound(_("There is no such unit."))
    is_succession, present = "successor" in (typed or {}), _typed(unit)
    shown = {"kind": lambda value: KIND_NAMES[UnitKind(value)], "parent": listed(units.name)}
    return page(
        request,
        "office/unit.html",
        status=status,
        unit=unit,
        units=units,
        today=today,
        above=[units[each] for each in reversed(units.above(unit_id))],
        below=units.below(unit_id),
        people=await members(unit_id, day=today),
        going_over=None if unit.successor_id else await going_over(unit_id, today),
        successors=_successors(units, unit, today),
        role_names=ROLE_NAMES,
        typed=present | dict({} if is_succession else typed or {}),
        succession=typed if is_succession else {},
        problems=problems or {},
        refusal=refusal,
        stands=stands_now(LABELS, typed or {}, present, shown) if refusal else (),
        version=await version_for(request, await version_of("unit", unit_id), refusal),
        **await _choices(unit_id),
    )


def _successors(units: Directory, unit: UnitRow, today: date) -> list[dict[str, Any]]:
    """The units that may take over its work: those of today, and those that begin later."""
    lasting = [each for each in units.units if each.id != unit.id and (each.valid_until or today) >= today]
    return [
        {"group": name, "options": [(each.id, each.name) for each in lasting if each.kind is kind]}
        for kind, name in KIND_NAMES.items()
        if any(each.kind is kind for each in lasting)
    ]


async def _choices(but: int = 0) -> dict[str, Any]:
    today = day_of(now())
    groups = (await directory()).by_kind(today)
    return {
        "labels": LABELS,
        "kinds": [(kind.value, name) for kind, name in KIND_NAMES.items()],
        "kind_names": KIND_NAMES,
        "unit_options": [
            {"group": KIND_NAMES[kind], "options": [(unit.id, unit.name) for unit in found if unit.id != but]}
            for kind, found in groups.items()
        ],
    }


def _typed(unit: UnitRow) -> dict[str, str]:
    """A unit as its own form shows it."""
    names = ("name", "short_name", "abbreviation", "place", "address", "phone", "email", "head_name", "head_title")
    return {name: getattr(unit, name) for name in names} | {
        "kind": unit.kind.value,
        "parent": str(unit.parent_id or ""),
        "valid_from": unit.valid_from.isoformat(),
        "valid_until": unit.valid_until.isoformat() if unit.valid_until else "",
    }
