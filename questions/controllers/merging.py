"""Joining a question with another one that asks the same."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, NotFound
from app.forms import Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import policy, reading
from questions.controllers.desk_page import NAMES, not_now, question_for, too_late
from questions.controllers.who import only_for
from questions.facts import NO_QUESTION
from questions.forms import spoken_code
from questions.looks import LOOKS
from questions.merging.joining import join
from questions.merging.policy import TAKES_IN, why_not_join
from questions.policy import QuestionFacts
from questions.similar.duplicates import like_questions
from questions.states import QuestionAct

LABELS = {"into": _("With which question"), "code": _("Another question, by its code")}


class MergingController(Controller):
    path = "/desk/questions/{code:str}/merging"
    opt = {"access": Access.STAFF}

    @get()
    async def ask(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if late := await not_now(request, QuestionAct.MERGE, viewer, question):
            return late
        typed = {"into": (request.query_params.get("into") or "")[:40]}
        return await _form(request, viewer, question, typed, {})

    @post()
    async def do(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        only_for(QuestionAct.MERGE, viewer, question)
        reader = Reader(await read_form(request))
        wanted = spoken_code(reader.line("code", most=40) or reader.line("into", most=40))
        place = "code" if reader.typed["code"] else "into"
        into: QuestionFacts | None = None
        if not wanted:
            reader.problem(place, _("Please choose the question, or write its code."))
        else:
            try:
                into = await question_for(viewer, wanted)
            except NotFound:
                reader.problem(place, NO_QUESTION)
        if into is not None:
            refusal = why_not_join(viewer, question, into)
            if refusal is not None and policy.why_not(QuestionAct.MERGE, viewer, question) is None:
                reader.problem(place, refusal)
        if reader.problems or into is None:
            return await _form(request, viewer, question, reader.typed, reader.problems, status=422)
        try:
            await join(question, into, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        said = _("Joined. The asker is told, and gets the answer of %(code)s.", code=into.code)
        undo = f"/desk/questions/{question.code}/reconsideration"
        return see_other(request, f"/desk/questions/{into.code}", said=said, undo=undo)


async def _form(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    typed: dict[str, str],
    problems: dict[str, Sentence],
    *,
    status: int = 200,
) -> Response[Any]:
    similar = [
        each
        for each in await like_questions(question, viewer)
        if each.state in TAKES_IN and each.organiser_id == question.organiser_id
    ]
    if typed.get("into") and typed["into"].upper() not in [each.code for each in similar]:
        typed = {"into": "", "code": typed["into"], **{name: text for name, text in typed.items() if name == "code"}}
    return page(
        request,
        "questions/desk/merging.html",
        status=status,
        question=await reading.question_view(question, viewer),
        similar=similar,
        options=[(each.code, each.summary, f"{each.code} · {each.percent} %") for each in similar],
        typed=typed,
        problems=problems,
        labels=LABELS,
        looks=LOOKS,
        **NAMES,
    )
