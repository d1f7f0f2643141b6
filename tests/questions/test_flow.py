"""Role by state by act, whole, against a second reading of how the office works."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from questions import policy
from questions.answers import policy as answer_policy
from questions.answers.states import ANSWER, AnswerAct, AnswerState
from questions.policy import QuestionFacts
from questions.states import QUESTION, QuestionAct, QuestionState
from tests.questions.flow import ANSWER_STEPS, QUESTION_STEPS, Step
from tests.questions.test_rules import ABOVE, FOREIGN, LEAD, ORGANISER, answer, person, question

ASKER = Viewer(asks=1)
REJECTER, CHAIR = 72, 70
# Everybody who could try: each role in each unit, the asker, somebody else's asker, nobody, the program.
EVERYBODY = {
    **{f"{role} of {unit}": person(role, unit) for role, unit in product(Role, (ORGANISER, LEAD, FOREIGN, ABOVE))},
    "chair of the forum": person(Role.CHAIR, ORGANISER, CHAIR),
    "asker": ASKER,
    "another asker": Viewer(asks=2),
    "nobody": ANYONE,
    "program": SYSTEM,
}


def is_of(viewer: Viewer, unit: int, *roles: Role) -> bool:
    return any((unit, role) in viewer.roles for role in roles)


def coordinates(viewer: Viewer) -> bool:
    return viewer is SYSTEM or is_of(viewer, ORGANISER, Role.COORDINATOR)


def speaks(viewer: Viewer) -> bool:
    return is_of(viewer, LEAD, Role.FOCAL, Role.APPROVER)


def leads(viewer: Viewer) -> bool:
    return is_of(viewer, LEAD, Role.APPROVER) or is_of(viewer, ABOVE, Role.APPROVER)


WHO: dict[str, Callable[[Viewer], bool]] = {
    "coordinator": coordinates,
    "other": coordinates,
    "ruler": coordinates,
    "unit": speaks,
    "chair": lambda viewer: viewer is SYSTEM or viewer.person_id == CHAIR,
    "desk": lambda viewer: coordinates(viewer) or speaks(viewer),
    "asker": lambda viewer: viewer is ASKER,
    "clock": lambda viewer: viewer is SYSTEM,
}
WHO_OF_ANSWER: dict[str, Callable[[Viewer, str], bool]] = {
    "coordinator": lambda viewer, _state: coordinates(viewer),
    "writer": lambda viewer, _state: is_of(viewer, LEAD, Role.FOCAL, Role.DRAFTER, Role.APPROVER),
    "leader": lambda viewer, _state: leads(viewer),
    "clearer": lambda viewer, _state: is_of(viewer, ORGANISER, Role.CLEARANCE),
    "second": lambda viewer, _state: leads(viewer),
    "taker": lambda viewer, state: (
        is_of(viewer, LEAD, Role.FOCAL, Role.DRAFTER, Role.APPROVER)
        if state == "agency_review"
        else leads(viewer) or coordinates(viewer)
    ),
}


def test_the_steps_are_those_of_the_description() -> None:
    written = {(step.state, step.act): step.then for step in QUESTION_STEPS}
    coded = {
        (str(state), str(act)): str(QUESTION.target(state, act))
        for state in QuestionState
        for act in QUESTION.events(state)
    }
    assert coded == written
    written = {(step.state, step.act): step.then for step in ANSWER_STEPS}
    coded = {
        (str(state), str(act)): str(ANSWER.target(state, act)) for state in AnswerState for act in ANSWER.events(state)
    }
    assert coded == written


def facts(state: QuestionState, act: QuestionAct) -> QuestionFacts:
    """Nothing but state and role stands in the way."""
    found = replace(question(state), rejected_by_id=REJECTER, reopen_request_id=1)
    if act is QuestionAct.NAME_UNIT:
        return replace(found, declines=2)
    return replace(found, lead_unit_id=None) if act is QuestionAct.INFORM else found


@pytest.mark.parametrize("state", QuestionState)
@pytest.mark.parametrize("act", QuestionAct)
def test_everybody_may_do_what_the_description_lets_them_and_nothing_else(
    act: QuestionAct, state: QuestionState
) -> None:
    steps = [step for step in QUESTION_STEPS if (step.state, step.act) == (state, act)]
    for name, viewer in EVERYBODY.items():
        may = policy.why_not(act, viewer, facts(state, act)) is None
        assert may is any(WHO[step.who](viewer) for step in steps), f"{name}: {act} when {state}"


@pytest.mark.parametrize("state", AnswerState)
@pytest.mark.parametrize("act", AnswerAct)
def test_everybody_may_do_to_an_answer_what_the_description_lets_them(act: AnswerAct, state: AnswerState) -> None:
    steps = [step for step in ANSWER_STEPS if (step.state, step.act) == (state, act)]
    judged = answer(state, 99)
    if act is AnswerAct.PASS_ON:
        judged = replace(judged, question=replace(judged.question, needs_clearance=True))
    for name, viewer in EVERYBODY.items():
        may = answer_policy.why_not_answer(act, viewer, judged) is None
        assert may is any(WHO_OF_ANSWER[step.who](viewer, state) for step in steps), f"{name}: {act} when {state}"


def test_who_rejected_does_not_decide_on_the_appeal_and_who_wrote_does_not_approve() -> None:
    rejecter = person(Role.COORDINATOR, ORGANISER, REJECTER)
    for step in (step for step in QUESTION_STEPS if step.who == "other"):
        act = QuestionAct(step.act)
        assert policy.why_not(act, rejecter, facts(QuestionState(step.state), act)) is not None
    writer = person(Role.APPROVER, LEAD, 99)
    for step in (step for step in ANSWER_STEPS if step.who == "second"):
        assert (
            answer_policy.why_not_answer(AnswerAct(step.act), writer, answer(AnswerState(step.state), 99)) is not None
        )
    approver = person(Role.CLEARANCE, ORGANISER, 98)
    waiting = replace(answer(AnswerState.CLEARANCE, 99), approver_id=98)
    assert answer_policy.why_not_answer(AnswerAct.CLEAR, approver, waiting) is not None


def test_no_step_leads_nowhere() -> None:
    assert {step.then for step in QUESTION_STEPS} | {"submitted"} == {str(state) for state in QuestionState}
    assert {str(state) for state in QuestionState} - {step.state for step in QUESTION_STEPS} == {"withdrawn", "split"}
    assert all(isinstance(step, Step) and step.who in WHO for step in QUESTION_STEPS)
