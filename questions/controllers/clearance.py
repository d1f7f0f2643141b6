"""Flagging a question for clearance, clearing its answer, and skipping that with a reason."""

from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import policy, reading
from questions.answers.forms import ApproveForm
from questions.answers.states import AnswerAct
from questions.clearance import policy as clearance_policy
from questions.clearance.clearing import clear, skip_clearance
from questions.clearance.flagging import flag
from questions.controllers.approval import answer_for, answer_page, changed
from questions.controllers.desk_page import question_for, too_late
from questions.controllers.moderation import refuse
from questions.controllers.who import only_for_answer
from questions.desk_forms import LABELS, ReasonForm
from questions.facts import answer_of
from questions.policy import QuestionFacts


class ClearanceFlagController(Controller):
    path = "/desk/questions/{code:str}/clearance"
    opt = {"access": Access.DESK}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(clearance_policy.why_not_flag(viewer, question, await answer_of(question)))
        return await _form(request, viewer, question, ReasonForm())

    @post()
    async def change(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if not policy.coordinates(viewer, question):
            refuse(clearance_policy.why_not_flag(viewer, question, None))
        form = ReasonForm.read(await read_form(request))
        if form.problems:
            return await _form(request, viewer, question, form, status=422)
        needs = not question.needs_clearance
        try:
            await flag(question, form.reason, needs_clearance=needs, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        said = (
            _("The answer will be cleared before it is published.") if needs else _("No clearance is needed any more.")
        )
        return see_other(request, f"/desk/questions/{question.code}", said=said)


class ClearingController(Controller):
    path = "/desk/answers/{answer_id:int}"
    opt = {"access": Access.STAFF}

    @post("/clearance")
    async def clear(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        answer = await answer_for(viewer, answer_id)
        only_for_answer(AnswerAct.CLEAR, viewer, answer)
        form = ApproveForm.read(await read_form(request))
        try:
            await clear(replace(answer, version=form.version), by=viewer, at=now())
        except Conflict as conflict:
            return await changed(request, viewer, answer_id, conflict, form)
        return see_other(request, f"/desk/answers/{answer_id}", said=_("Cleared. The coordinator will publish it."))

    @post("/clearance-skip")
    async def skip(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        answer = await answer_for(viewer, answer_id)
        only_for_answer(AnswerAct.SKIP_CLEARANCE, viewer, answer)
        posted = await read_form(request)
        form, seen = ReasonForm.read(posted), ApproveForm.read(posted)
        if form.problems:
            return await answer_page(request, viewer, answer, form, status=422)
        try:
            await skip_clearance(replace(answer, version=seen.version), form.reason, by=viewer, at=now())
        except Conflict as conflict:
            return await changed(request, viewer, answer_id, conflict, form)
        return see_other(
            request, f"/desk/answers/{answer_id}", said=_("Clearance is skipped. The answer can be published.")
        )


async def _form(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: ReasonForm, *, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "questions/desk/clearance.html",
        status=status,
        question=await reading.question_view(question, viewer),
        needs_clearance=question.needs_clearance,
        typed=form.typed,
        problems=form.problems,
        labels=LABELS,
    )
