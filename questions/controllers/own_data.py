"""One's own data by the secret link: who knows, who opened it, correct it, take it away, have it erased."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.identifiers import show_phone
from app.web.limits import take
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from events.planning.seeing import SEEN_BY_NAMES, SeenBy, strictest
from questions import tracking
from questions.askers import own_data, policy
from questions.askers.forms import LABELS, CorrectionForm, read_circle, read_words
from questions.askers.opening import openings_of
from questions.askers.portable import as_json, as_text
from questions.askers.portable import own_data as everything
from questions.askers.requests import requests_of
from questions.controllers.tracking import PRIVATE, veiled_email, veiled_phone
from questions.facts import question_facts
from questions.policy import QuestionFacts
from questions.tracking import NOTHING_HERE, Tracked


class OwnDataController(Controller):
    path = "/track/{token:str}/data"

    @get(opt={"access": Access.PUBLIC})
    async def show(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        return await _page(request, token)

    @get("/{kind:str}", opt={"access": Access.PUBLIC})
    async def take_away(self, request: AnyRequest, token: FromPath[str], kind: FromPath[str]) -> Response[Any]:
        tracked = await tracking.by_token(token, day_of(now()))
        if kind not in KINDS:
            raise NotFound(NOTHING_HERE)
        media_type, ending, write = KINDS[kind]
        headers = {"Content-Disposition": f'attachment; filename="{tracked.code}.{ending}"', **PRIVATE}
        headers["Content-Security-Policy"] = "sandbox"
        return Response(write(await everything(tracked.id)), media_type=media_type, headers=headers)

    @post("/circle", opt={"access": Access.PUBLIC})
    async def narrow(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        question, by = await _own(request, token)
        circle = read_circle(await read_form(request))
        try:
            await own_data.narrow(question, circle, by=by, at=now())
        except Conflict as conflict:
            return await _page(request, token, refusal=conflict.sentence, status=409)
        return see_other(request, f"/track/{token}/data", said=_("From now on only these know who asks."))

    @post("/correction", opt={"access": Access.PUBLIC})
    async def correct(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        question, by = await _own(request, token)
        form = CorrectionForm.read(await read_form(request))
        if form.problems:
            return await _page(request, token, form.typed, form.problems, status=422)
        await take(request, "new_email", email=form.email)
        secret_key = web_of(request).settings.secret_key
        try:
            asks = await own_data.correct(question, form, secret_key=secret_key, by=by, at=now())
        except Conflict as conflict:
            return await _page(request, token, form.typed, refusal=conflict.sentence, status=409)
        said = _("Saved. Please confirm the new e-mail address by the letter that we send there.") if asks else SAVED
        return see_other(request, f"/track/{token}/data", said=said)

    @post("/erasure", opt={"access": Access.PUBLIC})
    async def ask_erasure(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        question, by = await _own(request, token)
        words, problems = read_words(await read_form(request), "words", required=False)
        if problems:
            return await _page(request, token, {"words": words}, problems, status=422)
        try:
            await own_data.ask_erasure(question, words, by=by, at=now())
        except Conflict as conflict:
            return await _page(request, token, {"words": words}, refusal=conflict.sentence, status=409)
        return see_other(
            request, f"/track/{token}/data", said=_("Received. A coordinator decides, and you read it here.")
        )


SAVED = _("Saved.")
KINDS: dict[str, tuple[str, str, Any]] = {
    "json": ("application/json", "json", as_json),
    "text": ("text/plain; charset=utf-8", "txt", as_text),
}


class ConfirmEmailController(Controller):
    """Behind the link of a letter to a new address; only sending the form changes anything."""

    path = "/data/confirm/{sealed:str}"

    @get(opt={"access": Access.PUBLIC})
    async def ask(self, request: AnyRequest, sealed: FromPath[str]) -> Response[Any]:
        question, address = await own_data.wanted_email(web_of(request).settings.secret_key, sealed)
        shown = page(
            request, "questions/tracking/confirm_email.html", code=question.code, address=address, sealed=sealed
        )
        shown.headers |= PRIVATE
        return shown

    @post(opt={"access": Access.PUBLIC})
    async def confirm(self, request: AnyRequest, sealed: FromPath[str]) -> Response[Any]:
        await read_form(request)
        question = await own_data.confirm_email(web_of(request).settings.secret_key, sealed, at=now())
        said = _("Thank you. Letters about %(code)s come to this address from now on.", code=question.code)
        return see_other(request, "/lookup", said=said)


async def _own(request: AnyRequest, token: str) -> tuple[QuestionFacts, Viewer]:
    tracked = await tracking.by_token(token, day_of(now()))
    await take(request, "opinion", code=tracked.code)
    return await question_facts(tracked.code), Viewer(asks=tracked.id)


async def _page(
    request: AnyRequest,
    token: str,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence] | None = None,
    *,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    tracked = await tracking.by_token(token, day_of(now()))
    question, asker = await question_facts(tracked.code), Viewer(asks=tracked.id)
    narrower = [each for each in SeenBy if each is not question.seen_by and strictest(each, question.seen_by) is each]
    shown = page(
        request,
        "questions/tracking/data.html",
        status=status,
        token=token,
        refusal=refusal,
        typed=typed or {"name": tracked.name, "address": tracked.address},
        problems=problems or {},
        labels=LABELS,
        openings=await openings_of(tracked.id),
        requests=await requests_of(tracked.id),
        to_confirm=veiled_email(await own_data.email_to_confirm(tracked.id, now())),
        circle=SEEN_BY_NAMES[question.seen_by],
        narrower=[(each.value, SEEN_BY_NAMES[each]) for each in narrower],
        may_unname=question.seen_by is SeenBy.PUBLIC,
        may_change=policy.why_not_own(asker, question) is None,
        may_ask_erasure=policy.why_not_ask_erasure(asker, question) is None,
        **_told(tracked),
    )
    shown.headers |= PRIVATE
    return shown


def _told(tracked: Tracked) -> dict[str, Any]:
    return {
        "tracked": tracked,
        "phone": veiled_phone(show_phone(tracked.phone)) if tracked.phone else "",
        "email": veiled_email(tracked.email),
    }
