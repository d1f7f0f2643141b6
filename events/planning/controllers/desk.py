"""The list of forums on the desk, and the page of one."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import Refusal
from app.i18n import Sentence
from app.journal.queries import history
from app.text import clean_line
from app.web.pages import page
from app.web.paging import page_number
from app.web.posted import AnyRequest
from events.planning import policy
from events.planning.choices import agencies_for_fields
from events.planning.controllers.buttons import buttons
from events.planning.inviting import attendee_print
from events.planning.next_step import next_step
from events.planning.notice import notice_of, results_of
from events.planning.queries import desk_list, event_view, no_such_event
from events.planning.rows import EventView
from events.planning.states import STATE_NAMES, EventState
from events.planning.trail import trail


class DeskController(Controller):
    path = "/desk/events"
    opt = {"access": Access.STAFF}

    @get()
    async def list_events(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        chosen = request.query_params.get("state", "")
        states = [EventState(chosen)] if chosen in set(EventState) else []
        typed = clean_line(request.query_params.get("q") or "")[:200]
        found = await desk_list(viewer, states, typed, number=page_number(request.query_params.get("page")))
        calendar, today = await load_calendar(), day_of(now())
        return page(
            request,
            "events/planning/list.html",
            "events/planning/_list.html",
            rows=[(event, next_step(event, today, calendar)) for event in found.items],
            found=found,
            chosen=chosen,
            typed=typed,
            state_names=STATE_NAMES,
            plans=viewer.has(Role.COORDINATOR),
        )

    @get("/{slug:str}")
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        return await overview(request, viewer, slug)


async def seen_event(viewer: Viewer, slug: str) -> EventView:
    """The forum; to whom its draft is hidden it does not exist."""
    view = await event_view(slug)
    if not policy.may_see(viewer, view.facts):
        raise no_such_event()
    return view


async def overview(
    request: AnyRequest,
    viewer: Viewer,
    slug: str,
    *,
    refusal: Refusal | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response[Any]:
    """The page of one forum; after a refused act with its sentence and the fresh state."""
    view = await seen_event(viewer, slug)
    event, calendar, today = view.facts, await load_calendar(), day_of(now())
    session_on = view.day
    invited = {agency.unit_id for agency in view.agencies}
    proposals = await agencies_for_fields([field.id for field in view.fields])
    sees_workings = policy.may_see_workings(viewer, event, invited)
    return page(
        request,
        "events/planning/show.html",
        status=refusal.status if refusal else 200,
        event=view,
        acts=buttons(viewer, event),
        next=next_step(view, today, calendar),
        notice=notice_of(view.kind, day_of(view.announced_at) if view.announced_at else today, session_on, calendar),
        results=results_of(
            view.kind,
            day_of(view.ended_at) if view.ended_at else session_on,
            day_of(view.results_at) if view.results_at else None,
            calendar,
        ),
        today=today,
        proposals=[proposal for proposal in proposals if proposal.unit_id not in invited],
        may_edit=policy.why_not_edit(viewer, event) is None,
        may_enter=policy.why_not_enter(viewer, event) is None,
        may_enter_room=policy.may_enter_room(viewer, event),
        may_name=[
            agency.unit_id
            for agency in view.agencies
            if policy.why_not_name_attendee(viewer, event, agency.unit_id) is None
        ],
        sees_workings=sees_workings,
        steps=trail(await history("event", view.id)) if sees_workings else [],
        refusal=refusal.sentence if refusal else None,
        problems=problems or {},
        typed=typed or {},
        seen={agency.unit_id: attendee_print(agency) for agency in view.agencies},
    )
