"""Naming the newer answer that stands in the place of a published one, and taking that back."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import reading
from questions.answers import reading as answer_reading
from questions.answers.policy import AnswerFacts
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.moderation import refuse
from questions.desk_forms import Form, ReasonForm
from questions.facts import answer_of
from questions.linking import policy as linking_policy
from questions.linking.forms import LABELS, NewerForm
from questions.linking.reading import links_of
from questions.linking.superseding import supersede, unsupersede


class SupersedingController(Controller):
    path = "/desk/questions/{code:str}/superseding"
    opt = {"access": Access.STAFF}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        answer = await _answer_for(viewer, code)
        refuse(linking_policy.why_not_supersede(viewer, answer))
        return await _form(request, viewer, answer, NewerForm())

    @post()
    async def name(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        answer = await _answer_for(viewer, code)
        form = NewerForm.read(await read_form(request))
        if form.problems:
            return await _form(request, viewer, answer, form, status=422)
        try:
            await supersede(answer, form.newer, form.reason, by=viewer, at=now())
        except Invalid as refusal:
            return await _form(request, viewer, answer, form, refusal.problems, status=422)
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        path = f"/desk/questions/{answer.question.code}"
        said = _("Both pages say it now. The asker is told.")
        return see_other(request, path, said=said, undo=f"{path}/superseding")

    @post("/withdrawal")
    async def take_back(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        answer = await _answer_for(viewer, code)
        form = ReasonForm.read(await read_form(request))
        if form.problems:
            return await _form(request, viewer, answer, form, status=422)
        try:
            await unsupersede(answer, form.reason, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        return see_other(
            request, f"/desk/questions/{answer.question.code}", said=_("The answer stands for itself again.")
        )


async def _answer_for(viewer: Viewer, code: str) -> AnswerFacts:
    answer = await answer_of(await question_for(viewer, code))
    if answer is None:
        raise NotFound(_("There is no such answer."))
    if not linking_policy.may_supersede(viewer, answer):
        refuse(linking_policy.why_not_supersede(viewer, answer))
    return answer


async def _form(
    request: AnyRequest,
    viewer: Viewer,
    answer: AnswerFacts,
    form: Form,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "questions/desk/superseding.html",
        status=status,
        question=await reading.question_view(answer.question, viewer),
        answer=await answer_reading.answer_view(answer),
        newer=(await links_of(answer.question.id)).superseded_by,
        typed=form.typed,
        problems=problems or form.problems,
        labels=LABELS,
        **NAMES,
    )
