"""Looking an approved answer over and publishing it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, Invalid, NotFound
from app.formats import show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions import policy, reading, seeing
from questions.answers import policy as answer_policy
from questions.answers import publishing
from questions.answers import reading as answer_reading
from questions.answers.forms import LABELS, ApproveForm, ScheduleForm
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerAct, AnswerState
from questions.askers.proposing import Proposal, print_of, proposals
from questions.askers.veiling import known_asker
from questions.controllers.checked import beside
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.moderation import refuse
from questions.controllers.telling import and_told
from questions.desk_forms import Form
from questions.facts import answer_of
from questions.policy import QuestionFacts
from questions.scheduling.scheduling import schedule, unschedule

NO_ANSWER = _("There is no such answer.")


class PublicationController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get("/publication")
    async def publication(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        answer = await _to_publish(viewer, question)
        refuse(answer_policy.why_not_answer(AnswerAct.PUBLISH, viewer, answer))
        return await _page(request, viewer, answer)

    @post("/publication")
    async def publish(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        form = ApproveForm.read(await read_form(request))
        answer = await _to_publish(viewer, question)
        found = await _found(answer)
        if found and form.left_in != print_of(found):
            return await _page(request, viewer, answer, asks=True, status=422)
        try:
            secret_key = web_of(request).settings.secret_key
            await publishing.publish(replace(answer, version=form.version), secret_key=secret_key, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        said = await and_told(_("Published."), question, viewer)
        path = f"/desk/questions/{question.code}"
        return see_other(request, path, said=said, undo=f"{path}/removal")

    @post("/schedule")
    async def choose_time(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        answer, form = await _to_publish(viewer, question), ScheduleForm.read(await read_form(request))
        if form.problems or form.publish_at is None:
            return await _page(request, viewer, answer, form=form, status=422)
        try:
            await schedule(replace(answer, version=form.version), form.publish_at, by=viewer, at=now())
        except Invalid as refusal:
            return await _page(request, viewer, answer, form=form, problems=refusal.problems, status=422)
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        path = f"/desk/questions/{question.code}"
        said = _("It is published at %(moment)s. Until then you can take it back.", moment=show_moment(form.publish_at))
        return see_other(request, path, said=said, undo=f"{path}/publication")

    @post("/schedule/withdrawal")
    async def take_time_back(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        answer = await _to_publish(viewer, question)
        try:
            await unschedule(answer, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        said = _("The chosen time is taken back. The answer waits to be published.")
        return see_other(request, f"/desk/questions/{question.code}", said=said)


async def _page(
    request: AnyRequest,
    viewer: Viewer,
    answer: AnswerFacts,
    *,
    asks: bool = False,
    form: Form | None = None,
    problems: Mapping[str, Sentence | str] | None = None,
    status: int = 200,
) -> Response[Any]:
    found = await _found(answer)
    return page(
        request,
        "questions/desk/publication.html",
        status=status,
        question=await reading.question_view(answer.question, viewer),
        answer=await answer_reading.answer_view(answer),
        version=answer.version,
        is_public=seeing.is_public(answer.question),
        found=found,
        left_in=print_of(found),
        asks=asks,
        is_scheduled=answer.state is AnswerState.SCHEDULED,
        typed=form.typed if form else {},
        problems=problems or (form.problems if form else {}),
        labels=LABELS,
        **await beside(answer),
        **NAMES,
    )


async def _found(answer: AnswerFacts) -> list[Proposal]:
    """What in the answer should perhaps not be public."""
    known, _language = await known_asker(answer.question.id)
    view = await answer_reading.answer_view(answer)
    return proposals([view.summary, view.body], known, of_office=True)


async def _to_publish(viewer: Viewer, question: QuestionFacts) -> AnswerFacts:
    answer = await answer_of(question)
    if answer is None or not policy.coordinates(viewer, question):
        raise NotFound(NO_ANSWER)
    return answer
