"""Taking an act back: an assignment, a first decision, an approval, or what everyone could read."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.overtaken import version_for, version_in
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import policy, reading, seeing, undoing
from questions.answers import policy as answer_policy
from questions.answers import unpublishing
from questions.answers.policy import AnswerFacts
from questions.answers.states import ANSWER_ACT_NAMES, AnswerAct, AnswerState
from questions.controllers.desk_page import question_for, too_late
from questions.controllers.moderation import refuse
from questions.desk_forms import ANSWER, LABELS, QUESTION, ReasonForm
from questions.facts import answer_of
from questions.moving import STALE
from questions.policy import QuestionFacts
from questions.states import ACT_NAMES, VISIBILITY_ACT_NAMES, QuestionAct, Visibility, VisibilityAct


@dataclass(frozen=True)
class Undo:
    """One act that is taken back with a reason: its form, why somebody may not, and the act itself."""

    title: Sentence
    explanation: Sentence
    said: Sentence
    why_not: Callable[[Viewer, QuestionFacts, AnswerFacts | None], Sentence | None]
    act: Callable[..., Awaitable[None]]
    is_about_answer: bool = False


_NO_ANSWER = _("There is no such answer.")


def _why_not_take_off(viewer: Viewer, question: QuestionFacts, answer: AnswerFacts | None) -> Sentence | None:
    refusal = seeing.why_not_show(VisibilityAct.TAKE_OFF, viewer, question)
    if refusal is None or answer is None:
        return refusal
    # A question that is not public may still have an answer that its asker reads.
    return answer_policy.why_not_answer(AnswerAct.TAKE_DOWN, viewer, answer)


UNDOS: dict[str, Undo] = {
    "unassignment": Undo(
        ACT_NAMES[QuestionAct.UNASSIGN],
        _("The units are told why. What they drafted is kept, and the date promised to the asker does not move."),
        _("Taken back. The units are told why. Next: assign it anew."),
        lambda viewer, question, _answer: policy.why_not(QuestionAct.UNASSIGN, viewer, question),
        undoing.unassign,
    ),
    "reconsideration": Undo(
        ACT_NAMES[QuestionAct.RECONSIDER],
        _("The question returns to the desk as a new one and leaves the public pages. Its asker reads the reason."),
        _("Back among the new questions."),
        lambda viewer, question, _answer: policy.why_not(QuestionAct.RECONSIDER, viewer, question),
        undoing.reconsider,
    ),
    "recall": Undo(
        ANSWER_ACT_NAMES[AnswerAct.RECALL],
        _("It becomes a draft again. Once it is mended it needs a new approval."),
        _("Recalled. It is a draft again."),
        lambda viewer, _question, answer: (
            _NO_ANSWER if answer is None else answer_policy.why_not_answer(AnswerAct.RECALL, viewer, answer)
        ),
        undoing.recall,
        is_about_answer=True,
    ),
    "removal": Undo(
        VISIBILITY_ACT_NAMES[VisibilityAct.TAKE_OFF],
        _("Everyone reads the reason and the date in its place. Nothing is deleted, and it can be put back."),
        _("Taken off the public pages. The page now says why."),
        _why_not_take_off,
        unpublishing.take_off,
    ),
}


class UndoController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get(["/unassignment", "/reconsideration", "/recall", "/removal"])
    async def ask(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        undo = _asked(request)
        refuse(undo.why_not(viewer, question, await _seen_answer(viewer, question)))
        return await _form(request, viewer, question, ReasonForm())

    @post(["/unassignment", "/reconsideration", "/recall", "/removal"])
    async def take_back(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        posted, undo = await read_form(request), _asked(request)
        form, answer = ReasonForm.read(posted), await _seen_answer(viewer, question)
        if form.problems:
            refuse(undo.why_not(viewer, question, answer))
            return await _form(request, viewer, question, form, status=422)
        if version_in(posted) not in {"", _version(undo, question, answer)}:
            return await too_late(request, viewer, code, Conflict(STALE), [(LABELS["reason"], form.reason)])
        is_answer_only = form.is_answer_only and undo is UNDOS["removal"]
        is_about_answer = undo.is_about_answer or is_answer_only
        if is_about_answer and answer is None:
            raise NotFound(_NO_ANSWER)
        act: Callable[..., Awaitable[None]] = unpublishing.take_down if is_answer_only else undo.act
        try:
            await act(answer if is_about_answer else question, form.reason, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        way_back = "/assignment" if undo is UNDOS["unassignment"] else ""
        return see_other(request, f"/desk/questions/{question.code}{way_back}", said=undo.said)

    @post("/restoration")
    async def put_back(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        wants_answer = (await read_form(request)).get("what") == [ANSWER]
        answer = await _seen_answer(viewer, question)
        try:
            if wants_answer:
                if answer is None:
                    raise NotFound(_NO_ANSWER)
                await unpublishing.put_answer_back(answer, by=viewer, at=now())
            else:
                await unpublishing.put_back(question, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        said = _("Everyone can read it again.")
        return see_other(request, f"/desk/questions/{question.code}", said=said, undo=_page(question, "removal"))


def _page(question: QuestionFacts, name: str) -> str:
    return f"/desk/questions/{question.code}/{name}"


def _asked(request: AnyRequest) -> Undo:
    return UNDOS[request.scope["path"].rstrip("/").rpartition("/")[2]]


async def _seen_answer(viewer: Viewer, question: QuestionFacts) -> AnswerFacts | None:
    answer = await answer_of(question)
    return answer if answer is not None and answer_policy.may_see_draft(viewer, answer) else None


def _version(undo: Undo, question: QuestionFacts, answer: AnswerFacts | None) -> str:
    """What its form shows: whose the question is, and which answer. The acts compare both once more as they write."""
    return f"{question.lead_unit_id or 0}-{answer.version if answer and undo.is_about_answer else 0}"


async def _form(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: ReasonForm, *, status: int = 200
) -> Response[Any]:
    undo, answer = _asked(request), await _seen_answer(viewer, question)
    return page(
        request,
        "questions/desk/undo.html",
        status=status,
        question=await reading.question_view(question, viewer),
        undo=undo,
        version=await version_for(request, _version(undo, question, answer), None),
        action=request.scope["path"],
        whats=_whats(viewer, question, answer) if undo is UNDOS["removal"] else [],
        everyone_reads=_everyone_reads(undo, question),
        typed=form.typed or {"what": ANSWER if question.visibility != "public" else QUESTION},
        problems=form.problems,
        labels=LABELS,
    )


def _everyone_reads(undo: Undo, question: QuestionFacts) -> bool:
    """Whether the reason will stand on a public page, in the place of what stood there."""
    if undo is UNDOS["reconsideration"]:
        return seeing.is_public(question) or question.visibility is Visibility.TAKEN_OFF
    return undo is UNDOS["removal"]


def _whats(viewer: Viewer, question: QuestionFacts, answer: AnswerFacts | None) -> list[tuple[str, Sentence]]:
    """What of it can be taken off: the question with all that stands on its page, or the answer alone."""
    whats = []
    if seeing.why_not_show(VisibilityAct.TAKE_OFF, viewer, question) is None:
        whats.append((QUESTION, _("The question, with everything on its page")))
    if answer is not None and answer.state is AnswerState.PUBLISHED:
        whats.append((ANSWER, _("The answer only; the question stays")))
    return whats
