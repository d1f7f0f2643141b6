"""The draft form saves itself while somebody writes; without JavaScript nobody comes here."""

from typing import Any

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import policy
from questions.answers import policy as answer_policy
from questions.answers.autosaving import also_writing, autosave, drop_unsaved, is_behind
from questions.answers.forms import DraftForm
from questions.answers.reading import answer_view
from questions.controllers.desk_page import question_for, too_late
from questions.controllers.moderation import refuse
from questions.facts import answer_of

NOT_KEPT = frozenset({"then", "version"})


class AutosaveController(Controller):
    path = "/desk/questions/{code:str}/answer"
    opt = {"access": Access.STAFF}

    @post("/autosave")
    async def keep(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        form, at = DraftForm.read(await read_form(request)), now()
        typed = {name: value for name, value in form.typed.items() if name not in NOT_KEPT}
        try:
            await autosave(question, typed, version=form.version, by=viewer, at=at)
        except (Conflict, Invalid) as refusal:
            return _said(request, status=409 if isinstance(refusal, Conflict) else 422, refusal=refusal.sentence)
        answer = await answer_of(question)
        behind = await answer_view(answer) if answer and is_behind(form.version, answer) else None
        return _said(request, saved_at=at, behind=behind, others=await also_writing(question, viewer, at))

    @post("/unsaved")
    async def drop(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(None if policy.works_for_lead(viewer, question) else answer_policy.why_not_draft(viewer, question))
        try:
            await drop_unsaved(question, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        path = f"/desk/questions/{question.code}/answer"
        return see_other(request, path, said=_("This is the saved text again."))


def _said(request: AnyRequest, *, status: int = 200, **words: Any) -> Response[Any]:
    shown = {"refusal": None, "behind": None, "others": [], **words}
    return page(request, "questions/desk/_autosaved.html", status=status, **shown)
