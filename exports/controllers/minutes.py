"""The minutes of a forum: writing the secretary's part, looking at the draft, issuing, and the issued versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotAllowed, Refusal
from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.overtaken import version_for
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from events.planning.controllers.buttons import buttons
from events.planning.controllers.desk import seen_event
from events.planning.next_step import next_step
from events.planning.states import EventAct
from exports import policy
from exports.controllers.files import attachment
from exports.drawing import draw
from exports.gathering import DRAFT, minutes_facts
from exports.issuing import draft_minutes, issue_minutes, issued_minutes, proposed_number, write_minutes

FORMATS = ("docx", "pdf")


class MinutesController(Controller):
    path = "/desk/events/{slug:str}/minutes"
    opt = {"access": Access.STAFF}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        return await minutes_page(request, viewer, slug)

    @post()
    async def write(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = (await seen_event(viewer, slug)).facts
        form = _read(await read_form(request))
        if form.problems:
            return await minutes_page(request, viewer, slug, typed=form.typed, problems=form.problems)
        try:
            await write_minutes(
                event,
                conclusion=form.conclusion,
                objections=form.objections,
                version=form.version,
                by=viewer,
                at=now(),
            )
        except Conflict as refusal:
            return await minutes_page(request, viewer, slug, typed=form.typed, refusal=refusal)
        return see_other(request, f"/desk/events/{slug}/minutes", said=_("The minutes are saved."))

    @post("/issue")
    async def issue(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = (await seen_event(viewer, slug)).facts
        form = Reader(await read_form(request))
        number = form.number("number", required=True, least=1, most=99_999)
        if number is None:
            if refusal := policy.why_not_issue_minutes(viewer, event):
                raise NotAllowed(refusal)
            return await minutes_page(request, viewer, slug, typed=form.typed, problems=form.problems)
        try:
            issued = await issue_minutes(event, number=number, seen=form.number("draft"), by=viewer, at=now())
        except Conflict as stale:
            return await minutes_page(request, viewer, slug, refusal=stale)
        except Invalid as wrong:
            return await minutes_page(request, viewer, slug, typed=form.typed, problems=wrong.problems)
        said = _("Version %(version)s was issued as %(symbol)s.", version=issued.version, symbol=issued.symbol)
        return see_other(request, f"/desk/events/{slug}/minutes", said=said)

    @get("/draft/{kind:str}")
    async def draft(
        self,
        request: AnyRequest,
        viewer: NamedDependency[Viewer],
        slug: FromPath[str],
        kind: FromPath[str],
    ) -> Response[Any]:
        event = (await seen_event(viewer, slug)).facts
        if not policy.may_read_draft_minutes(viewer, event) or kind not in FORMATS:
            raise NotAllowed(_("The draft of the minutes is for those who run or oversee this forum."))
        return attachment(await draw(await draft_minutes(event), kind), f"du-thao-bien-ban-{slug}.{kind}", kind)


@dataclass(frozen=True)
class MinutesForm:
    typed: Mapping[str, str]
    problems: dict[str, Sentence]
    conclusion: str
    objections: str
    version: int


def _read(posted: Posted) -> MinutesForm:
    form = Reader(posted)
    return MinutesForm(
        conclusion=form.text("conclusion", most=50_000),
        objections=form.text("objections", most=20_000),
        version=form.number("version") or 0,
        typed=form.typed,
        problems=form.problems,
    )


async def minutes_page(
    request: AnyRequest,
    viewer: Viewer,
    slug: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Refusal | None = None,
) -> Response[Any]:
    view = await seen_event(viewer, slug)
    event = view.facts
    if not policy.may_read_draft_minutes(viewer, event):
        raise NotAllowed(_("The draft of the minutes is for those who run or oversee this forum."))
    draft = await DRAFT.one(view.id) or {"conclusion": "", "objections": "", "version": 0, "edited_at": None}
    why_not_issue = policy.why_not_issue_minutes(viewer, event)
    return page(
        request,
        "exports/minutes.html",
        status=refusal.status if refusal else 422 if problems else 200,
        event=view,
        facts=await minutes_facts(slug),
        draft=draft,
        version=await version_for(request, str(draft["version"]), refusal),
        stored=draft if isinstance(refusal, Conflict) and typed else None,
        next=next_step(view, day_of(now()), await load_calendar()),
        acts=[button for button in buttons(viewer, event) if button.path.endswith(f"/{EventAct.PUBLISH}")],
        issued=await issued_minutes(view.id),
        number=await proposed_number(event, now()),
        may_write=policy.why_not_write_minutes(viewer, event) is None,
        why_not_issue=why_not_issue,
        may_issue=why_not_issue is None,
        may_export=policy.may_export_questions(viewer, event),
        typed=typed or {},
        problems=problems or {},
        refusal=refusal.sentence if refusal else None,
    )
