"""Which agencies are invited to a forum, and whom they send."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Invalid, NotAllowed
from app.forms import Reader
from app.i18n import Sentence as _
from app.people.kinds import KIND_NAMES
from app.people.units import directory
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from events.planning import inviting
from events.planning.choices import agencies_for_fields
from events.planning.controllers.desk import seen_event
from events.planning.forms import AgenciesForm, read_agencies, read_attendee
from events.planning.policy import why_not_edit


class AgencyController(Controller):
    path = "/desk/events/{slug:str}/agencies"
    opt = {"access": Access.STAFF}

    @get()
    async def edit(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        return await agencies_page(request, viewer, slug)

    @post()
    async def store(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = (await seen_event(viewer, slug)).facts
        form = read_agencies(await read_form(request))
        if form.problems:
            return await agencies_page(request, viewer, slug, form=form)
        await inviting.set_agencies(event, form.agencies, by=viewer, at=now())
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
        form = Reader(await read_form(request))
        agency = read_attendee(form, unit_id)
        if form.problems:
            raise Invalid(next(iter(form.problems.values())), form.problems)
        await inviting.name_attendee(event, agency, by=viewer, at=now())
        return see_other(request, f"/desk/events/{slug}", said=_("Saved."))


async def agencies_page(
    request: AnyRequest, viewer: Viewer, slug: str, *, form: AgenciesForm | None = None
) -> Response[Any]:
    view = await seen_event(viewer, slug)
    if refusal := why_not_edit(viewer, view.facts):
        raise NotAllowed(refusal)
    invited = {agency.unit_id: agency for agency in view.agencies}
    proposals = await agencies_for_fields([field.id for field in view.fields])
    typed: dict[str, str] = {"agencies": ",".join(map(str, invited))}
    for unit_id, agency in invited.items():
        typed |= {f"attendee_{unit_id}": agency.attendee, f"attendee_title_{unit_id}": agency.attendee_title}
    shown = invited.keys() | {proposal.unit_id for proposal in proposals}
    groups = (await directory()).by_kind(day_of(now()))
    return page(
        request,
        "events/planning/agencies.html",
        status=422 if form else 200,
        event=view,
        proposals=[proposal for proposal in proposals if proposal.unit_id not in invited],
        others={KIND_NAMES[kind]: [unit for unit in units if unit.id not in shown] for kind, units in groups.items()},
        typed=dict(form.typed) if form else typed,
        problems=form.problems if form else {},
    )
