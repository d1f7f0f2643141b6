"""The register of replaced documents, and the answers that have to be looked at for it."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid
from app.forms import Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import policy, reading
from questions.answers import reading as answer_reading
from questions.bases import policy as basis_policy
from questions.bases.forms import LABELS, ReplacedForm, ReviewForm
from questions.bases.outdated import outdated_of, review_basis
from questions.bases.register import cited_documents, mark_replaced, marked_documents, withdraw_mark
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.moderation import refuse
from questions.desk_forms import Form, ReasonForm
from questions.facts import answer_of
from questions.policy import QuestionFacts

HERE = "/desk/legal-documents"


class LegalDocumentController(Controller):
    path = HERE
    opt = {"access": Access.STAFF}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        asked = Reader({name: request.query_params.getall(name, []) for name in ("q", "line")})
        typed = {"names": line} if (line := asked.line("line", most=1000)) else {}
        return await _register(request, viewer, typed, words=asked.line("q"))

    @post()
    async def mark(self, request: AnyRequest, viewer: NamedDependency[Viewer]) -> Response[Any]:
        refuse(basis_policy.why_not_mark(viewer))
        form = ReplacedForm.read(await read_form(request))
        if form.problems or form.replaced_from is None:
            return await _register(request, viewer, form.typed, form.problems, status=422)
        try:
            await mark_replaced(form.names, form.replaced_by, form.replaced_from, form.note, by=viewer, at=now())
        except Invalid as refusal:
            return await _register(request, viewer, form.typed, refusal.problems, status=422)
        except Conflict as conflict:
            return await _register(request, viewer, form.typed, refusal=conflict.sentence, status=409)
        return see_other(request, HERE, said=_("Marked. The units whose answers cite it are told."))

    @post("/{document_id:int}/withdrawal")
    async def withdraw(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], document_id: FromPath[int]
    ) -> Response[Any]:
        refuse(basis_policy.why_not_mark(viewer))
        form = ReasonForm.read(await read_form(request))
        if form.problems:
            return await _register(request, viewer, {}, form.problems, status=422)
        await withdraw_mark(document_id, form.reason, by=viewer, at=now())
        return see_other(request, HERE, said=_("The mark is taken back."))


class BasisReviewController(Controller):
    path = "/desk/questions/{code:str}/basis-review"
    opt = {"access": Access.AGENCY}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(basis_policy.why_not_review(viewer, question))
        return await _review(request, viewer, question, ReviewForm())

    @post()
    async def review(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(None if policy.works_for_lead(viewer, question) else basis_policy.why_not_review(viewer, question))
        form = ReviewForm.read(await read_form(request))
        if form.problems:
            return await _review(request, viewer, question, form, status=422)
        try:
            await review_basis(question, form.words, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["words"], form.words)])
        return see_other(
            request, f"/desk/questions/{question.code}", said=_("Noted. Everyone reads it beside the answer.")
        )


async def _register(
    request: AnyRequest,
    viewer: Viewer,
    typed: Mapping[str, str],
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    words: str = "",
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "questions/desk/legal_documents.html",
        status=status,
        marked=await marked_documents(),
        cited=await cited_documents(words),
        words=words,
        may_mark=basis_policy.why_not_mark(viewer) is None,
        typed=typed,
        problems=problems or {},
        refusal=refusal,
        labels=LABELS,
    )


async def _review(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: Form, *, status: int = 200
) -> Response[Any]:
    answer = await answer_of(question)
    return page(
        request,
        "questions/desk/basis_review.html",
        status=status,
        question=await reading.question_view(question, viewer),
        answer=await answer_reading.answer_view(answer) if answer else None,
        outdated=await outdated_of(question.id, day_of(now())),
        typed=form.typed,
        problems=form.problems,
        labels=LABELS,
        **NAMES,
    )
