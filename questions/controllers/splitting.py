"""Splitting a question that asks several things."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict
from app.forms import Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions import policy, reading
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.moderation import refuse
from questions.controllers.who import only_for
from questions.forms import DETAIL_MOST, SUMMARY_MOST
from questions.policy import QuestionFacts
from questions.splitting.splitting import LEAST, MOST, Told, split
from questions.states import QuestionAct

NUMBERS = range(1, MOST + 1)
LABELS: dict[str, Sentence] = {
    name: words
    for number in NUMBERS
    for name, words in (
        (f"summary_{number}", _("Part %(number)s: what it asks", number=number)),
        (f"detail_{number}", _("Part %(number)s: the text", number=number)),
    )
}


class SplittingController(Controller):
    path = "/desk/questions/{code:str}/splitting"
    opt = {"access": Access.STAFF}

    @get()
    async def ask(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(policy.why_not(QuestionAct.SPLIT, viewer, question))
        return await _form(request, viewer, question, {}, {})

    @post()
    async def do(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        only_for(QuestionAct.SPLIT, viewer, question)
        reader = Reader(await read_form(request))
        told = _told(reader)
        if not reader.problems and len(told) < LEAST:
            reader.problem(f"summary_{len(told) + 1}", _("Please write at least two parts."))
        if reader.problems:
            return await _form(request, viewer, question, reader.typed, reader.problems, status=422)
        try:
            secret = web_of(request).settings.secret_key
            codes = await split(question, told, secret_key=secret, by=viewer, at=now())
        except Conflict as conflict:
            kept = [(LABELS[name], text) for name, text in reader.typed.items()]
            return await too_late(request, viewer, code, conflict, kept)
        said = _("Split into %(codes)s. The asker is told; please look at each part.", codes=", ".join(codes))
        return see_other(request, f"/desk/questions/{question.code}", said=said)


def _told(reader: Reader) -> list[Told]:
    """The parts that were filled in; one without a text says what its summary says."""
    told = []
    for number in NUMBERS:
        detail = reader.text(f"detail_{number}", most=DETAIL_MOST)
        summary = reader.line(f"summary_{number}", required=bool(detail), most=SUMMARY_MOST)
        if summary:
            told.append(Told(summary, detail or summary))
    return told


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
        "questions/desk/splitting.html",
        status=status,
        question=await reading.question_view(question, viewer),
        numbers=NUMBERS,
        least=LEAST,
        summary_most=SUMMARY_MOST,
        typed=typed,
        problems=problems,
        labels=LABELS,
        **NAMES,
    )
