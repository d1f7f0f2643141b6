"""Planning a forum: the form for a new one, the proposals of agencies, the form for a change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Role, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotAllowed
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from app.web.pages import read_form, see_other
from app.web.posted import AnyRequest
from events.planning import creating, editing
from events.planning.choices import agencies_for_fields, last_forum, series_by_id
from events.planning.controllers.desk import seen_event
from events.planning.controllers.form_page import form_page, proposals_part
from events.planning.forms import read_event, typed_of, typed_of_next
from events.planning.kinds import offered_types
from events.planning.policy import why_not_edit


class PlanningController(Controller):
    path = "/desk/events"
    opt = {"access": Access.STAFF}

    @get("/new")
    async def new(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        units = await own_units(viewer)
        typed, agencies = await beginning(request.query_params.get("series", ""), units)
        return await form_page(request, units, typed=typed, ticked=agencies)

    @post("/new")
    async def create(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        units = await own_units(viewer)
        form = read_event(await read_form(request), units, await offered_types())
        if form.plan is None:
            return await form_page(request, units, form=form, problems=form.problems)
        try:
            proposals = await agencies_for_fields(form.field_ids)
            invited = form.invited(proposal.unit_id for proposal in proposals)
            slug = await creating.create_event(replace(form.plan, agency_ids=invited), by=viewer, at=now())
        except (Invalid, Conflict) as refusal:
            return await form_page(request, units, form=form, problems=beside(refusal), status=refusal.status)
        said = _("The draft is stored. Announce it when all is right.")
        return see_other(request, f"/desk/events/{slug}", said=said, sent="forum-new")

    @post("/proposals")
    async def propose(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        """The proposed agencies for the fields chosen so far; nothing is stored."""
        units = await own_units(viewer)
        return await proposals_part(request, units, read_event(await read_form(request), units, await offered_types()))

    @get("/{slug:str}/edit")
    async def edit(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        view = await seen_event(viewer, slug)
        if refusal := why_not_edit(viewer, view.facts):
            raise NotAllowed(refusal)
        return await form_page(request, (view.organiser.id,), typed=typed_of(view), event=view)

    @post("/{slug:str}/edit")
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        view = await seen_event(viewer, slug)
        if refusal := why_not_edit(viewer, view.facts):
            raise NotAllowed(refusal)
        units = (view.organiser.id,)
        form = read_event(await read_form(request), units, await offered_types(view.type))
        if form.plan is None:
            return await form_page(request, units, form=form, problems=form.problems, event=view)
        try:
            await editing.edit_event(view.facts, form.plan, form.version, reason=form.reason, by=viewer, at=now())
        except (Invalid, Conflict) as stale:
            return await form_page(request, units, form=form, problems=beside(stale), event=view, status=stale.status)
        return see_other(request, f"/desk/events/{slug}", said=_("Saved."))


async def own_units(viewer: Viewer) -> tuple[int, ...]:
    """The units of today for which the person plans; raises NotAllowed when there is none."""
    today = (await directory()).on(day_of(now()))
    coordinated = viewer.units(Role.COORDINATOR)
    units = tuple(unit.id for unit in today if unit.id in coordinated)
    if not units:
        raise NotAllowed(_("Only a coordinator may plan a forum."))
    return units


async def beginning(series: str, units: tuple[int, ...]) -> tuple[dict[str, str], tuple[int, ...]]:
    """What stands in a new form: for a series of one's own, what its last edition had."""
    is_number = series.isascii() and series.isdigit() and len(series) < 10
    chosen = await series_by_id(int(series)) if is_number else None
    if chosen is None or chosen.organiser_id not in units:
        return {}, ()
    last = await last_forum(chosen.id)
    if last is None:
        first = {"organiser": str(chosen.organiser_id), "series": str(chosen.id), "type": chosen.type}
        return first | {"edition": "1"}, ()
    units_of_today = await directory()
    agencies = dict.fromkeys(units_of_today.resolve(agency.unit_id) for agency in last.agencies)
    return typed_of_next(last) | {"organiser": str(chosen.organiser_id)}, tuple(agencies)


def beside(refusal: Invalid | Conflict) -> Mapping[str, Sentence | str]:
    """A refusal as problems of the form; one that names no field stands on top."""
    return (refusal.problems if isinstance(refusal, Invalid) else {}) or {"form": refusal.sentence}
