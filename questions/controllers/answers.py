"""The answer desk: writing, the leader's one page, and publishing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.deputies import title_to_sign
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import answering, policy, reading
from questions.act_bar import answer_bar
from questions.answer_forms import BODY_MOST, LABELS, SUMMARY_MOST, ApproveForm, CommentForm, DraftForm
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.moderation import refuse
from questions.desk_forms import Form
from questions.facts import answer_facts, answer_of
from questions.looks import answer_look, due_chip
from questions.policy import AnswerFacts, QuestionFacts
from questions.states import AnswerAct, AnswerState, Outcome

NO_ANSWER = _("There is no such answer.")


class AnswerDeskController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get("/answer")
    async def write(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(policy.why_not_draft(viewer, question))
        answer = await answer_of(question)
        if answer is not None and answer.state is not AnswerState.DRAFTING:
            return see_other(request, f"/desk/answers/{answer.id}")
        return await _editor(request, viewer, question, answer, DraftForm())

    @post("/answer")
    async def save(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        form = DraftForm.read(await read_form(request))
        answer = await answer_of(question)
        if form.problems:
            refuse(policy.why_not_draft(viewer, question))
            return await _editor(request, viewer, question, answer, form, status=422)
        try:
            saved = await answering.save_draft(question, form.draft, version=form.version, by=viewer, at=now())
            if form.is_finished:
                await answering.submit_for_review(saved, by=viewer, at=now())
        except Invalid as refusal:
            answer = await answer_of(question)
            return await _editor(request, viewer, question, answer, form, problems=refusal.problems, status=422)
        except Conflict as conflict:
            return await _not_overwritten(request, viewer, question, form, conflict)
        if form.is_finished:
            said = _("Sent for approval. Your unit's leaders are told.")
            return see_other(request, f"/desk/questions/{question.code}", said=said)
        said = _("Saved as version %(version)s.", version=saved.version)
        return see_other(request, f"/desk/questions/{question.code}/answer", said=said)

    @get("/publication")
    async def publication(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        answer = await _to_publish(viewer, question)
        refuse(policy.why_not_answer(AnswerAct.PUBLISH, viewer, answer))
        return page(
            request,
            "questions/desk/publication.html",
            question=await reading.question_view(question, viewer),
            answer=await reading.answer_view(answer),
            version=answer.version,
            is_public=policy.is_public(question),
            **NAMES,
        )

    @post("/publication")
    async def publish(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        form = ApproveForm.read(await read_form(request))
        answer = await _to_publish(viewer, question)
        try:
            await answering.publish(replace(answer, version=form.version), by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        said = _("Published. The asker is told.")
        return see_other(request, f"/desk/questions/{question.code}", said=said)


class AnswerController(Controller):
    """One page for a leader, opened from the letter: question, answer, comments, yes or no."""

    path = "/desk/answers/{answer_id:int}"
    opt = {"access": Access.STAFF}

    @get()
    async def show(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        return await _answer_page(request, viewer, await _answer_for(viewer, answer_id))

    @post("/approval")
    async def approve(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        answer = await _answer_for(viewer, answer_id)
        form = ApproveForm.read(await read_form(request))
        if form.problems:
            return await _answer_page(request, viewer, answer, form, status=422)
        try:
            await answering.approve(
                replace(answer, version=form.version),
                reason=form.reason,
                signer_title=form.signer_title,
                by=viewer,
                at=now(),
            )
        except Invalid as refusal:
            return await _answer_page(request, viewer, answer, form, problems=refusal.problems, status=422)
        except Conflict as conflict:
            return await _changed(request, viewer, answer_id, conflict, form)
        said = _("Approved. The coordinator will publish it.")
        return see_other(request, f"/desk/answers/{answer_id}", said=said)

    @post("/return")
    async def send_back(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        answer = await _answer_for(viewer, answer_id)
        form = CommentForm.read(await read_form(request))
        if form.problems:
            return await _answer_page(request, viewer, answer, form, status=422)
        try:
            await answering.return_to_drafter(replace(answer, version=form.version), form.comment, by=viewer, at=now())
        except Conflict as conflict:
            return await _changed(request, viewer, answer_id, conflict, form)
        said = _("Returned. Whoever wrote it is told.")
        return see_other(request, f"/desk/answers/{answer_id}", said=said)

    @post("/comments")
    async def comment(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        answer = await _answer_for(viewer, answer_id)
        form = CommentForm.read(await read_form(request))
        if form.problems:
            return await _answer_page(request, viewer, answer, form, status=422)
        await answering.comment(answer, form.comment, by=viewer, at=now())
        if answer.state is AnswerState.DRAFTING and policy.why_not_draft(viewer, answer.question) is None:
            return see_other(
                request, f"/desk/questions/{answer.question.code}/answer", said=_("Your comment is added.")
            )
        return see_other(request, f"/desk/answers/{answer_id}", said=_("Your comment is added."))


async def _answer_for(viewer: Viewer, answer_id: int) -> AnswerFacts:
    """Raises NotFound also for an answer that is not the viewer's to see."""
    answer = await answer_facts(min(answer_id, 2**31 - 1))
    if not policy.may_see_draft(viewer, answer):
        raise NotFound(NO_ANSWER)
    return answer


async def _to_publish(viewer: Viewer, question: QuestionFacts) -> AnswerFacts:
    answer = await answer_of(question)
    if answer is None or not policy.coordinates(viewer, question):
        raise NotFound(NO_ANSWER)
    return answer


async def _editor(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    answer: AnswerFacts | None,
    form: DraftForm,
    *,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    """The editor with what was typed, or with the present text. After a conflict `refusal` says so and both stand."""
    view = await reading.question_view(question, viewer)
    present = await reading.answer_view(answer) if answer else None
    typed = form.typed or (_typed(present) if present else {})
    return page(
        request,
        "questions/desk/answer.html",
        status=status,
        question=view,
        due=due_chip(question.state, view.due_on, day_of(now()), await load_calendar(), f"{view.path}/due"),
        present=present,
        version=answer.version if answer else 0,
        comments=await reading.comments_on(answer) if answer else [],
        outcomes=[(outcome.value, NAMES["outcome_names"][outcome]) for outcome in Outcome],
        oral_answers=await reading.oral_answers_of(question),
        typed=typed,
        problems=problems or form.problems,
        refusal=refusal,
        labels=LABELS,
        summary_most=SUMMARY_MOST,
        body_most=BODY_MOST,
        outcome_names=NAMES["outcome_names"],
    )


def _typed(present: reading.AnswerView) -> dict[str, str]:
    return {
        "summary": present.summary,
        "body": present.body,
        "legal_basis": present.legal_basis,
        "outcome": present.outcome.value if present.outcome else "",
        "document_number": present.document_number,
    }


async def _not_overwritten(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: DraftForm, conflict: Conflict
) -> Response[Any]:
    """409: the editor keeps what was typed and shows the other text beside it, or the question when it moved on."""
    question = await question_for(viewer, question.code)
    answer = await answer_of(question)
    may_write = policy.why_not_draft(viewer, question) is None
    if may_write and answer is not None and answer.state is AnswerState.DRAFTING:
        return await _editor(request, viewer, question, answer, form, refusal=conflict.sentence, status=409)
    kept = [(LABELS["summary"], form.draft.summary), (LABELS["body"], form.draft.body)]
    return await too_late(request, viewer, question.code, conflict, kept)


async def _answer_page(
    request: AnyRequest,
    viewer: Viewer,
    answer: AnswerFacts,
    form: Form | None = None,
    *,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    question = await reading.question_view(answer.question, viewer)
    may_approve = policy.why_not_answer(AnswerAct.APPROVE, viewer, answer) is None
    signs = may_approve and viewer.person_id is not None
    title = await title_to_sign(viewer.person_id or 0, answer.unit_id, day_of(now())) if signs else ""
    return page(
        request,
        "questions/desk/approval.html",
        status=status,
        question=question,
        may_see_question=policy.may_see(viewer, answer.question),
        answer=await reading.answer_view(answer),
        look=answer_look(answer.state),
        due=due_chip(answer.question.state, question.due_on, day_of(now()), await load_calendar()),
        comments=await reading.comments_on(answer),
        may_approve=may_approve,
        may_return=policy.why_not_answer(AnswerAct.RETURN, viewer, answer) is None,
        needs_reason=may_approve and policy.needs_reason_to_approve(viewer, answer),
        barred=answer_bar(viewer, answer),
        typed=(form.typed if form else {}) or {"signer_title": title},
        problems=problems or (form.problems if form else {}),
        refusal=refusal,
        labels=LABELS,
        **NAMES,
    )


async def _changed(
    request: AnyRequest, viewer: Viewer, answer_id: int, conflict: Conflict, form: Form
) -> Response[Any]:
    """409: the answer as it stands now; what was typed is kept in its field."""
    answer = await _answer_for(viewer, answer_id)
    return await _answer_page(request, viewer, answer, form, refusal=conflict.sentence, status=409)
