"""What an asker does with an own question, without an account: by the secret link of the receipt."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid
from app.files.kinds import MOST_SENT
from app.files.receiving import NotTaken
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.limits import take
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import tracking
from questions.controllers.files import TAKES_FILES, sent_files, to_choose_again
from questions.controllers.tracking import PRIVATE, own_acts
from questions.facts import question_facts
from questions.tracking import Tracked
from questions.triage import appealing, asking_back, withdrawing
from questions.triage.forms import APPEAL, LABELS, REPLY, TriageForm


class OwnQuestionController(Controller):
    path = "/track/{token:str}"

    @post("/reply", opt={"access": Access.PUBLIC} | TAKES_FILES, request_max_body_size=MOST_SENT)
    async def reply(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        """The answer to what more was asked for."""
        tracked = await tracking.by_token(token, day_of(now()))
        await take(request, "opinion", code=tracked.code)
        form = TriageForm.read(await read_form(request), REPLY)
        if form.problems:
            problems = await to_choose_again(request, form.problems)
            return await _page(request, tracked, token, typed=form.typed, problems=problems, status=422)
        try:
            question = await question_facts(tracked.code)
            asker = Viewer(asks=question.id)
            async with sent_files(request) as files:
                await asking_back.inform(question, form.values["reply"], files=files, by=asker, at=now())
        except Invalid as refusal:
            wrong: dict[str, Any] = await to_choose_again(request, refusal.problems)
            return await _page(request, tracked, token, typed=form.typed, problems=wrong, status=422)
        except NotTaken as refusal:
            wrong = {"files": refusal.sentence}
            return await _page(request, tracked, token, typed=form.typed, problems=wrong, status=refusal.status)
        except Conflict as conflict:
            done = tracked.asked_back[-1].replied_at if tracked.asked_back else None
            told = _("You answered on %(day)s already.", day=show_date(day_of(done))) if done else conflict.sentence
            return await _page(request, tracked, token, typed=form.typed, refusal=told, status=409)
        return see_other(request, f"/track/{token}", said=_("Thank you. Your question goes on."))

    @post("/appeal", opt={"access": Access.PUBLIC})
    async def appeal(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        """Against a rejection."""
        tracked = await tracking.by_token(token, day_of(now()))
        await take(request, "opinion", code=tracked.code)
        form = TriageForm.read(await read_form(request), APPEAL)
        if form.problems:
            return await _page(request, tracked, token, typed=form.typed, problems=form.problems, status=422)
        try:
            question = await question_facts(tracked.code)
            await appealing.appeal(question, form.values["reason"], by=Viewer(asks=question.id), at=now())
        except Conflict as conflict:
            done = tracked.appeal.appealed_at if tracked.appeal else None
            told = _("You appealed on %(day)s already.", day=show_date(day_of(done))) if done else conflict.sentence
            return await _page(request, tracked, token, typed=form.typed, refusal=told, status=409)
        said = _("Your appeal was received. It is decided again, and you are told.")
        return see_other(request, f"/track/{token}", said=said)

    @get("/withdrawal", opt={"access": Access.PUBLIC})
    async def ask_withdrawal(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        tracked = await tracking.by_token(token, day_of(now()))
        return await _page(request, tracked, token, wants_withdrawal=True)

    @post("/withdrawal", opt={"access": Access.PUBLIC})
    async def withdraw(self, request: AnyRequest, token: FromPath[str]) -> Response[Any]:
        tracked = await tracking.by_token(token, day_of(now()))
        await take(request, "opinion", code=tracked.code)
        await read_form(request)
        try:
            question = await question_facts(tracked.code)
            await withdrawing.withdraw(question, by=Viewer(asks=question.id), at=now())
        except Conflict as conflict:
            return await _page(request, tracked, token, refusal=conflict.sentence, status=409)
        return see_other(request, f"/track/{token}", said=_("Your question is withdrawn."))


async def _page(
    request: AnyRequest,
    tracked: Tracked,
    token: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Sentence | str | None = None,
    wants_withdrawal: bool = False,
    status: int = 200,
) -> Response[Any]:
    shown = page(
        request,
        "questions/tracking/own.html",
        status=status,
        tracked=await tracking.by_token(token, day_of(now())) if refusal else tracked,
        token=token,
        refusal=refusal,
        wants_withdrawal=wants_withdrawal,
        typed=typed or {},
        problems=problems or {},
        labels={**LABELS, "files": _("Attached files")},
        **await own_acts(tracked),
    )
    shown.headers |= PRIVATE
    return shown
