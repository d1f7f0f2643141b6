"""The first look at a question beside accepting it: more is asked for, and what the asker told is entered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.access import Access, Viewer
from app.clock import now
from app.errors import Conflict, Invalid
from app.formats import show_date
from app.i18n import Sentence
from app.i18n import Sentence as _
from app.web.pages import page, read_form, see_other
from app.web.posted import AnyRequest
from app.web.state import web_of
from questions import reading
from questions.controllers.desk_page import NAMES, not_now, question_for, too_late
from questions.controllers.telling import and_told
from questions.controllers.who import only_for
from questions.desk_forms import GUIDANCE
from questions.policy import QuestionFacts
from questions.states import ACT_NAMES, QuestionAct
from questions.triage import appealing, asking_back, handing_over
from questions.triage.appeal_rulings import appeal_of
from questions.triage.forms import FORWARD, LABELS, MORE, RECORD_REPLY, REFER, REPLY, UPHOLD, Asked, TriageForm
from questions.values import Rejection

Values = dict[str, str]


@dataclass(frozen=True)
class Call:
    """Who does it and with which secret of this installation."""

    by: Viewer
    secret_key: str


@dataclass(frozen=True)
class Step:
    """One act of the first look: its form, and what is done with it. `run` returns what is said afterwards."""

    act: QuestionAct
    explanation: Sentence
    icon: str
    fields: tuple[Asked, ...]
    run: Callable[[QuestionFacts, Values, Call], Awaitable[Sentence]]
    is_grave: bool = False
    proposed: Mapping[str, Sentence] = field(default_factory=dict)

    @property
    def title(self) -> Sentence:
        return ACT_NAMES[self.act]


async def _ask_back(question: QuestionFacts, values: Values, call: Call) -> Sentence:
    day = await asking_back.ask_back(question, values["words"], secret_key=call.secret_key, by=call.by, at=now())
    return _("Asked. The asker may answer until %(day)s; the clock stands still.", day=show_date(day))


async def _inform(question: QuestionFacts, values: Values, call: Call) -> Sentence:
    await asking_back.inform(question, values["reply"], by=call.by, at=now())
    return _("Entered. The question goes on where it was.")


async def _uphold(question: QuestionFacts, values: Values, call: Call) -> Sentence:
    await appealing.uphold(question, values["reason"], by=call.by, at=now())
    return _("Not accepted for good.")


async def _refer(question: QuestionFacts, values: Values, call: Call) -> Sentence:
    await handing_over.refer(question, values["addressee"], values["guidance"], by=call.by, at=now())
    return _("Guided elsewhere.")


async def _forward(question: QuestionFacts, values: Values, call: Call) -> Sentence:
    written_on = date.fromisoformat(values["written_on"])
    await handing_over.forward(question, values["addressee"], values["number"], written_on, by=call.by, at=now())
    return _("Sent on.")


async def _record_reply(question: QuestionFacts, values: Values, call: Call) -> Sentence:
    written_on = date.fromisoformat(values["written_on"])
    await handing_over.record_reply(question, values["answer"], values["number"], written_on, by=call.by, at=now())
    return _("Recorded. Everyone can read it.")


STEPS: dict[str, Step] = {
    "more-information": Step(
        QuestionAct.ASK,
        _(
            "Once for each question. The clock stands still until the asker answers; without an answer the question is"
            " withdrawn after the last day. An asker without an e-mail address has to be called."
        ),
        "message-circle-question-mark",
        MORE,
        _ask_back,
    ),
    "asker-reply": Step(
        QuestionAct.INFORM,
        _("For what the asker told you by phone or in person. The question goes on where it was."),
        "message-square-reply",
        REPLY,
        _inform,
    ),
    "appeal-refusal": Step(
        QuestionAct.UPHOLD,
        _("The appeal is not granted, and nothing follows after it. To grant it, accept the question instead."),
        "circle-x",
        UPHOLD,
        _uphold,
        is_grave=True,
    ),
    "referral": Step(
        QuestionAct.REFER,
        _("For complaints and denunciations: the law settles them another way, so they get guidance, never an answer."),
        "signpost",
        REFER,
        _refer,
        is_grave=True,
        proposed={"guidance": GUIDANCE[Rejection.COMPLAINT]},
    ),
    "forwarding": Step(
        QuestionAct.FORWARD,
        _("For what the centre or another province has to answer. It stays public, with the document and the answer."),
        "forward",
        FORWARD,
        _forward,
    ),
    "forward-reply": Step(
        QuestionAct.RECORD_REPLY,
        _("What the other authority answered. A later record takes the place of the one before."),
        "message-square-reply",
        RECORD_REPLY,
        _record_reply,
    ),
}
PATHS = [f"/{name}" for name in STEPS]


class TriageController(Controller):
    path = "/desk/questions/{code:str}"
    opt = {"access": Access.STAFF}

    @get(PATHS)
    async def ask(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        if late := await not_now(request, _act(_asked(request), question), viewer, question):
            return late
        return await _form(request, viewer, question, TriageForm())

    @post(PATHS)
    async def do(self, request: AnyRequest, viewer: NamedDependency[Viewer], code: FromPath[str]) -> Response[Any]:
        question = await question_for(viewer, code)
        step = _asked(request)
        only_for(step.act, viewer, question)
        form = TriageForm.read(await read_form(request), step.fields)
        if form.problems:
            return await _form(request, viewer, question, form, status=422)
        try:
            said = await step.run(question, form.values, Call(viewer, web_of(request).settings.secret_key))
        except Invalid as invalid:
            form = TriageForm(dict(invalid.problems), form.typed)  # type: ignore[arg-type]
            return await _form(request, viewer, question, form, status=422)
        except Conflict as conflict:
            kept = [(LABELS[name], text) for name, text in form.values.items()]
            return await too_late(request, viewer, code, conflict, kept)
        if step.act is not QuestionAct.INFORM:
            said = await and_told(said, question, viewer)
        return see_other(request, f"/desk/questions/{question.code}", said=said)


def _asked(request: AnyRequest) -> Step:
    return STEPS[request.scope["path"].rstrip("/").rpartition("/")[2]]


def _act(step: Step, question: QuestionFacts) -> QuestionAct:
    """A question that is with a unit goes back there."""
    is_with_unit = question.lead_unit_id is not None
    return QuestionAct.INFORM_UNIT if step.act is QuestionAct.INFORM and is_with_unit else step.act


async def _form(
    request: AnyRequest, viewer: Viewer, question: QuestionFacts, form: TriageForm, *, status: int = 200
) -> Response[Any]:
    return page(
        request,
        "questions/desk/triage.html",
        status=status,
        question=await reading.question_view(question, viewer),
        step=_asked(request),
        appeal=await appeal_of(question.id) if _asked(request).act is QuestionAct.UPHOLD else None,
        action=request.scope["path"],
        typed=form.typed or {name: str(words) for name, words in _asked(request).proposed.items()},
        problems=form.problems,
        labels=LABELS,
        **NAMES,
    )
