"""Mending what the secretary wrote down in a hurry: an oral answer, a promise that is not confirmed yet."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from app.web.overtaken import listed, stands_now, version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from events.planning.controllers.desk import seen_event
from events.planning.policy import why_not_record
from events.running import room
from events.running.controllers.room import promise_of, room_page, unit_options
from events.running.forms import read_mended
from events.running.room_view import RoomView, room_view
from questions.commitments.facts import commitment_facts
from questions.commitments.forms import read_promise
from questions.commitments.policy import may_see
from questions.commitments.queries import CommitmentView, commitment_view
from questions.commitments.states import DUE_WORDING_NAMES, CommitmentState, DueWording

LABELS: dict[str, Sentence] = {
    "body": _("What was said"),
    "speaker": _("Who spoke"),
    "words": _("Words as said"),
    "promised_by": _("Promised by"),
    "owner": _("Owner"),
    "product": _("To be on the table"),
    "due_wording": _("Due"),
    "due_day": _("Day"),
    "due_days": _("Working days"),
    "day_of_month": _("Day of the month"),
    "helpers": _("Helped by"),
}


class MendingController(Controller):
    path = "/desk/events/{slug:str}/room"
    opt = {"access": Access.STAFF}

    @get("/answers/{oral_id:int}")
    async def answer_form(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str], oral_id: FromPath[int]
    ) -> Response[Any]:
        return await _answer_page(request, await _room(viewer, slug), oral_id)

    @post("/answers/{oral_id:int}")
    async def mend_answer(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str], oral_id: FromPath[int]
    ) -> Response[Any]:
        event = (await seen_event(viewer, slug)).facts
        posted = await read_form(request)
        form = read_mended(posted)
        if form.problems:
            shown = await _room(viewer, slug)
            return await _answer_page(request, shown, oral_id, typed=form.typed, problems=form.problems)
        try:
            code = await room.correct_oral_answer(
                event, oral_id, speaker=form.speaker, body=form.body, by=viewer, at=now(), seen=version_in(posted)
            )
        except (Conflict, NotFound) as refusal:
            if isinstance(refusal, NotFound) or why_not_record(viewer, event):
                return await room_page(request, viewer, slug, refusal=refusal)
            return await _answer_page(request, await _room(viewer, slug), oral_id, typed=form.typed, refusal=refusal)
        said = _("Saved: the answer to %(code)s", code=code)
        return see_other(request, f"/desk/events/{slug}/room?question={code}", said=said)

    @get("/commitments/{code:str}")
    async def promise_form(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str], code: FromPath[str]
    ) -> Response[Any]:
        return await _promise_page(request, viewer, slug, code)

    @post("/commitments/{code:str}")
    async def mend_promise(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str], code: FromPath[str]
    ) -> Response[Any]:
        event = (await seen_event(viewer, slug)).facts
        posted = await read_form(request)
        form = read_promise(posted, at=now())
        if form.problems or not may_see(viewer, await commitment_facts(code)):
            return await _promise_page(request, viewer, slug, code, typed=form.typed, problems=form.problems)
        try:
            promise = promise_of(form, said_at=(await commitment_view(code)).happened_at)
            await room.correct_commitment(event, code, promise, by=viewer, at=now(), seen=version_in(posted))
        except Invalid as refusal:
            return await _promise_page(request, viewer, slug, code, typed=form.typed, problems=refusal.problems)
        except (Conflict, NotFound) as refusal:
            if isinstance(refusal, NotFound) or why_not_record(viewer, event):
                return await room_page(request, viewer, slug, refusal=refusal)
            return await _promise_page(request, viewer, slug, code, typed=form.typed, refusal=refusal)
        said = _("Saved: commitment %(code)s", code=code)
        return see_other(request, f"/desk/events/{slug}/room?typing=commitment", said=said)


async def _room(viewer: Viewer, slug: str) -> RoomView:
    """The room, for those who keep its record."""
    if refusal := why_not_record(viewer, (await seen_event(viewer, slug)).facts):
        raise NotAllowed(refusal)
    return await room_view(slug)


async def _answer_page(
    request: AnyRequest,
    shown: RoomView,
    oral_id: int,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Conflict | None = None,
) -> Response[Any]:
    found = ((question, said) for question in shown.questions for said in question.said if said.id == oral_id)
    question, said = next(found, (None, None))
    if question is None or said is None:
        raise NotFound(_("There is no such answer in this forum."))
    usual = {"body": said.body, "speaker": said.speaker}
    return page(
        request,
        "events/room/mend.html",
        status=refusal.status if refusal else 422 if problems else 200,
        event=shown.event,
        heading=_("Mend the oral answer to %(code)s", code=question.code),
        action=f"/desk/events/{shown.event.slug}/room/answers/{oral_id}",
        is_promise=False,
        usual=usual,
        version=await version_for(request, room.written_print(said.entered_at), refusal),
        refusal=refusal.sentence if refusal else None,
        stands=stands_now(LABELS, typed or {}, usual) if refusal else (),
        labels=LABELS,
        unit_options=[],
        question_options=None,
        due_wordings=DUE_WORDING_NAMES,
        typed=typed or {},
        problems=problems or {},
    )


async def _promise_page(
    request: AnyRequest,
    viewer: Viewer,
    slug: str,
    code: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Conflict | None = None,
) -> Response[Any]:
    shown = await _room(viewer, slug)
    promise = await commitment_view(code)
    if promise.event_slug != slug or not may_see(viewer, await commitment_facts(code)):
        raise NotFound(_("There is no such commitment."))
    if promise.state is not CommitmentState.RECORDED and refusal is None:
        refusal = Conflict(_("The unit has confirmed this commitment, so its words stand as they are."))
        return await room_page(request, viewer, slug, refusal=refusal)
    units, present = await directory(), {name: str(value) for name, value in _written(promise).items()}
    read_as = {"owner": listed(units.name), "due_wording": lambda value: DUE_WORDING_NAMES[DueWording(value)]}
    return page(
        request,
        "events/room/mend.html",
        status=refusal.status if refusal else 422 if problems else 200,
        event=shown.event,
        heading=_("Mend commitment %(code)s", code=code),
        action=f"/desk/events/{slug}/room/commitments/{code}",
        is_promise=True,
        usual=_written(promise),
        version=await version_for(request, room.written_print(promise.entered_at), refusal),
        refusal=refusal.sentence if refusal else None,
        stands=stands_now(LABELS, typed or {}, present, read_as) if refusal else (),
        labels=LABELS,
        unit_options=unit_options(shown),
        question_options=None,
        due_wordings=DUE_WORDING_NAMES,
        typed=typed or {},
        problems=problems or {},
    )


def _written(promise: CommitmentView) -> dict[str, object]:
    """The form of a promise as it was filled in."""
    return {
        "words": promise.words,
        "promised_by": promise.promised_by,
        "owner": promise.owner_id,
        "product": promise.product,
        "helpers": promise.helpers,
        "due_wording": promise.due_wording,
        "due_day": promise.due_day.isoformat() if promise.due_day else "",
        "due_days": promise.due_days or "",
        "day_of_month": promise.day_of_month or "",
        "promise_question": "",
    }
