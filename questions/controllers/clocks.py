"""The clock of one question: why it is due when it is, stopping it, more time, and a first answer."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.formats import show_date
from app.forms import Posted
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import reading
from questions.clocks import correcting, extending, holding, pausing
from questions.clocks import policy as clock_policy
from questions.clocks.facts import ClockKind
from questions.clocks.forms import GRANT, LABELS, REFUSE, ClockForm
from questions.clocks.keeping import Move, clock_of
from questions.clocks.reading import story_of
from questions.clocks.requests import CORRECTION, EXTENSION, open_request
from questions.controllers.desk_page import question_for, too_late
from questions.looks import due_chip
from questions.policy import QuestionFacts

Act = Callable[[QuestionFacts, ClockForm, Viewer], Awaitable[Sentence]]


class ClockController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get("/due")
    async def due(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        return await _due_page(request, viewer, await question_for(viewer, code))

    @post("/pause")
    async def pause(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        return await _act(request, viewer, code, clock_policy.may_stop, ClockForm.read, _pause)

    @post("/resumption")
    async def resume(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        return await _act(request, viewer, code, clock_policy.may_stop, ClockForm.read, _resume)

    @post("/extension")
    async def extend(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        """Asked for by a leader of the unit, given by those who decide."""
        return await _act(request, viewer, code, clock_policy.may_ask_or_give, ClockForm.read_later, _extend)

    @post("/extension/decision")
    async def decide(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        return await _act(request, viewer, code, clock_policy.may_give_time, ClockForm.read_decision, _decide)

    @post("/first-answer")
    async def hold(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        return await _act(request, viewer, code, clock_policy.may_stop, ClockForm.read_held, _hold)

    @post("/correction")
    async def ask_for_correction(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        may = clock_policy.may_ask_for_correction
        return await _act(request, viewer, code, may, ClockForm.read_later, _ask_for_correction)

    @post("/correction/decision")
    async def decide_on_correction(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        may = clock_policy.may_give_time
        return await _act(request, viewer, code, may, ClockForm.read_decision, _decide_on_correction)


async def _act(
    request: AnyRequest,
    viewer: Viewer,
    code: str,
    may: Callable[[Viewer, QuestionFacts], bool],
    read: Callable[[Posted], ClockForm],
    act: Act,
) -> Response[Any]:
    question = await question_for(viewer, code)
    if not may(viewer, question):
        raise NotAllowed(clock_policy.STOPPERS)
    form = read(await read_form(request))
    if form.problems:
        return await _due_page(request, viewer, question, form, form.problems, status=422)
    try:
        said = await act(question, form, viewer)
    except Invalid as invalid:
        return await _due_page(request, viewer, question, form, dict(invalid.problems), status=422)
    except Conflict as conflict:
        return await too_late(
            request, viewer, code, conflict, [(LABELS["words" if act is _hold else "reason"], form.reason)]
        )
    return see_other(request, f"/desk/questions/{question.code}/due", said=said)


async def _pause(question: QuestionFacts, form: ClockForm, viewer: Viewer) -> Sentence:
    move = await pausing.pause(question, form.reason, by=viewer, at=now())
    return _("The clock stands still. The answer is due on %(day)s at the latest.", day=_day(move))


async def _resume(question: QuestionFacts, form: ClockForm, viewer: Viewer) -> Sentence:
    move = await pausing.resume(question, form.reason, by=viewer, at=now())
    return _("The clock runs again. The answer is due on %(day)s.", day=_day(move))


async def _extend(question: QuestionFacts, form: ClockForm, viewer: Viewer) -> Sentence:
    assert form.new_date is not None
    if clock_policy.may_give_time(viewer, question):
        move = await extending.give_time(question, form.new_date, form.reason, by=viewer, at=now())
        return _("More time was given. The answer is due on %(day)s.", day=_day(move))
    await extending.ask_for_time(question, form.new_date, form.reason, by=viewer, at=now())
    return _("Asked. The coordinator is told, and decides.")


async def _decide(question: QuestionFacts, form: ClockForm, viewer: Viewer) -> Sentence:
    waiting = await open_request(question.id, EXTENSION)
    if waiting is None or form.asked not in {"", str(waiting.id)}:
        raise Conflict(_("Somebody else decided on this in the meantime."))
    move = await extending.decide_on_time(
        question, waiting, grants=form.grants, reason=form.reason, by=viewer, at=now()
    )
    if move is None:
        return _("Not given. The unit is told why.")
    return _("More time was given. The answer is due on %(day)s.", day=_day(move))


async def _hold(question: QuestionFacts, form: ClockForm, viewer: Viewer) -> Sentence:
    assert form.new_date is not None
    move = await holding.hold(question, form.new_date, form.reason, by=viewer, at=now())
    return _("The first answer is published. The whole one is due on %(day)s.", day=_day(move))


async def _ask_for_correction(question: QuestionFacts, form: ClockForm, viewer: Viewer) -> Sentence:
    assert form.new_date is not None
    await correcting.ask_for_correction(question, form.new_date, form.reason, by=viewer, at=now())
    return _("Asked. Somebody else has to agree.")


async def _decide_on_correction(question: QuestionFacts, form: ClockForm, viewer: Viewer) -> Sentence:
    waiting = await open_request(question.id, CORRECTION)
    if waiting is None or form.asked not in {"", str(waiting.id)}:
        raise Conflict(_("Somebody else decided on this in the meantime."))
    move = await correcting.decide_on_correction(
        question, waiting, grants=form.grants, reason=form.reason, by=viewer, at=now()
    )
    if move is None:
        return _("Not corrected. The date stays.")
    return _("Corrected. The answer is due on %(day)s.", day=_day(move))


def _day(move: Move) -> str:
    return show_date(move.due_on) if move.due_on else ""


async def _due_page(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    form: ClockForm | None = None,
    problems: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    view, story, clock = (
        await reading.question_view(question, viewer),
        await story_of(question.id),
        await clock_of(question.id),
    )
    if story is None:
        raise NotFound(_("This question has no due date yet."))
    passed = (
        _("The date has passed: it was %(day)s.", day=show_date(story.due_on)) if day_of(now()) > story.due_on else None
    )
    return page(
        request,
        "questions/desk/due.html",
        status=status,
        question=view,
        story=story,
        due=due_chip(question.state, story.due_on, day_of(now()), await load_calendar(), paused_at=view.paused_at),
        asked=await open_request(question.id, EXTENSION),
        may_pause=clock_policy.why_not_pause(viewer, question) is None,
        too_late=clock_policy.why_too_late_to_stop(story.due_on, day_of(now())),
        may_give=clock_policy.why_not_give_time(viewer, question) is None,
        may_ask=clock_policy.why_not_ask_for_time(viewer, question) is None,
        may_hold=clock_policy.why_not_hold(viewer, question) is None,
        why_not_extend=clock_policy.why_not_put_off(ClockKind.EXTENDED, clock) or passed,
        why_not_hold=clock_policy.why_not_put_off(ClockKind.HELD, clock) or passed,
        correction=await open_request(question.id, CORRECTION),
        may_correct=clock_policy.why_not_ask_for_correction(viewer, question) is None,
        may_decide=clock_policy.why_not_decide_on_correction(viewer, question) is None,
        own=viewer.person_id,
        corrections=[(GRANT, _("Correct it")), (REFUSE, _("Leave it as it is"))],
        decisions=[(GRANT, _("Give the time")), (REFUSE, _("Do not give it"))],
        sent_to=request.scope["path"].removeprefix(f"{view.path}/") if status == 422 else "",
        typed=form.typed if form else {},
        problems=problems or {},
        labels=LABELS,
    )
