"""Urging a unit on, the words of the oversight, and the reply to its request."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import policy, reading
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.moderation import refuse
from questions.desk_forms import Form
from questions.opinions.forms import LABELS, OversightForm, ReplyForm, WordsForm
from questions.oversight import overseeing, urging
from questions.oversight import policy as oversight_policy
from questions.policy import QuestionFacts
from questions.values import NOTE_KIND_NAMES, NoteKind, Reply


class OversightController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get("/urging")
    async def ask_urging(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(oversight_policy.why_not_urge(viewer, question))
        return await _form(request, viewer, question, "urging", WordsForm())

    @post("/urging")
    async def urge(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(None if oversight_policy.may_urge(viewer, question) else oversight_policy.why_not_urge(viewer, question))
        form = WordsForm.read(await read_form(request))
        if form.problems:
            return await _form(request, viewer, question, "urging", form, status=422)
        try:
            await urging.urge(question, form.words, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["words"], form.words)])
        return see_other(request, f"/desk/questions/{question.code}", said=_("The unit was urged on."))

    @get("/oversight")
    async def ask_words(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(oversight_policy.why_not_oversee(viewer, question))
        return await _form(request, viewer, question, "oversight", OversightForm(typed={"kind": NoteKind.COMMENT}))

    @post("/oversight")
    async def write(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(oversight_policy.why_not_oversee(viewer, question))
        form = OversightForm.read(await read_form(request))
        if form.problems:
            return await _form(request, viewer, question, "oversight", form, status=422)
        act = overseeing.comment if form.kind is NoteKind.COMMENT else overseeing.ask_to_reopen
        try:
            await act(question, form.body, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["body"], form.body)])
        return see_other(request, f"/desk/questions/{question.code}", said=SAID[form.kind or NoteKind.COMMENT])

    @get("/reopening")
    async def ask_reply(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(oversight_policy.why_not_reply(viewer, question))
        return await _form(request, viewer, question, "reopening", ReplyForm())

    @post("/reopening")
    async def reply(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(None if policy.rules_on(viewer, question) else oversight_policy.why_not_reply(viewer, question))
        form = ReplyForm.read(await read_form(request))
        if form.problems:
            return await _form(request, viewer, question, "reopening", form, status=422)
        act = overseeing.grant if form.reply is Reply.GRANTED else overseeing.turn_down
        try:
            await act(question, form.reason, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        return see_other(request, f"/desk/questions/{question.code}", said=_("Replied. The oversight is told."))


SAID = {
    NoteKind.COMMENT: _("Your words are with the question; the coordinators are told."),
    NoteKind.REQUEST: _("Your request to have it answered anew was sent; a coordinator has to reply."),
}
REPLIES: list[tuple[str, Sentence]] = [
    (Reply.GRANTED.value, _("Grant it: the question is answered anew, once")),
    (Reply.REFUSED.value, _("Do not grant it: the answer stands")),
]


async def _form(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, name: str, form: Form, *, status: int = 200
) -> Response[Any]:
    may_ask = oversight_policy.why_not_ask_to_reopen(viewer, question) is None
    return page(
        request,
        f"questions/desk/{name}.html",
        status=status,
        question=await reading.question_view(question, viewer),
        kinds=[(kind.value, NOTE_KIND_NAMES[kind]) for kind in NoteKind if kind is NoteKind.COMMENT or may_ask],
        notes=await overseeing.oversight_notes(question.id),
        urgings=await urging.urgings_of(question.id),
        replies=REPLIES,
        typed=form.typed,
        problems=form.problems,
        labels=LABELS,
        **NAMES,
    )
