"""Which agencies are invited to a forum, and whom they send."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotAllowed
from app.forms import Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.kinds import KIND_NAMES
from app.people.units import directory
from app.web.overtaken import Shown, listed, stands_now, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from events.planning import inviting
from events.planning.choices import agencies_for_fields
from events.planning.controllers.desk import overview, seen_event
from events.planning.forms import AgenciesForm, read_agencies, read_attendee
from events.planning.policy import why_not_edit
from events.planning.rows import EventView


class AgencyController(Controller):
    path = "/desk/events/{slug:str}/agencies"
    opt = {"access": Access.STAFF}

    @get()
    async def edit(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        return await agencies_page(request, viewer, slug)

    @post()
    async def store(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = (await seen_event(viewer, slug)).facts
        posted = await read_form(request)
        form = read_agencies(posted)
        if form.problems:
            return await agencies_page(request, viewer, slug, form=form)
        try:
            await inviting.set_agencies(event, form.agencies, by=viewer, at=now(), seen=version_in(posted))
        except Conflict as refusal:
            return await agencies_page(request, viewer, slug, form=form, refusal=refusal)
        return see_other(request, f"/desk/events/{slug}", said=_("The list of invited agencies is stored."))

    @post("/{unit_id:int}/attendee")
    async def name(
        self,
        request: AnyRequest,
        viewer: NamedDependency[Viewer],
        slug: FromPath[str],
        unit_id: FromPath[int],
    ) -> Response[Any]:
        event = (await seen_event(viewer, slug)).facts
        posted = await read_form(request)
        form = Reader(posted)
        agency = read_attendee(form, unit_id)
        if form.problems:
            raise Invalid(next(iter(form.problems.values())), form.problems)
        try:
            await inviting.name_attendee(event, agency, by=viewer, at=now(), seen=version_in(posted))
        except Conflict as refusal:
            return await overview(request, viewer, slug, refusal=refusal, typed=form.typed)
        return see_other(request, f"/desk/events/{slug}", said=_("Saved."))


async def agencies_page(
    request: AnyRequest,
    viewer: Viewer,
    slug: str,
    *,
    form: AgenciesForm | None = None,
    refusal: Conflict | None = None,
) -> Response[Any]:
    view = await seen_event(viewer, slug)
    if closed := why_not_edit(viewer, view.facts):
        raise NotAllowed(closed)
    invited = {agency.unit_id: agency for agency in view.agencies}
    proposals = await agencies_for_fields([field.id for field in view.fields])
    present: dict[str, str] = {"agencies": ",".join(map(str, invited))}
    for unit_id, agency in invited.items():
        present |= {f"attendee_{unit_id}": agency.attendee, f"attendee_title_{unit_id}": agency.attendee_title}
    shown = invited.keys() | {proposal.unit_id for proposal in proposals}
    units = await directory()
    groups = units.by_kind(day_of(now()))
    return page(
        request,
        "events/planning/agencies.html",
        status=refusal.status if refusal else 422 if form else 200,
        event=view,
        proposals=[proposal for proposal in proposals if proposal.unit_id not in invited],
        others={KIND_NAMES[kind]: [unit for unit in group if unit.id not in shown] for kind, group in groups.items()},
        # An agency that somebody invited meanwhile keeps whom they named for it.
        typed=present | dict(form.typed if form else {}),
        version=await version_for(request, inviting.list_print(view.agencies), refusal),
        refusal=refusal.sentence if refusal else None,
        stands=_stands(view, form.typed, present, {"agencies": listed(units.name)}) if refusal and form else (),
        problems=form.problems if form else {},
    )


def _stands(
    view: EventView, typed: Mapping[str, str], present: Mapping[str, str], shown: Mapping[str, Shown]
) -> list[tuple[Sentence, object]]:
    """Which agencies are invited now, and who comes for those whose attendee was typed otherwise."""
    labels = {"agencies": _("Invited agencies")}
    for agency in view.agencies:
        if f"attendee_{agency.unit_id}" in typed:
            labels[f"attendee_{agency.unit_id}"] = _("Who comes for %(unit)s", unit=agency.name)
            labels[f"attendee_title_{agency.unit_id}"] = _("Position")
    return stands_now(labels, typed, present, shown)
