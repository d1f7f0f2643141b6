"""Sending a question to the unit that answers, that unit's yes or no, and how the answer reached the asker."""

from collections.abc import Mapping
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, local, now
from app.errors import Conflict, Invalid
from app.formats import show_date, show_moment
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.fields import agencies_of
from app.people.units import directory
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import assigning, policy, reading
from questions.answers import publishing
from questions.clocks import choosing
from questions.clocks.starting import WEIGHT_NAMES, Weight
from questions.controllers.desk_page import NAMES, not_now, question_for, question_page, too_late
from questions.controllers.moderation import refuse
from questions.controllers.unit_choice import unit_groups
from questions.controllers.who import only_for
from questions.desk_forms import LABELS, AssignForm, DeclineForm, DeliveryForm
from questions.policy import QuestionFacts
from questions.states import ASSIGNED_STATES, QuestionAct
from questions.values import Delivery, offered_declines


class AssignmentController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get("/assignment")
    async def assignment(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        only_for(QuestionAct.OFFER, viewer, question)
        refusal = policy.why_not(QuestionAct.OFFER, viewer, question)
        if refusal is not None:
            told = await _assigned_already(question) or refusal
            return await question_page(request, viewer, question, refusal=told, status=409)
        return await _assignment(request, viewer, question, AssignForm())

    @post("/assignment")
    async def assign(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        only_for(QuestionAct.OFFER, viewer, question)
        form = AssignForm.read(await read_form(request))
        if form.problems:
            return await _assignment(request, viewer, question, form, status=422)
        try:
            due_on = await assigning.assign(
                question,
                form.lead_unit_id,
                form.helper_ids,
                weight=form.weight,
                note=form.note,
                by=viewer,
                at=now(),
            )
        except Invalid as refusal:
            return await _assignment(request, viewer, question, form, refusal.problems, status=422)
        except Conflict as conflict:
            told = await _assigned_already(await question_for(viewer, code)) or conflict.sentence
            return await too_late(request, viewer, code, Conflict(told), [(LABELS["note"], form.note)])
        unit = (await directory()).name(form.lead_unit_id)
        said = _("Sent to %(unit)s. The answer is due on %(day)s.", unit=unit, day=show_date(due_on))
        path = f"/desk/questions/{question.code}"
        return see_other(request, path, said=said, undo=f"{path}/unassignment")

    @post("/acceptance")
    async def accept(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        try:
            await assigning.accept(question, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        said = _("Your unit has taken the question on. Next: write the answer.")
        return see_other(request, f"/desk/questions/{question.code}", said=said)

    @get("/decline")
    async def declination(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        if late := await not_now(request, QuestionAct.DECLINE, viewer, question):
            return late
        return await _decline(request, viewer, question, DeclineForm())

    @post("/decline")
    async def decline(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        only_for(QuestionAct.DECLINE, viewer, question)
        units = (await directory()).on(day_of(now()))
        form = DeclineForm.read(
            await read_form(request), [unit.id for unit in units if unit.id != question.lead_unit_id]
        )
        if form.problems:
            return await _decline(request, viewer, question, form, status=422)
        try:
            await assigning.decline(question, form.reason, form.explanation, form.proposed_unit_id, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["explanation"], form.explanation)])
        return see_other(request, "/work", said=_("Given back. The coordinator is told why."))

    @get("/delivery")
    async def delivery(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        refuse(policy.why_not_record_delivery(viewer, question))
        return await _delivery(request, viewer, question, DeliveryForm())

    @post("/delivery")
    async def record_delivery(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        form = DeliveryForm.read(await read_form(request), at=now())
        if form.delivered_at is None or form.problems:
            refuse(policy.why_not_record_delivery(viewer, question))
            return await _delivery(request, viewer, question, form, status=422)
        try:
            await publishing.record_delivery(
                question, form.way, form.note, delivered_at=form.delivered_at, by=viewer, at=now()
            )
        except Invalid as refusal:
            return await _delivery(request, viewer, question, form, refusal.problems, status=422)
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["note"], form.note)])
        return see_other(request, f"/desk/questions/{question.code}", said=_("The delivery is recorded."))


async def _assigned_already(question: QuestionFacts) -> Sentence | None:
    """Who sent it where and when, for a coordinator who would assign it once more."""
    if question.state not in ASSIGNED_STATES:
        return None
    lead = next((row for row in await reading.assignments_of(question) if row.is_lead), None)
    if lead is None:
        return None
    return _(
        "It was assigned to %(unit)s already, by %(who)s at %(moment)s.",
        unit=lead.unit,
        who=lead.offered_by or "Đối thoại",
        moment=show_moment(lead.offered_at),
    )


async def _assignment(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    form: AssignForm,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    view = await reading.question_view(question, viewer)
    today, units, calendar = day_of(now()), await directory(), await load_calendar()
    agencies = await agencies_of(view.field_id) if view.field_id else ()
    proposed = {"lead_unit": str(agencies[0]) if agencies else "", "weight": Weight.PLAIN.value}
    proposed["helpers"] = ",".join(str(unit_id) for unit_id in agencies[1:])
    clocks = await choosing.due_clocks(question.id, agencies[0] if agencies else None, at=now())
    return page(
        request,
        "questions/desk/assignment.html",
        status=status,
        question=view,
        weights=[
            (weight.value, WEIGHT_NAMES[weight], due_words(clock.due_on(calendar), clock.length))
            for weight, clock in clocks.items()
        ],
        is_planned=any(clock.is_planned for clock in clocks.values()),
        leads=unit_groups(units),
        is_proposed=bool(agencies),
        likely=[(unit_id, units.short_name(unit_id)) for unit_id in agencies[1:]],
        others=[(unit.id, unit.short_name or unit.name) for unit in units.on(today) if unit.id not in agencies[1:]],
        past=[row for row in await reading.assignments_of(question) if row.decline_reason],
        decline_names=NAMES["decline_names"],
        typed=form.typed or proposed,
        problems=problems or form.problems,
        labels=LABELS,
    )


def due_words(due_on: Any, length: Sentence) -> Sentence:
    return _("Due on %(day)s: %(length)s", day=show_date(due_on), length=length)


async def _decline(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: DeclineForm, *, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "questions/desk/decline.html",
        status=status,
        question=await reading.question_view(question, viewer),
        reasons=[(reason.value, NAMES["decline_names"][reason]) for reason in offered_declines()],
        units=unit_groups(await directory(), without=question.lead_unit_id),
        typed=form.typed,
        problems=form.problems,
        labels=LABELS,
    )


async def _delivery(
    request: AnyRequest,
    viewer: Viewer,
    question: QuestionFacts,
    form: DeliveryForm,
    problems: Mapping[str, Sentence | str] | None = None,
    *,
    status: int = 200,
) -> Response[Any]:
    return page(
        request,
        "questions/desk/delivery.html",
        status=status,
        question=await reading.question_view(question, viewer),
        ways=[(way.value, NAMES["delivery_names"][way]) for way in Delivery],
        typed=form.typed or {"delivered_at": f"{local(now()):%Y-%m-%dT%H:%M}"},
        problems=problems or form.problems,
        labels=LABELS,
    )
