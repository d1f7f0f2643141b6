"""Correcting a published answer: written by the unit, approved by another leader."""

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
from app.web.overtaken import version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import policy, reading
from questions.answers import correcting as answer_correcting
from questions.answers import policy as answer_policy
from questions.answers import reading as answer_reading
from questions.answers.policy import AnswerFacts
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.moderation import refuse
from questions.desk_forms import Form
from questions.facts import answer_of
from questions.opinions.forms import LABELS, CorrectionForm, CorrectionRulingForm
from questions.policy import QuestionFacts


class CorrectionController(Controller):
    path = "/desk/questions/{code:str}/answer-correction"
    opt = {"access": Access.AGENCY}

    @get()
    async def ask(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        answer = await _answer(question)
        refuse(None if policy.leads_above(viewer, question) else answer_policy.why_not_correct(viewer, question))
        return await _form(request, viewer, question, answer, CorrectionForm())

    @post()
    async def write(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        answer = await _answer(question)
        refuse(None if policy.works_for_lead(viewer, question) else answer_policy.why_not_correct(viewer, question))
        form = CorrectionForm.read(await read_form(request))
        if form.problems:
            return await _form(request, viewer, question, answer, form, status=422)
        try:
            await answer_correcting.correct(
                answer, form.body, form.reason, document_number=form.document_number, by=viewer, at=now()
            )
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["correction"], form.body)])
        return see_other(request, f"/desk/questions/{question.code}", said=_("Sent to the leaders for approval."))

    @post("/ruling")
    async def rule(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        answer = await _answer(question)
        posted = await read_form(request)
        form, seen = CorrectionRulingForm.read(posted), version_in(posted)
        waiting = await answer_correcting.proposed(question.id)
        refuse(answer_policy.why_not_rule_on_correction(viewer, answer, waiting.writer_id if waiting else 0))
        if form.problems:
            return await _form(request, viewer, question, answer, form, status=422)
        try:
            if form.is_approved:
                await answer_correcting.approve_correction(
                    answer, signer_title=form.signer_title, reason=form.reason, by=viewer, at=now(), seen=seen
                )
            else:
                await answer_correcting.return_correction(answer, form.reason, by=viewer, at=now(), seen=seen)
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        except Invalid as refusal:
            return await _form(request, viewer, question, answer, form, refusal.problems, status=422)
        said = (
            _("Published beside the answer. The asker is told.") if form.is_approved else _("Returned to its writer.")
        )
        return see_other(request, f"/desk/questions/{question.code}", said=said)


async def _answer(question: QuestionFacts) -> AnswerFacts:
    answer = await answer_of(question)
    if answer is None:
        raise NotFound(_("There is no such answer."))
    return answer


async def _form(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    answer: AnswerFacts,
    form: Form,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    waiting = await answer_correcting.proposed(question.id)
    return page(
        request,
        "questions/desk/answer_correction.html",
        status=status,
        question=await reading.question_view(question, viewer),
        answer=await answer_reading.answer_view(answer),
        waiting=waiting,
        why_not=answer_policy.why_not_rule_on_correction(viewer, answer, waiting.writer_id) if waiting else None,
        needs_reason=waiting is not None and answer_policy.correction_needs_reason(viewer, answer, waiting.writer_id),
        typed=form.typed,
        problems=problems or form.problems,
        labels=LABELS,
        **NAMES,
    )
