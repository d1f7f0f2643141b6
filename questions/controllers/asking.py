"""Asking: the form, and the question that comes back from it."""

import re
from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.files.kinds import MOST_SENT
from app.files.receiving import NotTaken
from app.i18n import Sentence, language
from app.i18n import Sentence as _
from app.people.fields import fields
from app.people.units import directory
from app.web.limits import take
from app.web.pages import page, read_files, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from events.planning import policy as planning_policy
from events.planning.kinds import seen_by_of
from events.planning.policy import EventFacts
from events.planning.queries import event_facts, event_view, no_such_event
from events.planning.states import EventState
from questions.controllers.files import FIELD, TAKES_FILES, sent_files, to_choose_again
from questions.controllers.form_keys import Counted, FormKey, new_form_key, read_form_key
from questions.controllers.unit_choice import ids_of, reportable
from questions.forms import HIDE_NAME, HIDE_WORDS, LABELS, PURPOSES, SUMMARY_MOST, AskForm
from questions.looks import LOOKS
from questions.similar.finding import similar_questions
from questions.submitting import submit, taken_before, tracking_token

HONEYPOT = "website"
# Nobody reads, fills in and sends five sections within a second; a link in the text then tells a machine.
HASTE_SECONDS = 1.0
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)

counted = Counted()


class AskingController(Controller):
    path = "/events/{slug:str}/questions"

    @get("/new", opt={"access": Access.PUBLIC})
    async def new(self, request: AnyRequest, slug: FromPath[str]) -> Response[Any]:
        event = await public_event(slug)
        if planning_policy.why_not_ask(event) is not None:
            return await _closed(request, event, AskForm(), status=200)
        return await _form(request, event, AskForm())

    @post(opt={"access": Access.PUBLIC, **TAKES_FILES}, request_max_body_size=MOST_SENT)
    async def send(self, request: AnyRequest, viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Response[Any]:
        event = await public_event(slug)
        posted = await read_form(request)
        secret = web_of(request).settings.secret_key
        at = now()
        form = AskForm.read(
            posted,
            at=at,
            field_ids=[field.id for field in await fields()],
            language=language(),
            unit_ids=ids_of(reportable(await directory(), event.organiser_id)),
        )
        sealed = (posted.get("key") or [""])[-1]
        key = read_form_key(secret, sealed)
        if form.ask is None:
            return await _form(request, event, form, sealed if key else "", status=422)
        if key is None:
            return await _form(request, event, form, warning=TOO_OLD, status=422)
        token = tracking_token(secret, key.key)
        taken = await taken_before(key.key, token, form.ask)
        if taken is None:
            if planning_policy.why_not_ask(event) is not None:
                return await _closed(request, event, form, status=409)
            warning = _doubt(posted, form, key)
            if warning is not None:
                return await _form(request, event, form, sealed, warning=warning, status=422)
            between = await _before_sending(request, event, posted, form)
            if between is not None:
                return between
            if counted.is_new(key.key):
                await take(request, "submit", email=form.ask.email, phone=form.ask.phone)
            try:
                async with sent_files(request) as files:
                    taken = await submit(form.ask, event, key=key.key, token=token, by=viewer, at=at, files=files)
            except NotTaken as refusal:
                refused = replace(form, problems={"files": refusal.sentence})
                return await _form(request, event, refused, sealed, status=refusal.status)
        if not taken.is_same_text:
            return await _form(request, event, form, warning=_sent_before(taken.code), status=409)
        return see_other(request, f"/track/{token}?sent=1")


async def public_event(slug: str) -> EventFacts:
    """The forum of an address; raises NotFound for a draft too, which does not exist for the public."""
    event = await event_facts(slug)
    if event.state is EventState.DRAFT:
        raise no_such_event()
    return event


TOO_OLD = _("This form had been open for very long. Please look it over and send it again; nothing was lost.")
STUFFED = _("A field that should stay empty was filled in, perhaps by a program. It was emptied; please send again.")
HASTY = _("That was very quick. Please look the question over and send it again.")
NO_MARKS = _("The text seems to be written without Vietnamese marks, which is easily misunderstood.")


def _sent_before(code: str) -> Sentence:
    return _(
        "This form was already sent as %(code)s. What you changed since then was not stored:"
        " send it again if it is another question.",
        code=code,
    )


def _doubt(posted: dict[str, list[str]], form: AskForm, key: FormKey) -> Sentence | None:
    """Why this form is shown once more before it is taken, or None."""
    assert form.ask is not None
    if any(posted.get(HONEYPOT, ())):
        return STUFFED
    if key.age < HASTE_SECONDS and _LINK.search(f"{form.ask.summary} {form.ask.detail}"):
        return HASTY
    if form.lacks_marks and not posted.get("without_marks"):
        return NO_MARKS
    return None


SEEN = "seen_similar"


async def _before_sending(
    request: AnyRequest, event: EventFacts, posted: dict[str, list[str]], form: AskForm
) -> Response[Any] | None:
    """The page between, with everything typed in it; None when nothing is like it, or it was seen while typing.

    A browser would lose chosen files on the way, so whoever sends some is not stopped.
    """
    assert form.ask is not None
    if any(posted.get(SEEN, ())) or (await read_files(request)).get(FIELD):
        return None
    similar = await similar_questions(form.ask.summary)
    if not similar:
        return None
    kept = [(name, value) for name, values in posted.items() if name != "csrf_token" for value in values]
    return page(
        request,
        "questions/asking/similar.html",
        "questions/asking/_before_sending.html",
        event=await event_view(event.slug),
        typed=form.typed,
        kept=[*kept, (SEEN, "1")],
        similar=similar,
        looks=LOOKS,
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
    if status >= 400:
        form = replace(form, problems=await to_choose_again(request, form.problems))
    return page(
        request,
        "questions/asking/new.html",
        "questions/asking/_form.html",
        status=status,
        event=await event_view(event.slug),
        form=form,
        key=sealed or new_form_key(web_of(request).settings.secret_key),
        field_choices=[(field.id, field.name) for field in await fields()],
        labels=LABELS,
        reportable=reportable(await directory(), event.organiser_id),
        purposes=PURPOSES,
        widest=await seen_by_of(event.type),
        hide_name=(HIDE_NAME, HIDE_WORDS),
        summary_most=SUMMARY_MOST,
        honeypot=HONEYPOT,
        warning=warning,
        may_send_without_marks=warning is NO_MARKS,
        has_seen_similar=request.method == "POST" and any((await read_form(request)).get(SEEN, ())),
        is_late=event.closes_at is not None and now() > event.closes_at,
    )


async def _closed(request: AnyRequest, event: EventFacts, form: AskForm, *, status: int) -> Response[Any]:
    return page(
        request,
        "questions/asking/closed.html",
        "questions/asking/_closed.html",
        status=status,
        event=await event_view(event.slug),
        refusal=planning_policy.why_not_ask(event),
        form=form,
        labels=LABELS,
    )
