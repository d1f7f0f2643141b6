"""The leader's one page: question, answer, comments, yes or no."""

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
from app.formats import show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.deputies import title_to_sign
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import reading, seeing
from questions.act_bar import answer_bar
from questions.answers import approving, drafting
from questions.answers import policy as answer_policy
from questions.answers import reading as answer_reading
from questions.answers.forms import LABELS, ApproveForm, CommentForm
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerAct, AnswerState
from questions.answers.versions import changes, last_sent_before
from questions.clearance.flagging import flag_of
from questions.controllers.asked import asked_more
from questions.controllers.checked import beside
from questions.controllers.desk_page import NAMES
from questions.controllers.who import only_for_answer
from questions.desk_forms import Form
from questions.facts import answer_facts
from questions.looks import answer_look, due_chip

NO_ANSWER = _("There is no such answer.")


class ApprovalController(Controller):
    """One page for a leader, opened from the letter: question, answer, comments, yes or no."""

    path = "/desk/answers/{answer_id:int}"
    opt = {"access": Access.STAFF}

    @get()
    async def show(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        return await answer_page(request, viewer, await answer_for(viewer, answer_id))

    @post("/approval")
    async def approve(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        answer = await answer_for(viewer, answer_id)
        only_for_answer(AnswerAct.APPROVE, viewer, answer)
        form = ApproveForm.read(await read_form(request))
        if form.problems:
            return await answer_page(request, viewer, answer, form, status=422)
        try:
            await approving.approve(
                replace(answer, version=form.version),
                reason=form.reason,
                signer_title=form.signer_title,
                by=viewer,
                at=now(),
            )
        except Invalid as refusal:
            return await answer_page(request, viewer, answer, form, problems=refusal.problems, status=422)
        except Conflict as conflict:
            return await changed(request, viewer, answer_id, conflict, form)
        said = (
            _("Approved. It goes to clearance now.")
            if answer.question.needs_clearance
            else _("Approved. The coordinator will publish it.")
        )
        may_open = seeing.may_see(viewer, answer.question)
        undo = f"/desk/questions/{answer.question.code}/recall" if may_open else ""
        return see_other(request, f"/desk/answers/{answer_id}", said=said, undo=undo)

    @post("/return")
    async def send_back(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        answer = await answer_for(viewer, answer_id)
        only_for_answer(AnswerAct.RETURN, viewer, answer)
        form = CommentForm.read(await read_form(request))
        if form.problems:
            return await answer_page(request, viewer, answer, form, status=422)
        try:
            await approving.return_to_drafter(replace(answer, version=form.version), form.comment, by=viewer, at=now())
        except Conflict as conflict:
            return await changed(request, viewer, answer_id, conflict, form)
        said = _("Returned. Whoever wrote it is told.")
        return see_other(request, f"/desk/answers/{answer_id}", said=said)

    @post("/comments")
    async def comment(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], answer_id: FromPath[int]
    ) -> Response[Any]:
        answer = await answer_for(viewer, answer_id)
        form = CommentForm.read(await read_form(request))
        if form.problems:
            return await answer_page(request, viewer, answer, form, status=422)
        await drafting.comment(answer, form.comment, by=viewer, at=now())
        if answer.state is AnswerState.DRAFTING and answer_policy.why_not_draft(viewer, answer.question) is None:
            return see_other(
                request, f"/desk/questions/{answer.question.code}/answer", said=_("Your comment is added.")
            )
        return see_other(request, f"/desk/answers/{answer_id}", said=_("Your comment is added."))


async def answer_for(viewer: Viewer, answer_id: int) -> AnswerFacts:
    """Raises NotFound also for an answer that is not the viewer's to see."""
    answer = await answer_facts(min(answer_id, 2**31 - 1))
    if not answer_policy.may_see_draft(viewer, answer):
        raise NotFound(NO_ANSWER)
    return answer


async def answer_page(
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
    approving_act = AnswerAct.PASS_ON if answer.question.needs_clearance else AnswerAct.APPROVE
    may_approve = answer_policy.why_not_answer(approving_act, viewer, answer) is None
    may_return = answer_policy.why_not_answer(AnswerAct.RETURN, viewer, answer) is None
    signs = may_approve and viewer.person_id is not None
    title = await title_to_sign(viewer.person_id or 0, answer.unit_id, day_of(now())) if signs else ""
    return page(
        request,
        "questions/desk/approval.html",
        status=status,
        question=question,
        may_see_question=seeing.may_see(viewer, answer.question),
        answer=await answer_reading.answer_view(answer),
        look=answer_look(answer.state),
        due=due_chip(
            answer.question.state, question.due_on, day_of(now()), await load_calendar(), paused_at=question.paused_at
        ),
        comments=await answer_reading.comments_on(answer),
        by_link=answer.by_link,
        may_approve=may_approve,
        needs_clearance=answer.question.needs_clearance,
        flag=await flag_of(answer.question) if answer.state is AnswerState.CLEARANCE else None,
        may_clear=answer_policy.why_not_answer(AnswerAct.CLEAR, viewer, answer) is None,
        may_skip=answer_policy.why_not_answer(AnswerAct.SKIP_CLEARANCE, viewer, answer) is None,
        may_return=may_return,
        needs_reason=may_approve and answer_policy.needs_reason_to_approve(viewer, answer),
        barred=answer_bar(viewer, answer),
        typed=(form.typed if form else {}) or {"signer_title": title},
        problems=problems or (form.problems if form else {}),
        refusal=refusal,
        labels={**LABELS, "comment": _("What should change")} if may_return else LABELS,
        **await beside(answer),
        **await asked_more(answer.question, question, may_open=seeing.may_see(viewer, answer.question)),
        **await _changed_since(viewer, answer),
        **NAMES,
    )


async def _changed_since(viewer: Viewer, answer: AnswerFacts) -> dict[str, Any]:
    """What changed since the leaders had it before them the last time, for those who may compare."""
    if not answer_policy.may_compare(viewer, answer):
        return {"may_compare": False, "since": None}
    since = await last_sent_before(answer.id, answer.version)
    is_judged = answer.state is AnswerState.AGENCY_REVIEW and since is not None
    return {
        "may_compare": answer.version > 1,
        "since": since,
        "changes": await changes(answer.id, since, answer.version) if is_judged and since else None,
    }


async def changed(request: AnyRequest, viewer: Viewer, answer_id: int, conflict: Conflict, form: Form) -> Response[Any]:
    """409: the answer as it stands now; what was typed is kept in its field."""
    answer = await answer_for(viewer, answer_id)
    told = _approved_already(await answer_reading.answer_view(answer)) or conflict.sentence
    return await answer_page(request, viewer, answer, form, refusal=told, status=409)


def _approved_already(answer: answer_reading.AnswerView) -> Sentence | None:
    """Who approved it and when, for a leader who came to it later."""
    if answer.approved_at is None or answer.state is not AnswerState.APPROVED:
        return None
    who, moment = answer.approver or "Đối thoại", show_moment(answer.approved_at)
    return _("It was approved already, by %(who)s at %(moment)s.", who=who, moment=moment)
