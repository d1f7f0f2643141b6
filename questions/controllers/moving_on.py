"""A question moves on: sent to the proposed unit, decided by the chair, transferred."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import day_of, now
from app.errors import Conflict, Invalid
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people.units import directory
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from questions import reading
from questions.controllers.desk_page import NAMES, not_now, question_for, too_late
from questions.controllers.unit_choice import unit_groups
from questions.controllers.who import only_for
from questions.desk_forms import Form
from questions.policy import QuestionFacts
from questions.states import ACT_NAMES, QuestionAct
from questions.transfers import naming, transferring
from questions.transfers.forms import LABELS, UnitForm


@dataclass(frozen=True)
class Way:
    """One act that names another unit. `run` returns what is said afterwards."""

    act: QuestionAct
    explanation: Sentence
    icon: str
    hint: Sentence
    run: Callable[[QuestionFacts, UnitForm, Viewer], Awaitable[Sentence]]

    @property
    def title(self) -> Sentence:
        return ACT_NAMES[self.act]


async def _name(question: QuestionFacts, form: UnitForm, viewer: Viewer) -> Sentence:
    due_on = await naming.name_unit(question, form.unit_id, form.reason, by=viewer, at=now())
    unit = (await directory()).name(form.unit_id)
    return _("%(unit)s answers by %(day)s. The unit is told why.", unit=unit, day=show_date(due_on))


async def _transfer(question: QuestionFacts, form: UnitForm, viewer: Viewer) -> Sentence:
    await transferring.transfer(question, form.unit_id, form.reason, by=viewer, at=now(), seen=form.seen)
    unit = (await directory()).name(form.unit_id)
    return _("Transferred to %(unit)s. Both units and the asker are told; the due date stays.", unit=unit)


WAYS: dict[str, Way] = {
    "naming": Way(
        QuestionAct.NAME_UNIT,
        _("Two units gave this question back. The unit that you name answers it and cannot give it back."),
        "gavel",
        _("The unit reads it."),
        _name,
    ),
    "transfer": Way(
        QuestionAct.TRANSFER,
        _(
            "The question goes to another unit, which takes it on or gives it back. What was drafted is kept. The date"
            " promised to the asker does not move."
        ),
        "arrow-right-left",
        _("Both units and the asker read it: please name no person in it."),
        _transfer,
    ),
}
PATHS = [f"/{name}" for name in WAYS]


class MovingOnController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @post("/offer-on")
    async def offer_on(
        self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]
    ) -> Response[Any]:
        question = await question_for(viewer, code)
        only_for(QuestionAct.OFFER, viewer, question)
        unit = (await read_form(request)).get("unit", [""])[-1]
        unit_id = int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else 0
        try:
            due_on = await naming.offer_on(question, unit_id, by=viewer, at=now())
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict)
        said = _(
            "Sent to %(unit)s. The answer is due on %(day)s.",
            unit=(await directory()).name(unit_id),
            day=show_date(due_on),
        )
        path = f"/desk/questions/{question.code}"
        return see_other(request, path, said=said, undo=f"{path}/unassignment")

    @get(PATHS)
    async def ask(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if late := await not_now(request, _way(request).act, viewer, question):
            return late
        return await _form(request, viewer, question, UnitForm())

    @post(PATHS)
    async def do(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question, way = await question_for(viewer, code), _way(request)
        only_for(way.act, viewer, question)
        units = [unit.id for unit in (await directory()).on(day_of(now()))]
        form = UnitForm.read(await read_form(request), units)
        if form.problems:
            return await _form(request, viewer, question, form, status=422)
        try:
            said = await way.run(question, form, viewer)
        except Invalid as invalid:
            form = UnitForm(dict(invalid.problems), form.typed)  # type: ignore[arg-type]
            return await _form(request, viewer, question, form, status=422)
        except Conflict as conflict:
            return await too_late(request, viewer, code, conflict, [(LABELS["reason"], form.reason)])
        return see_other(request, f"/desk/questions/{question.code}", said=said)


def _way(request: AnyRequest) -> Way:
    return WAYS[request.scope["path"].rstrip("/").rpartition("/")[2]]


async def _form(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: Form, *, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "questions/transfers/form.html",
        status=status,
        question=await reading.question_view(question, viewer),
        way=_way(request),
        action=request.scope["path"],
        units=unit_groups(await directory()),
        past=[row for row in await reading.assignments_of(question) if row.decline_reason and row.is_lead],
        typed=form.typed,
        problems=form.problems,
        labels=LABELS,
        **NAMES,
    )
