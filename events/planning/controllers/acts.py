"""Doing one act of the workflow: a page where it needs words or a date, then the act itself."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from events.planning.controllers.buttons import CONFIRM
from events.planning.controllers.desk import overview, seen_event
from events.planning.doing import do
from events.planning.forms import ActForm, read_act
from events.planning.notice import notice_of
from events.planning.policy import EventFacts, why_never
from events.planning.states import ACT_NAMES, EventAct

A = EventAct

WITH_A_PAGE = (A.ANNOUNCE, A.POSTPONE, A.RESCHEDULE, A.CANCEL)
DONE: dict[EventAct, Sentence] = {
    A.ANNOUNCE: _("The forum is announced and its agencies are invited."),
    A.OPEN: _("The forum is open for questions."),
    A.CLOSE: _("The questions are closed. Later ones are taken and marked as late."),
    A.START: _("The session has started."),
    A.END: _("The session has ended. The minutes come next."),
    A.PUBLISH: _("The results are published."),
    A.POSTPONE: _("The forum is postponed and its agencies are told."),
    A.RESCHEDULE: _("The new date is announced. Please open the forum for questions again."),
    A.CANCEL: _("The forum is cancelled and its agencies are told."),
}


class ActController(Controller):
    path = "/desk/events/{slug:str}/acts/{act:str}"
    opt = {"access": Access.STAFF}

    @get()
    async def ask(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str], act: FromPath[str]
    ) -> Response[Any]:
        if (wanted := known_act(act)) not in WITH_A_PAGE:
            return see_other(request, f"/desk/events/{slug}")
        _refuse(wanted, viewer, (await seen_event(viewer, slug)).facts)
        return await act_page(request, viewer, slug, wanted)

    @post()
    async def perform(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str], act: FromPath[str]
    ) -> Response[Any]:
        wanted = known_act(act)
        event = (await seen_event(viewer, slug)).facts
        _refuse(wanted, viewer, event)
        form = read_act(await read_form(request), needs_time=wanted is A.RESCHEDULE)
        if form.problems:
            return await act_page(request, viewer, slug, wanted, form=form, problems=form.problems)
        try:
            await do(wanted, event, form, by=viewer, at=now())
        except Conflict as refusal:
            return await overview(request, viewer, slug, refusal=refusal)
        except Invalid as refusal:
            return await act_page(request, viewer, slug, wanted, form=form, problems=refusal.problems)
        return see_other(request, f"/desk/events/{slug}", said=DONE[wanted])


def _refuse(act: EventAct, viewer: Viewer, event: EventFacts) -> None:
    """Only those who may ever do an act see its page; whether it is possible now, the act itself says."""
    if refusal := why_never(act, viewer, event):
        raise NotAllowed(refusal)


def known_act(name: str) -> EventAct:
    """The minutes have a page of their own, so they are no act of this one."""
    if name not in {*WITH_A_PAGE, *CONFIRM}:
        raise NotFound(_("There is no such act."))
    return EventAct(name)


async def act_page(
    request: AnyRequest,
    viewer: Viewer,
    slug: str,
    act: EventAct,
    *,
    form: ActForm | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
) -> Response[Any]:
    view = await seen_event(viewer, slug)
    today = day_of(now())
    session_on = day_of(form.starts_at) if form and form.starts_at else view.day
    return page(
        request,
        "events/planning/act.html",
        status=422 if problems else 200,
        event=view,
        act=act,
        act_name=ACT_NAMES[act],
        notice=notice_of(view.kind, today, session_on, await load_calendar()),
        typed=form.typed if form else {},
        problems=problems or {},
    )
