"""Deciding a dispute: the answer stands, or it is answered anew."""

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
from questions.answers import reading as answer_reading
from questions.answers.judged import judged_for
from questions.controllers.desk_page import NAMES, not_now, question_for, too_late
from questions.controllers.telling import and_told
from questions.controllers.who import only_for
from questions.facts import answer_of
from questions.opinions import disputing
from questions.opinions.forms import LABELS, RulingForm
from questions.policy import QuestionFacts
from questions.states import QuestionAct
from questions.values import GRADE_NAMES, Ruling


class RulingController(Controller):
    path = "/desk/questions/{code:str}/ruling"
    opt = {"access": Access.STAFF}

    @get()
    async def ask(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if late := await not_now(request, QuestionAct.STAND_BY, viewer, question):
            return late
        return await _form(request, viewer, question, RulingForm())

    @post()
    async def rule(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        only_for(QuestionAct.STAND_BY, viewer, question)
        form = RulingForm.read(await read_form(request))
        if form.problems:
            return await _form(request, viewer, question, form, status=422)
        act = disputing.stand_by if form.ruling is Ruling.UPHELD else disputing.reopen
        try:
            await act(question, form.reason, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        said = {
            Ruling.UPHELD: _("Decided: the answer stands."),
            Ruling.REOPENED: _("Decided: it is answered anew. The unit is told."),
        }
        told = await and_told(said[form.ruling or Ruling.UPHELD], question, viewer)
        return see_other(request, f"/desk/questions/{question.code}", said=told)


async def _form(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: RulingForm, *, status: int = 200
) -> Response[Any]:
    answer = await answer_of(question)
    refusal = policy.why_not(QuestionAct.REOPEN, viewer, question)
    rulings = [(Ruling.UPHELD.value, _("The answer stands; the question is closed"))]
    if refusal is None:
        rulings.append((Ruling.REOPENED.value, _("It is answered anew, once; the first answer stays beside it")))
    return page(
        request,
        "questions/desk/ruling.html",
        status=status,
        question=await reading.question_view(question, viewer),
        answer=await answer_reading.answer_view(answer) if answer else None,
        judged=await judged_for(viewer, question),
        rulings=rulings,
        why_not_anew=refusal,
        grade_names=GRADE_NAMES,
        typed=form.typed,
        problems=form.problems,
        labels=LABELS,
        **NAMES,
    )
