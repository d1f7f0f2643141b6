"""The coordinator's first look: accept, not accept, word the public text."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotAllowed
from app.i18n import Sentence, speaking
from app.i18n import Sentence as _
from app.people.fields import fields
from app.people.units import directory
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions import reading, seeing
from questions.controllers.desk_page import NAMES, not_now, question_for, too_late
from questions.controllers.leaving_out import doubts, left_out, proposed_to_leave_out
from questions.controllers.telling import and_told
from questions.controllers.unit_choice import unit_groups
from questions.controllers.who import only_for
from questions.desk_forms import GUIDANCE, LABELS, AdmitForm, Form, RejectForm, TextForm
from questions.forms import SUMMARY_MOST
from questions.policy import QuestionFacts
from questions.reading import QuestionView
from questions.states import CHOSEN_VISIBILITIES, QuestionAct, QuestionState, Visibility
from questions.triage import moderating
from questions.triage.appeal_rulings import appeal_of
from questions.triage.moderating import PublicText
from questions.values import Competence, Kind, offered_rejections


class ModerationController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get("/admission")
    async def admission(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        if late := await not_now(request, QuestionAct.ADMIT, viewer, question):
            return late
        return await _admission(request, viewer, question, AdmitForm())

    @post("/admission")
    async def admit(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        only_for(QuestionAct.ADMIT, viewer, question)
        form = AdmitForm.read(
            await read_form(request),
            [field.id for field in await fields()],
            [unit.id for unit in (await directory()).on(day_of(now()))],
            is_appeal=_is_appeal(question),
        )
        if form.step:
            return await _admission(request, viewer, question, await left_out(question, form))
        if form.problems:
            return await _admission(request, viewer, question, form, status=422)
        if await doubts(question, form):
            return await _admission(request, viewer, question, form, asks=True, status=422)
        try:
            await moderating.admit(
                question,
                _text_of(form),
                kind=form.kind,
                competence=form.competence,
                field_id=form.field_id,
                reported_unit_id=form.reported_unit_id,
                reason=form.reason,
                by=viewer,
                at=now(),
            )
        except Invalid as refusal:
            return await _admission(request, viewer, question, form, refusal.problems, status=422)
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, _kept(form))
        said = _("Accepted. Next: assign it to the agency that answers.")
        path = f"/desk/questions/{question.code}"
        return see_other(request, f"{path}/assignment", said=said, undo=f"{path}/reconsideration")

    @get("/rejection")
    async def rejection(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        if late := await not_now(request, QuestionAct.REJECT, viewer, question):
            return late
        return await _rejection(request, viewer, question, RejectForm())

    @post("/rejection")
    async def reject(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        only_for(QuestionAct.REJECT, viewer, question)
        form = RejectForm.read(await read_form(request))
        if form.problems:
            return await _rejection(request, viewer, question, form, status=422)
        view = await reading.question_view(question, viewer)
        with speaking(view.language):
            words = form.text or str(GUIDANCE[form.reason])
        try:
            secret_key = web_of(request).settings.secret_key
            await moderating.reject(question, form.reason, words, secret_key=secret_key, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["text"], form.text)])
        said = await and_told(_("Not accepted."), question, viewer)
        path = f"/desk/questions/{question.code}"
        return see_other(request, path, said=said, undo=f"{path}/reconsideration")

    @get("/public-text")
    async def public_text(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(seeing.why_not_edit_public_text(viewer, question))
        return await _public_text(request, viewer, question, TextForm())

    @post("/public-text")
    async def edit_public_text(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(seeing.why_not_edit_public_text(viewer, question))
        form = TextForm.read(await read_form(request))
        if form.step:
            return await _public_text(request, viewer, question, await left_out(question, form))
        if form.problems:
            return await _public_text(request, viewer, question, form, status=422)
        if await doubts(question, form):
            return await _public_text(request, viewer, question, form, asks=True, status=422)
        try:
            text = _text_of(form, question.visibility)
            await moderating.edit_public_text(question, text, seen=form.seen, by=viewer, at=now())
        except Invalid as refusal:
            return await _public_text(request, viewer, question, form, refusal.problems, status=422)
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, _kept(form))
        return see_other(request, f"/desk/questions/{question.code}", said=_("The public text is saved."))


def refuse(refusal: Sentence | None) -> None:
    """Raise what the policy said about opening a form that could not be sent."""
    if refusal is not None:
        raise NotAllowed(refusal)


def _is_appeal(question: QuestionFacts) -> bool:
    return question.state is QuestionState.APPEALED


async def _admission(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    form: AdmitForm,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    asks: bool = False,
    status: int = 200,
) -> Response[Any]:
    view = await reading.question_view(question, viewer)
    proposed = {
        "kind": Kind.QUESTION.value,
        "competence": Competence.CITY.value,
        "field": str(view.field_id or ""),
        "reported_unit": await _reported(question),
        **_proposed_text(view),
    }
    return page(
        request,
        "questions/desk/admission.html",
        status=status,
        question=view,
        kinds=[(kind.value, NAMES["kind_names"][kind]) for kind in Kind],
        competences=[(level.value, NAMES["competence_names"][level]) for level in Competence],
        fields=[(field.id, field.name) for field in await fields()],
        is_appeal=_is_appeal(question),
        units=unit_groups(await directory()),
        appeal=await appeal_of(question.id) if _is_appeal(question) else None,
        rejection_names=NAMES["rejection_names"],
        **_about_form(form, proposed, problems) | {"labels": {**LABELS, "reason": _("Why the appeal is granted")}},
        **await proposed_to_leave_out(question, form.typed or proposed, asks=asks),
    )


async def _rejection(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: RejectForm, *, status: int = 200
) -> Response[Any]:
    view = await reading.question_view(question, viewer)
    reasons = [(reason.value, NAMES["rejection_names"][reason], GUIDANCE[reason]) for reason in offered_rejections()]
    return page(
        request,
        "questions/desk/rejection.html",
        status=status,
        question=view,
        reasons=reasons,
        **_about_form(form, {}),
    )


async def _public_text(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    form: TextForm,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    asks: bool = False,
    status: int = 200,
) -> Response[Any]:
    view = await reading.question_view(question, viewer)
    proposed = {**_proposed_text(view), "seen": moderating.text_print(await moderating.present_text(question))}
    about = _about_form(form, proposed, problems)
    if seeing.why_not_choose(question, Visibility.OFFICIALS) is not None:  # it leaves the public by its own act
        about["visibilities"] = []
    about |= await proposed_to_leave_out(question, form.typed or proposed, asks=asks)
    return page(request, "questions/desk/public_text.html", status=status, question=view, **about)


def _about_form(
    form: Form, proposed: dict[str, str], problems: Mapping[str, Sentence | str] | None = None
) -> dict[str, Any]:
    """What every form page needs: what was typed, or what we propose where nothing was."""
    return {
        "typed": form.typed or proposed,
        "problems": problems or form.problems,
        "labels": LABELS,
        "summary_most": SUMMARY_MOST,
        "visibilities": [(value.value, NAMES["visibility_names"][value]) for value in CHOSEN_VISIBILITIES],
    }


async def _reported(question: QuestionFacts) -> str:
    """The unit whose officials it reports on, as the asker or the coordinator said before."""
    unit_id = question.reported_unit_id
    return "" if unit_id is None else str((await directory()).resolve(unit_id))


def _proposed_text(view: QuestionView) -> dict[str, str]:
    """The public text as it stands, before the admission the asker's own words."""
    return {
        "public_summary": view.public_summary or view.summary,
        "public_detail": view.public_detail or view.detail,
        "public_asker": view.public_asker,
        "visibility": (view.visibility if view.visibility in CHOSEN_VISIBILITIES else Visibility.PUBLIC).value,
    }


def _text_of(form: TextForm, present: Visibility = Visibility.PUBLIC) -> PublicText:
    return PublicText(form.summary, form.detail, form.asker, form.visibility or present)


def _kept(form: TextForm) -> list[tuple[Sentence | str, str]]:
    return [(LABELS["public_summary"], form.summary), (LABELS["public_detail"], form.detail)]
