"""The secretary's page in the room: the clock, who is there, what is answered, what is promised."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

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
from events.planning import holding
from events.planning.controllers.desk import seen_event
from events.planning.parts import PART_NAMES, AttendancePart
from events.planning.policy import (
    EventFacts,
    coordinates,
    keeps_record,
    may_enter_room,
    oversees,
    why_not,
    why_not_record,
)
from events.planning.recording import record_attendance, remove_attendance
from events.planning.states import EventAct
from events.running import room
from events.running.forms import read_attendance, read_oral
from events.running.room_view import RoomView, room_view
from questions.commitments.forms import PromiseForm, read_promise
from questions.commitments.looks import due_chip
from questions.commitments.looks import look_of as commitment_look
from questions.commitments.recording import Promise
from questions.commitments.states import DUE_WORDING_NAMES
from questions.facts import question_facts
from questions.looks import look_of

# What is being typed: the form that gets the caret, and whose kept draft is dropped once it was saved.
COMMITMENT, ANSWER, ATTENDANCE = "commitment", "answer", "attendance"


class RoomController(Controller):
    path = "/desk/events/{slug:str}/room"
    opt = {"access": Access.STAFF}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        return await room_page(request, viewer, slug)

    @post("/start")
    async def start(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = (await seen_event(viewer, slug)).facts
        try:
            await holding.start_session(event, by=viewer, at=now())
        except Conflict as refusal:
            return await room_page(request, viewer, slug, refusal=refusal)
        return _back(request, slug, _("The session has started."))

    @post("/attendance")
    async def attend(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = await _event(viewer, slug)
        _only_for_keepers(viewer, event)
        form = read_attendance(await read_form(request))
        if form.line is None:
            return await room_page(request, viewer, slug, typed=form.typed, problems=form.problems, tried=ATTENDANCE)
        try:
            await record_attendance(event, [form.line], by=viewer, at=now())
        except Conflict as refusal:
            return await room_page(request, viewer, slug, refusal=refusal, typed=form.typed, tried=ATTENDANCE)
        said = _("Saved: %(name)s", name=form.line.name)
        return _back(request, slug, said, typing=ATTENDANCE, question=form.question_code, part=form.line.part)

    @post("/attendance/{line_id:int}/remove")
    async def strike(
        self,
        request: AnyRequest,
        viewer: NamedDependency[Viewer],
        slug: FromPath[str],
        line_id: FromPath[int],
    ) -> Response[Any]:
        try:
            await remove_attendance(await _event(viewer, slug), line_id, by=viewer, at=now())
        except (Conflict, NotFound) as refusal:
            return await room_page(request, viewer, slug, refusal=refusal, tried=ATTENDANCE)
        return _back(request, slug, _("The line was removed."), typing=ATTENDANCE)

    @post("/answers")
    async def answer(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = await _event(viewer, slug)
        _only_for_keepers(viewer, event)
        form = read_oral(await read_form(request), at=now())
        if form.problems:
            return await room_page(request, viewer, slug, typed=form.typed, problems=form.problems, tried=ANSWER)
        try:
            question = await question_facts(form.question_code)
            at = now()
            await room.record_oral_answer(
                event,
                question,
                unit_id=form.unit_id or question.lead_unit_id,
                speaker=form.speaker,
                body=form.body,
                happened_at=form.happened_at or at,
                by=viewer,
                at=at,
            )
        except (Conflict, NotFound) as refusal:
            return await room_page(request, viewer, slug, refusal=refusal, typed=form.typed, tried=ANSWER)
        said = _("Saved: the answer to %(code)s", code=question.code)
        return _back(request, slug, said, typing=ANSWER, question=question.code)

    @post("/commitments")
    async def promise(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = await _event(viewer, slug)
        _only_for_keepers(viewer, event)
        form = read_promise(await read_form(request), at=now())
        if form.problems:
            return await room_page(request, viewer, slug, typed=form.typed, problems=form.problems, tried=COMMITMENT)
        try:
            code = await _record(event, form, viewer)
        except Invalid as refusal:
            return await room_page(request, viewer, slug, typed=form.typed, problems=refusal.problems, tried=COMMITMENT)
        except (Conflict, NotFound) as refusal:
            return await room_page(request, viewer, slug, refusal=refusal, typed=form.typed, tried=COMMITMENT)
        said = _("Saved: commitment %(code)s", code=code)
        return _back(request, slug, said, typing=COMMITMENT, question=form.question_code)


@post("/desk/events/{slug:str}/acts/end", opt={"access": Access.STAFF})
async def end_session(request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
    """The end of the session moves the due dates of its questions, so it is the room's act and not the plan's."""
    event = (await seen_event(viewer, slug)).facts
    try:
        await room.end_session(event, by=viewer, at=now())
    except Conflict as refusal:
        return await room_page(request, viewer, slug, refusal=refusal)
    return see_other(request, f"/desk/events/{slug}", said=_("The session has ended. The minutes come next."))


async def _event(viewer: Viewer, slug: str) -> EventFacts:
    return (await seen_event(viewer, slug)).facts


def _only_for_keepers(viewer: Viewer, event: EventFacts) -> None:
    """Raises NotAllowed before anything that was sent is judged; a state in the way is told by the act."""
    refusal = why_not_record(viewer, event)
    if refusal and not (coordinates(viewer, event) or keeps_record(viewer, event)):
        raise NotAllowed(refusal)


async def _record(event: EventFacts, form: PromiseForm, viewer: Viewer) -> str:
    question = await question_facts(form.question_code) if form.question_code else None
    at = now()
    happened_at = form.happened_at or at
    promise = promise_of(form, said_at=happened_at)
    return await room.record_commitment(event, promise, question=question, happened_at=happened_at, by=viewer, at=at)


def promise_of(form: PromiseForm, *, said_at: datetime) -> Promise:
    """The promise of a form without problems. Raises Invalid when its day lies before the words."""
    if form.due is None or form.owner_id is None:
        raise Invalid(_("Please check the commitment."))
    if form.due.is_over_on(day_of(said_at)):
        earlier = _("This day lies before the day of the promise.")
        raise Invalid(earlier, {"due_day": earlier})
    return Promise(
        words=form.words,
        promised_by=form.promised_by,
        owner_id=form.owner_id,
        product=form.product,
        due=form.due,
        helpers=form.helpers,
    )


def _back(request: AnyRequest, slug: str, said: Sentence, *, typing: str = "", **query: str) -> Response[Any]:
    """The room again, with the caret where the next of the same is typed and the same question open."""
    chosen = {name: value for name, value in {"typing": typing, **query}.items() if value}
    path = f"/desk/events/{slug}/room" + (f"?{urlencode(chosen)}" if chosen else "")
    return see_other(request, path, said=said, sent=f"{typing}-{slug}" if typing else "")


async def room_page(
    request: AnyRequest,
    viewer: Viewer,
    slug: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Conflict | NotFound | None = None,
    tried: str = "",
) -> Response[Any]:
    """The room; after a refusal with its sentence, the fresh state and what was typed."""
    event = await _event(viewer, slug)
    if not (may_enter_room(viewer, event) or oversees(viewer, event)):
        raise NotAllowed(_("The room is for those who run this forum."))
    view, calendar, moment = await room_view(slug), await load_calendar(), now()
    given = typed or request.query_params
    chosen = view.question(given.get("promise_question" if tried == COMMITMENT else "question", ""))
    part = given.get("part", "")
    return page(
        request,
        "events/room/show.html",
        status=refusal.status if refusal else 422 if problems else 200,
        room=view,
        event=view.event,
        may_record=why_not_record(viewer, event) is None,
        why_not_record=why_not_record(viewer, event),
        may_start=why_not(EventAct.START, viewer, event) is None,
        may_end=why_not(EventAct.END, viewer, event) is None,
        look_of=look_of,
        commitment_look=commitment_look,
        dues={line.code: due_chip(line.state, line.due_on, day_of(moment), calendar) for line in view.commitments},
        part_names=PART_NAMES,
        usual_part=part if part in set(AttendancePart) else AttendancePart.AGENCY,
        chosen=chosen,
        following=view.after(chosen.code if chosen else ""),
        unit_options=unit_options(view),
        question_options=[(question.code, f"{question.code} {question.summary[:90]}") for question in view.questions],
        due_wordings=DUE_WORDING_NAMES,
        last_promise=view.commitments[-1] if view.commitments else None,
        now=moment,
        typing="" if problems or refusal else given.get("typing", ""),
        tried=tried,
        typed=typed or {},
        problems=problems or {},
        refusal=refusal.sentence if refusal else None,
    )


def unit_options(view: RoomView) -> list[Any]:
    """Units to choose from: those of this forum first, because one of them is nearly always meant."""
    near = {agency.unit_id for agency in view.event.agencies} | {question.unit_id for question in view.questions}
    near |= {line.owner_id for line in view.commitments}
    here = [(unit.id, unit.name) for unit in view.units if unit.id in near]
    others = [(unit.id, unit.name) for unit in view.units if unit.id not in near]
    groups = ((_("Units of this forum"), here), (_("Other units"), others))
    return [{"group": name, "options": options} for name, options in groups if options]
