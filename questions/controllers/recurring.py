"""A coordinator confirms that a question raises an earlier matter again, or takes that back."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, NotAllowed
from app.forms import Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import policy, reading
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.desk_forms import LABELS, REASON_MOST
from questions.policy import QuestionFacts
from questions.recurring.linking import link, unlink


class RecurringController(Controller):
    path = "/desk/questions/{code:str}/recurrence"
    opt = {"access": Access.STAFF}

    @post()
    async def confirm(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        _only_coordinators(viewer, question)
        wanted = Reader(await read_form(request)).line("earlier", most=40)
        earlier = await question_for(viewer, wanted or "-")
        try:
            await link(question, earlier, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        said = _("Linked: it raises the matter of %(code)s again.", code=earlier.code)
        return see_other(request, f"/desk/questions/{question.code}", said=said)

    @get("/end")
    async def ask_end(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        _only_coordinators(viewer, question)
        return await _form(request, viewer, question, {}, {})

    @post("/end")
    async def end(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        _only_coordinators(viewer, question)
        reader = Reader(await read_form(request))
        reason = reader.text("reason", required=True, most=REASON_MOST, why=_("Please give the reason."))
        if reader.problems:
            return await _form(request, viewer, question, reader.typed, reader.problems, status=422)
        try:
            await unlink(question, reason, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], reason)])
        said = _("No longer linked with the earlier question.")
        return see_other(request, f"/desk/questions/{question.code}", said=said)


def _only_coordinators(viewer: Viewer, question: QuestionFacts) -> None:
    if not policy.coordinates(viewer, question):
        raise NotAllowed(policy.COORDINATOR_ONLY)


async def _form(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    typed: dict[str, str],
    problems: dict[str, Sentence],
    *,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "questions/desk/recurrence_end.html",
        status=status,
        question=await reading.question_view(question, viewer),
        typed=typed,
        problems=problems,
        labels=LABELS,
        **NAMES,
    )
