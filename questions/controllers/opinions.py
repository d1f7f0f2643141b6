"""The asker's word on an answer, without an account: by the secret link, or by the signed one of the letter."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, NotFound
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.limits import take
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions import tracking
from questions.commitments.facts import commitment_facts
from questions.commitments.objecting import object_to_claim
from questions.controllers.tracking import PRIVATE, opinion_context
from questions.merging.standing import facts_as_asked
from questions.opinions import disputing, rating
from questions.opinions.forms import DisputeForm, RatingForm
from questions.opinions.links import code_of
from questions.tracking import NOTHING_HERE


class OpinionController(Controller):
    """By the signed link of the answer's letter: it shows the answer, and nothing of who asked."""

    path = "/opinions/{sealed:str}"

    @get(opt={"access": Access.PUBLIC})
    async def show(self, request: AnyRequest, sealed: FromPath[str]) -> Response[Any]:
        return await _page(request, _code(request, sealed), f"/opinions/{sealed}")

    @post("/rating", opt={"access": Access.PUBLIC})
    async def rate(self, request: AnyRequest, sealed: FromPath[str]) -> Response[Any]:
        return await _rate(request, _code(request, sealed), f"/opinions/{sealed}")

    @post("/dispute", opt={"access": Access.PUBLIC})
    async def dispute(self, request: AnyRequest, sealed: FromPath[str]) -> Response[Any]:
        return await _dispute(request, _code(request, sealed), f"/opinions/{sealed}")


class TrackedOpinionController(Controller):
    """By the secret link of the receipt, from the page that follows the question."""

    path = "/track/{token:str}"

    @post("/rating", opt={"access": Access.PUBLIC})
    async def rate(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        tracked = await tracking.by_token(token, day_of(now()))
        return await _rate(request, tracked.code, f"/track/{token}")

    @post("/dispute", opt={"access": Access.PUBLIC})
    async def dispute(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        tracked = await tracking.by_token(token, day_of(now()))
        return await _dispute(request, tracked.code, f"/track/{token}")

    @post("/commitments/{commitment:str}/objection", opt={"access": Access.PUBLIC})
    async def object_to(self, request: AnyRequest, token: FromPath[str], commitment: FromPath[str]) -> Response[Any]:
        tracked = await tracking.by_token(token, day_of(now()))
        await take(request, "opinion", code=tracked.code)
        facts, form = await commitment_facts(commitment.upper()), DisputeForm.read(await read_form(request))
        asked_id = tracked.stands.id if tracked.stands else tracked.id
        if facts.question_id != asked_id:
            raise NotFound(NOTHING_HERE)
        if form.problems:
            return see_other(request, f"/track/{token}", said=form.problems["reason"])
        try:
            await object_to_claim(facts, form.reason, asked_as_id=tracked.id, by=Viewer(asks=asked_id), at=now())
        except Conflict as conflict:
            return see_other(request, f"/track/{token}", said=conflict.sentence)
        return see_other(request, f"/track/{token}", said=_("Your objection was received; those who judge read it."))


def _code(request: AnyRequest, sealed: str) -> str:
    """Raises NotFound, without a hint, for a link that is not ours word for word."""
    code = code_of(web_of(request).settings.secret_key, sealed)
    if code is None:
        raise NotFound(NOTHING_HERE)
    return code


async def _rate(request: AnyRequest, code: str, back: str) -> Response[Any]:
    await take(request, "opinion", code=code)
    form = RatingForm.read(await read_form(request))
    if form.problems:
        return await _page(request, code, back, typed=form.typed, problems=form.problems, status=422)
    question = await facts_as_asked(code)
    try:
        await rating.rate(question, form.result, form.attitude, by=Viewer(asks=question.id), at=now())
    except Conflict as conflict:
        return await _page(request, code, back, typed=form.typed, refusal=conflict.sentence, status=409)
    return see_other(request, back, said=_("Thank you. You may change your rating until the last day."))


async def _dispute(request: AnyRequest, code: str, back: str) -> Response[Any]:
    await take(request, "opinion", code=code)
    form = DisputeForm.read(await read_form(request))
    if form.problems:
        return await _page(request, code, back, typed=form.typed, problems=form.problems, status=422)
    question = await facts_as_asked(code)
    try:
        await disputing.dispute(question, form.reason, by=Viewer(asks=question.id), at=now())
    except Conflict as conflict:
        told = await _disputed_already(code) or conflict.sentence
        return await _page(request, code, back, typed=form.typed, refusal=told, status=409)
    return see_other(request, back, said=_("Your dispute was received. A coordinator decides, and you are told."))


async def _disputed_already(code: str) -> Sentence | None:
    """When the asker did so, for one who does it a second time."""
    judged = (await tracking.by_code(code, day_of(now()))).judged
    own = next((one for one in judged.disputes if one.turn == judged.turn and one.reason), None)
    return _("You disputed this answer on %(day)s already.", day=show_date(day_of(own.disputed_at))) if own else None


async def _page(
    request: AnyRequest,
    code: str,
    back: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence] | None = None,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    tracked = await tracking.by_code(code, day_of(now()))
    shown = page(
        request,
        "questions/opinions/show.html",
        status=status,
        tracked=tracked,
        back=back,
        refusal=refusal,
        **(await opinion_context(tracked) | ({"typed": typed, "problems": problems or {}} if typed else {})),
    )
    shown.headers |= PRIVATE
    return shown
