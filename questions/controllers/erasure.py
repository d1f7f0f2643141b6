"""A coordinator decides whether an asker's data is erased."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, NotAllowed
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import reading
from questions.askers import erasing, policy
from questions.askers.forms import LABELS, read_words
from questions.askers.requests import requests_of
from questions.controllers.desk_page import question_for, too_late
from questions.controllers.moderation import refuse
from questions.policy import COORDINATOR_ONLY, QuestionFacts, coordinates


class ErasureController(Controller):
    path = "/desk/questions/{code:str}/erasure"
    opt = {"access": Access.STAFF}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(policy.why_not_rule(viewer, question))
        return await _page(request, viewer, question)

    @post()
    async def rule(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if not coordinates(viewer, question):
            raise NotAllowed(COORDINATOR_ONLY)
        posted = await read_form(request)
        erases = "erase" in (posted.get("ruling") or [])
        reason, problems = read_words(posted, "reason", required=not erases)
        if problems:
            return await _page(request, viewer, question, {"reason": reason}, problems, status=422)
        act = erasing.grant_erasure if erases else erasing.refuse_erasure
        try:
            await act(question, reason, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], reason)])
        said = _("Erased. The question stays, without its asker.") if erases else _("Kept. The asker is told why.")
        return see_other(request, f"/desk/questions/{question.code}", said=said)


async def _page(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, Sentence] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "questions/desk/erasure.html",
        status=status,
        question=await reading.question_view(question, viewer),
        asked=(await requests_of(question.id))[0],
        typed=typed or {},
        problems=problems or {},
        labels=LABELS,
    )
