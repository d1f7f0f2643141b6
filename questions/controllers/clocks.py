"""The clock of one question: why it is due when it is, and stopping it for a reason."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import Conflict, NotAllowed, NotFound
from app.formats import show_date
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import clock_policy, pausing, reading
from questions.clock_forms import LABELS, ClockForm
from questions.clock_reading import story_of
from questions.controllers.desk_page import question_for, too_late
from questions.looks import due_chip
from questions.policy import QuestionFacts


class ClockController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get("/due")
    async def due(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        return await _due_page(request, viewer, await question_for(viewer, code))

    @post("/pause")
    async def pause(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        form = await _reason(request, viewer, question)
        if form.problems:
            return await _due_page(request, viewer, question, form, status=422)
        try:
            move = await pausing.pause(question, form.reason, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        said = _("The clock stands still. The answer is due on %(day)s at the latest.", day=show_date(move.due_on))
        return see_other(request, _path(question), said=said)

    @post("/resumption")
    async def resume(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        form = await _reason(request, viewer, question)
        if form.problems:
            return await _due_page(request, viewer, question, form, status=422)
        try:
            move = await pausing.resume(question, form.reason, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        said = _("The clock runs again. The answer is due on %(day)s.", day=show_date(move.due_on))
        return see_other(request, _path(question), said=said)


def _path(question: QuestionFacts) -> str:
    return f"/desk/questions/{question.code}/due"


async def _reason(request: AnyRequest, viewer: Viewer, question: QuestionFacts) -> ClockForm:
    """The reason that was typed; raises NotAllowed for those whose act it never is."""
    if not clock_policy.may_stop(viewer, question):
        raise NotAllowed(clock_policy.STOPPERS)
    return ClockForm.read(await read_form(request))


async def _due_page(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: ClockForm | None = None, *, status: int = 200
) -> Response[Any]:
    view, story, form = await reading.question_view(question, viewer), await story_of(question.id), form or ClockForm()
    if story is None:
        raise NotFound(_("This question has no due date yet."))
    return page(
        request,
        "questions/desk/due.html",
        status=status,
        question=view,
        story=story,
        due=due_chip(question.state, story.due_on, day_of(now()), await load_calendar(), paused_at=view.paused_at),
        may_pause=clock_policy.why_not_pause(viewer, question) is None,
        typed=form.typed,
        problems=form.problems,
        labels=LABELS,
    )
