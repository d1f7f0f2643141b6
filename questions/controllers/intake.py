"""What a clerk writes down for somebody who phoned, came in or wrote: one form, a receipt with a printable slip."""

from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import local, now
from app.errors import NotAllowed
from app.files.kinds import MOST_SENT
from app.files.receiving import NotTaken
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.fields import fields
from app.people.units import directory
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from events.planning import policy as planning_policy
from events.planning.kinds import seen_by_of
from events.planning.policy import EventFacts
from events.planning.queries import event_facts, no_such_event
from questions import seeing
from questions.askers.opening import note_opening
from questions.controllers.desk_page import question_for
from questions.controllers.files import TAKES_FILES, sent_files, to_choose_again
from questions.controllers.form_keys import new_form_key, read_form_key
from questions.controllers.unit_choice import ids_of, reportable
from questions.forms import CLERK_CHANNELS, HIDE_NAME, HIDE_WORDS, LABELS, PURPOSES, SUMMARY_MOST, AskForm
from questions.queries import origin_of
from questions.submitting import Receipt, enter, tracking_token
from questions.values import CHANNEL_NAMES


class IntakeController(Controller):
    path = "/desk/events/{slug:str}/intake"
    opt = {"access": Access.DESK}

    @get()
    async def new(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = await event_to_enter(viewer, slug)
        return await _form(request, event, AskForm())

    @post(opt=TAKES_FILES, request_max_body_size=MOST_SENT)
    async def take(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = await event_to_enter(viewer, slug)
        posted, at = await read_form(request), now()
        secret = web_of(request).settings.secret_key
        form = AskForm.read(
            posted,
            at=at,
            field_ids=[field.id for field in await fields()],
            by_clerk=True,
            unit_ids=ids_of(reportable(await directory(), event.organiser_id)),
        )
        sealed = (posted.get("key") or [""])[-1]
        key = read_form_key(secret, sealed)
        if form.ask is None:
            return await _form(request, event, form, sealed if key else "", status=422)
        if key is None:
            return await _form(request, event, form, warning=TOO_OLD, status=422)
        token = tracking_token(secret, key.key)
        try:
            async with sent_files(request) as files:
                receipt = await enter(form.ask, event, key=key.key, token=token, by=viewer, at=at, files=files)
        except NotTaken as refusal:
            refused = replace(form, problems={"files": refusal.sentence})
            return await _form(request, event, refused, sealed, status=refusal.status)
        if not receipt.is_same_text:
            return await _form(request, event, form, warning=_sent_before(receipt), status=409)
        return see_other(request, f"/desk/events/{slug}/intake/{receipt.code}")

    @get("/{code:str}")
    async def taken(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str], code: FromPath[str]
    ) -> Response[Any]:
        event = await event_to_enter(viewer, slug, even_closed=True)
        question = await question_for(viewer, code)
        if question.event_id != event.id:
            raise no_such_event()
        origin = await origin_of(question.id)
        if origin.channel not in CLERK_CHANNELS:
            # The asker has the link already, and whoever holds it is the asker.
            raise NotAllowed(_("A slip is printed for questions that were entered here; this asker has the link."))
        if not seeing.may_see_contact(viewer, question) and origin.entered_by != viewer.person_id:
            raise NotAllowed(_("Only the coordinator may know who asked this."))
        await note_opening(question, by=viewer, at=now())
        token = tracking_token(web_of(request).settings.secret_key, origin.key)
        return page(
            request,
            "questions/desk/entered.html",
            event=event,
            code=question.code,
            slip=f"/track/{token}/slip",
            may_enter_more=planning_policy.why_not_enter(viewer, event) is None,
        )


async def event_to_enter(viewer: Viewer, slug: str, *, even_closed: bool = False) -> EventFacts:
    """The forum of an address, when this person may enter questions for it (or might, once it is open)."""
    event = await event_facts(slug)
    if not planning_policy.may_see(viewer, event):
        raise no_such_event()
    refusal = planning_policy.why_not_enter(viewer, event)
    if refusal is not None and not (even_closed and planning_policy.enters_for(viewer, event)):
        raise NotAllowed(refusal)
    return event


TOO_OLD = _("This form had been open for very long. Please look it over and send it again; nothing was lost.")


def _sent_before(receipt: Receipt) -> Sentence:
    return _(
        "This form was already sent as %(code)s. What you changed since then was not stored:"
        " send it again if it is another question.",
        code=receipt.code,
    )


async def _form(
    request: AnyRequest,
    event: EventFacts,
    form: AskForm,
    sealed: str = "",
    *,
    warning: Sentence | None = None,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "questions/desk/intake.html",
        status=status,
        event=event,
        typed=form.typed or {"channel": CLERK_CHANNELS[0].value, "happened_at": f"{local(now()):%Y-%m-%dT%H:%M}"},
        problems=await to_choose_again(request, form.problems) if status >= 400 else form.problems,
        warning=warning,
        key=sealed or new_form_key(web_of(request).settings.secret_key),
        channels=[(channel.value, CHANNEL_NAMES[channel]) for channel in CLERK_CHANNELS],
        fields=[(field.id, field.name) for field in await fields()],
        labels=LABELS,
        reportable=reportable(await directory(), event.organiser_id),
        organiser=(await directory()).name(event.organiser_id),
        purposes=PURPOSES,
        widest=await seen_by_of(event.type),
        hide_name=(HIDE_NAME, HIDE_WORDS),
        summary_most=SUMMARY_MOST,
    )
