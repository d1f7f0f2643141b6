"""The page of a coordinating unit's part, and asking for one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from app.web.overtaken import version_for
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import reading, seeing
from questions.answers.forms import BODY_MOST
from questions.controllers.desk_page import NAMES, question_for, too_late
from questions.controllers.moderation import refuse
from questions.controllers.unit_choice import unit_groups
from questions.desk_forms import Form
from questions.looks import due_chip
from questions.parts import asking, writing
from questions.parts import policy as part_policy
from questions.parts.facts import part_facts, parts_of
from questions.parts.forms import LABELS, AskPartForm, DeclinePartForm, PartForm, RulingForm
from questions.parts.looks import PART_LOOKS, part_due_chip
from questions.parts.policy import PartFacts
from questions.parts.states import PartAct
from questions.policy import QuestionFacts
from questions.values import offered_declines

NO_PART = _("There is no such part.")


class PartAskingController(Controller):
    path = "/desk/questions/{code:str}/part"
    opt = {"access": Access.STAFF}

    @get()
    async def asking(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(part_policy.why_not_ask(viewer, question))
        return await _ask(request, viewer, question, AskPartForm())

    @post()
    async def ask(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if not part_policy.may_ask(viewer, question):
            refuse(part_policy.why_not_ask(viewer, question))
        units = [unit.id for unit in (await directory()).on(day_of(now()))]
        form = AskPartForm.read(await read_form(request), units)
        if form.problems or form.due_on is None:
            return await _ask(request, viewer, question, form, status=422)
        try:
            await asking.ask_part(question, form.unit_id, form.words, form.due_on, by=viewer, at=now())
        except Invalid as invalid:
            return await _ask(request, viewer, question, form, invalid.problems, status=422)
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["words"], form.words)])
        unit = (await directory()).short_name(form.unit_id)
        said = _("%(unit)s is asked for its part.", unit=unit)
        return see_other(request, f"/desk/questions/{question.code}", said=said)


class PartController(Controller):
    path = "/desk/parts/{part_id:int}"
    opt = {"access": Access.STAFF}

    @get()
    async def show(self, request: AnyRequest, viewer: NamedDependency[Viewer], part_id: FromPath[int]) -> Response[Any]:
        return await _page(request, viewer, await _part_for(viewer, part_id))

    @post("/text")
    async def save(self, request: AnyRequest, viewer: NamedDependency[Viewer], part_id: FromPath[int]) -> Response[Any]:
        part = await _part_for(viewer, part_id, PartAct.SAVE)
        form = PartForm.read(await read_form(request))
        if form.problems:
            return await _page(request, viewer, part, form, status=422)
        try:
            saved = await writing.save_part(part, form.body, version=form.version, by=viewer, at=now())
            if form.is_finished:
                await writing.submit_part(saved, by=viewer, at=now())
        except Conflict as conflict:
            return await _changed(request, viewer, part_id, conflict, form)
        said = (
            _("Sent for approval. Your unit's leaders are told.")
            if form.is_finished
            else _("Saved as version %(version)s.", version=saved.version)
        )
        return see_other(request, f"/desk/parts/{part_id}", said=said)

    @post("/approval")
    async def approve(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], part_id: FromPath[int]
    ) -> Response[Any]:
        part = await _part_for(viewer, part_id, PartAct.APPROVE)
        form = RulingForm.read(await read_form(request))
        try:
            await writing.approve_part(replace(part, version=form.version), reason=form.reason, by=viewer, at=now())
        except Invalid as invalid:
            return await _page(request, viewer, part, form, problems=invalid.problems, status=422)
        except Conflict as conflict:
            return await _changed(request, viewer, part_id, conflict, form)
        return see_other(request, f"/desk/parts/{part_id}", said=_("Delivered. The lead unit is told."))

    @post("/return")
    async def give_back(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], part_id: FromPath[int]
    ) -> Response[Any]:
        part = await _part_for(viewer, part_id, PartAct.RETURN)
        form = RulingForm.read(await read_form(request), needs="comment")
        if form.problems:
            return await _page(request, viewer, part, form, status=422)
        try:
            await writing.return_part(replace(part, version=form.version), form.comment, by=viewer, at=now())
        except Conflict as conflict:
            return await _changed(request, viewer, part_id, conflict, form)
        return see_other(request, f"/desk/parts/{part_id}", said=_("Returned. Whoever wrote it is told."))

    @post("/sending-back")
    async def send_back(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], part_id: FromPath[int]
    ) -> Response[Any]:
        part = await _part_for(viewer, part_id, PartAct.SEND_BACK)
        form = RulingForm.read(await read_form(request), needs="comment", has_day=True)
        if form.problems or form.due_on is None:
            return await _page(request, viewer, part, form, status=422)
        try:
            await writing.send_back(replace(part, version=form.version), form.comment, form.due_on, by=viewer, at=now())
        except Invalid as invalid:
            return await _page(request, viewer, part, form, problems=invalid.problems, status=422)
        except Conflict as conflict:
            return await _changed(request, viewer, part_id, conflict, form)
        said = _("Sent back. The unit is told what should change.")
        return see_other(request, f"/desk/questions/{part.question.code}", said=said)

    @post("/decline")
    async def decline(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], part_id: FromPath[int]
    ) -> Response[Any]:
        part = await _part_for(viewer, part_id, PartAct.DECLINE)
        form = DeclinePartForm.read(await read_form(request))
        if form.problems:
            return await _page(request, viewer, part, form, status=422)
        try:
            await writing.decline_part(part, form.reason, form.explanation, by=viewer, at=now())
        except Conflict as conflict:
            return await _changed(request, viewer, part_id, conflict, form)
        return see_other(request, "/work", said=_("Given back. The lead unit is told why."))

    @post("/withdrawal")
    async def withdraw(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], part_id: FromPath[int]
    ) -> Response[Any]:
        part = await _part_for(viewer, part_id, PartAct.WITHDRAW)
        form = RulingForm.read(await read_form(request), needs="why")
        if form.problems:
            return await _page(request, viewer, part, form, status=422)
        try:
            await asking.withdraw_part(part, form.why, by=viewer, at=now())
        except Conflict as conflict:
            return await _changed(request, viewer, part_id, conflict, form)
        said = _("The unit is told that its part is no longer needed.")
        return see_other(request, f"/desk/questions/{part.question.code}", said=said)


async def _part_for(viewer: Viewer, part_id: int, act: PartAct | None = None) -> PartFacts:
    """Raises NotFound for a part that is not the viewer's to see, NotAllowed for an act that never is theirs."""
    part = await part_facts(min(part_id, 2**31 - 1))
    if not part_policy.may_see_part(viewer, part):
        raise NotFound(NO_PART)
    refusal = part_policy.PART_WHO[act](viewer, part) if act else None
    if refusal is not None:
        raise NotAllowed(refusal)
    return part


async def _page(
    request: AnyRequest,
    viewer: Viewer,
    part: PartFacts,
    form: Form | None = None,
    *,
    problems: Mapping[str, Sentence | str] | None = None,
    refusal: Sentence | str | None = None,
    status: int = 200,
) -> Response[Any]:
    view = next(one for one in await parts_of(part.question) if one.id == part.id)
    today, calendar = day_of(now()), await load_calendar()
    question = await reading.question_view(part.question, viewer)
    may = {act.value: part_policy.why_not_part(act, viewer, part) is None for act in PartAct}
    proposed = {"body": view.body, "due_on": ""}
    if may["send_back"] and question.due_on:
        proposed["due_on"] = (await asking.part_due(question.due_on, today)).isoformat()
    return page(
        request,
        "questions/parts/show.html",
        status=status,
        question=question,
        may_see_question=seeing.may_see(viewer, part.question),
        piece=view,
        version=await version_for(request, str(view.facts.version), refusal),
        reads=part_policy.may_read_part(viewer, part),
        look=PART_LOOKS[part.state],
        due=part_due_chip(part.state, part.due_on, today, calendar),
        lead_unit=(await directory()).short_name(part.question.lead_unit_id),
        may=may,
        why_not_approve=part_policy.why_not_part(PartAct.APPROVE, viewer, part) if may["return"] else None,
        needs_reason=may["approve"] and part_policy.needs_reason_to_approve(viewer, part),
        reasons=[(reason.value, NAMES["decline_names"][reason]) for reason in offered_declines()],
        typed=proposed | (form.typed if form else {}),
        problems=problems or (form.problems if form else {}),
        refusal=refusal,
        labels=LABELS,
        body_most=BODY_MOST,
    )


async def _changed(request: AnyRequest, viewer: Viewer, part_id: int, conflict: Conflict, form: Form) -> Response[Any]:
    """409: the part as it stands now; what was typed is kept in its field."""
    part = await _part_for(viewer, part_id)
    return await _page(request, viewer, part, form, refusal=conflict.sentence, status=409)


async def _ask(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    form: AskPartForm,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    view = await reading.question_view(question, viewer)
    today, calendar = day_of(now()), await load_calendar()
    proposed = {"due_on": (await asking.part_due(view.due_on, today)).isoformat()} if view.due_on else {}
    return page(
        request,
        "questions/parts/ask.html",
        status=status,
        question=view,
        due=due_chip(question.state, view.due_on, today, calendar, f"{view.path}/due", paused_at=view.paused_at),
        units=unit_groups(await directory()),
        typed=proposed | form.typed,
        problems=problems or form.problems,
        labels=LABELS,
    )
