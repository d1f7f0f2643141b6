"""The letter of apology for a late answer: drafted by the clock, looked over and sent by a leader."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from app.people.deputies import title_to_sign
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import reading
from questions.apologies import policy as apology_policy
from questions.apologies.forms import LABELS, ApologyForm
from questions.apologies.reading import apologies_of, draft_of
from questions.apologies.sending import send_apology
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.moderation import refuse
from questions.policy import QuestionFacts


class ApologyController(Controller):
    path = "/desk/questions/{code:str}/apology"
    opt = {"access": Access.STAFF}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(apology_policy.why_not_apologise(viewer, question))
        return await _apology_page(request, viewer, question)

    @post()
    async def send(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if not apology_policy.may_apologise(viewer, question):
            refuse(apology_policy.why_not_apologise(viewer, question))
        form = ApologyForm.read(await read_form(request))
        if form.problems or form.new_date is None:
            return await _apology_page(request, viewer, question, form, form.problems, status=422)
        try:
            is_mailed = await send_apology(
                question,
                reason=form.reason,
                new_date=form.new_date,
                signer_title=form.signer_title,
                by=viewer,
                at=now(),
            )
        except Invalid as invalid:
            return await _apology_page(request, viewer, question, form, dict(invalid.problems), status=422)
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        said = _("The letter of apology is sent; everyone reads the reason and the new date.")
        if not is_mailed:
            said = _("The apology is public. The asker left no e-mail address: please tell them by phone or by post.")
        return see_other(request, f"/desk/questions/{question.code}", said=said)


async def _apology_page(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    form: ApologyForm | None = None,
    problems: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    draft = await draft_of(question.id)
    typed = form.typed if form else {}
    if not form and draft:
        title = await title_to_sign(
            viewer.person_id or 0, question.lead_unit_id or question.organiser_id, day_of(now())
        )
        typed = {"reason": draft.reason, "new_date": draft.new_date.isoformat(), "signer_title": title}
    return page(
        request,
        "questions/desk/apology.html",
        status=status,
        question=await reading.question_view(question, viewer),
        draft=draft,
        earlier=await apologies_of(question.id),
        today=day_of(now()),
        typed=typed,
        problems=problems or {},
        labels=LABELS,
        **NAMES,
    )
