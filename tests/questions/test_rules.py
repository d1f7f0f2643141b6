"""Who may do what with a question and its answer: whole tables of role, state and act."""

from dataclasses import replace

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from questions import policy, seeing
from questions.act_bar import act_bar
from questions.answers import policy as answer_policy
from questions.answers.policy import AnswerFacts
from questions.answers.states import ANSWER, AnswerAct, AnswerState
from questions.oversight import policy as oversight_policy
from questions.policy import QuestionFacts
from questions.states import (
    ASSIGNED_STATES,
    QUESTION,
    VISIBILITY,
    QuestionAct,
    QuestionState,
    Visibility,
    VisibilityAct,
    is_taken_up,
)

Q, A = QuestionState, QuestionAct
S, D = AnswerState, AnswerAct
ORGANISER, LEAD, HELPER, FOREIGN, ABOVE = 1, 2, 3, 4, 5


def person(role: Role, unit_id: int, person_id: int = 7, overseen: frozenset[int] | None = None) -> Viewer:
    """Somebody with one role; who supervises watches over everything, or over the units of `overseen`."""
    roles = frozenset({(unit_id, role)})
    return Viewer(person_id, "Lê Thị Thu Hà", roles=roles, parents={LEAD: ABOVE}, overseen=overseen)


def question(state: QuestionState) -> QuestionFacts:
    """A question; a unit leads from its offer on."""
    is_assigned = state in ASSIGNED_STATES
    return QuestionFacts(
        1,
        "CH-2026-0001",
        state,
        ORGANISER,
        event_id=9,
        lead_unit_id=LEAD if is_assigned else None,
        coordinating_unit_ids=frozenset({HELPER}) if is_assigned else frozenset(),
        event_officers=frozenset({(70, Role.CHAIR), (71, Role.SECRETARY)}),
    )


def answer(state: AnswerState, *authors: int, **more: object) -> AnswerFacts:
    return AnswerFacts(1, question(Q.IN_PROGRESS), LEAD, state, frozenset(authors), parent_unit_id=ABOVE, **more)  # type: ignore[arg-type]


COORDINATES = {
    Q.SUBMITTED: (A.ADMIT, A.REJECT, A.ASK, A.REFER, A.MERGE, A.SPLIT),
    Q.MERGED: (A.RECONSIDER,),
    Q.REFERRED: (A.RECONSIDER,),
    Q.FORWARDED: (A.RECORD_REPLY, A.RECONSIDER),
    Q.NEEDS_INFO: (A.INFORM_UNIT,),
    Q.APPEALED: (A.ADMIT, A.UPHOLD),
    Q.ADMITTED: (A.OFFER, A.RECONSIDER, A.REFER, A.FORWARD, A.MERGE, A.SPLIT),
    Q.REJECTED: (A.RECONSIDER,),
    Q.OFFERED: (A.TRANSFER, A.UNASSIGN),
    Q.IN_PROGRESS: (A.TRANSFER, A.UNASSIGN, A.ASK),
    Q.DISPUTED: (A.STAND_BY, A.REOPEN),
}
ON_REQUEST = (Q.ANSWERED, Q.CLOSED)
SPEAKS = {Q.OFFERED: (A.ACCEPT, A.DECLINE), Q.IN_PROGRESS: (A.ASK,), Q.NEEDS_INFO: (A.INFORM_UNIT,)}
ALLOWED = {
    (Role.COORDINATOR, ORGANISER): COORDINATES,
    (Role.FOCAL, LEAD): SPEAKS,
    (Role.APPROVER, LEAD): SPEAKS,
}
UNITS = (ORGANISER, LEAD, HELPER, FOREIGN, ABOVE)


@pytest.mark.parametrize("state", Q)
@pytest.mark.parametrize("unit_id", UNITS)
@pytest.mark.parametrize("role", Role)
def test_every_role_may_do_exactly_its_own_acts_in_every_state(role, unit_id, state):
    expected = ALLOWED.get((role, unit_id), {}).get(state, ())
    assert policy.allowed_acts(person(role, unit_id), question(state)) == expected


def test_after_two_refusals_the_chair_or_a_leader_decides_and_nobody_refuses_again():
    refused = replace(question(Q.ADMITTED), declines=2)
    alone = replace(refused, event_officers=frozenset())
    chair, leader = person(Role.CHAIR, ORGANISER, 70), person(Role.APPROVER, ORGANISER)
    higher = Viewer(8, "Lãnh đạo", roles=frozenset({(ABOVE, Role.APPROVER)}), parents={ORGANISER: ABOVE})
    coordinator = person(Role.COORDINATOR, ORGANISER)
    for facts, namers in ((refused, (chair,)), (alone, (leader, higher))):
        for viewer in (chair, leader, higher, coordinator):
            assert (A.NAME_UNIT in policy.allowed_acts(viewer, facts)) is (viewer in namers)
            assert A.OFFER not in policy.allowed_acts(viewer, facts)
    for state in (Q.OFFERED, Q.IN_PROGRESS):
        given = replace(question(state), declines=2)
        assert A.DECLINE not in policy.allowed_acts(person(Role.FOCAL, LEAD), given)
        assert A.TRANSFER not in policy.allowed_acts(coordinator, given)
        assert A.TRANSFER in policy.allowed_acts(chair, given)


@pytest.mark.parametrize("state", Q)
def test_the_program_itself_coordinates_and_a_visitor_does_nothing(state):
    by_clock = {Q.ANSWERED: (A.CLOSE,), Q.NEEDS_INFO: (A.LAPSE,)}.get(state, ())
    assert policy.allowed_acts(SYSTEM, question(state)) == COORDINATES.get(state, ()) + by_clock
    assert policy.allowed_acts(ANYONE, question(state)) == ()
    assert not seeing.may_see(ANYONE, question(state))


@pytest.mark.parametrize("state", Q)
@pytest.mark.parametrize("act", A)
def test_every_refusal_is_a_sentence(act, state):
    for role in Role:
        refusal = policy.why_not(act, person(role, FOREIGN), question(state))
        assert refusal is not None
        assert str(refusal).endswith(".")


def test_every_state_is_reached_and_every_path_ends():
    assert QUESTION.reachable() == frozenset(Q)
    assert {state for state in Q if not QUESTION.events(state)} == QUESTION.final
    assert ANSWER.reachable() == frozenset(AnswerState)
    assert {state for state in AnswerState if not ANSWER.events(state)} == ANSWER.final
    assert VISIBILITY.reachable() == {Visibility.PUBLIC, Visibility.TAKEN_OFF}


SEEN_BY_ORGANISER = {Role.COORDINATOR, Role.CLERK, Role.SECRETARY, Role.CLEARANCE}
AGENCY = {Role.FOCAL, Role.DRAFTER, Role.APPROVER}


@pytest.mark.parametrize("state", Q)
@pytest.mark.parametrize("unit_id", UNITS)
@pytest.mark.parametrize("role", Role)
def test_who_may_open_a_question(role, unit_id, state):
    is_assigned = state in ASSIGNED_STATES
    expected = (
        role is Role.SUPERVISOR
        or (unit_id == ORGANISER and role in SEEN_BY_ORGANISER)
        or (is_assigned and unit_id in (LEAD, HELPER) and role in AGENCY)
        or (is_assigned and unit_id == ABOVE and role is Role.APPROVER)
    )
    assert seeing.may_see(person(role, unit_id), question(state)) is expected


@pytest.mark.parametrize("state", Q)
@pytest.mark.parametrize("overseen", [(), (ORGANISER,), (LEAD,), (HELPER,), (FOREIGN, ABOVE)])
def test_who_oversees_sees_what_the_units_under_the_role_ask_or_answer(overseen, state):
    watcher = person(Role.SUPERVISOR, FOREIGN, overseen=frozenset(overseen))
    is_assigned = state in ASSIGNED_STATES
    expected = ORGANISER in overseen or (is_assigned and bool({LEAD, HELPER} & set(overseen)))
    assert seeing.may_see(watcher, question(state)) is expected
    assert answer_policy.may_see_draft(watcher, answer(AnswerState.APPROVED, 99)) is bool(
        {ORGANISER, LEAD} & set(overseen)
    )


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("state", Q)
def test_only_a_coordinator_takes_off_the_public_pages_what_is_on_them(state, visibility):
    facts = replace(question(state), visibility=visibility)
    acts = {Visibility.PUBLIC: {VisibilityAct.TAKE_OFF}, Visibility.TAKEN_OFF: {VisibilityAct.PUT_BACK}}
    for role, unit_id in ((Role.COORDINATOR, ORGANISER), (Role.COORDINATOR, FOREIGN), (Role.APPROVER, LEAD)):
        may = {act for act in VisibilityAct if seeing.why_not_show(act, person(role, unit_id), facts) is None}
        mine = (role, unit_id) == (Role.COORDINATOR, ORGANISER) and is_taken_up(state, facts.lead_unit_id)
        assert may == (acts.get(visibility, set()) if mine else set())


@pytest.mark.parametrize("state", Q)
@pytest.mark.parametrize("role", Role)
def test_an_undisputed_answer_is_given_anew_only_when_the_oversight_asks(role, state):
    asked = replace(question(state), reopen_request_id=1)
    for unit_id in UNITS:
        may = policy.why_not(A.REOPEN, person(role, unit_id), asked) is None
        rules = (role, unit_id) == (Role.COORDINATOR, ORGANISER)
        assert may is (rules and state in (*ON_REQUEST, Q.DISPUTED))
        assert policy.why_not(A.REOPEN, person(role, unit_id), replace(asked, reopened=1)) is not None
        asks = oversight_policy.why_not_ask_to_reopen(person(role, unit_id), question(state)) is None
        assert asks is (role is Role.SUPERVISOR and state in ON_REQUEST)


@pytest.mark.parametrize("state", Q)
def test_the_chair_a_coordinator_and_the_oversight_urge_a_unit_on(state):
    for role in Role:
        for unit_id in UNITS:
            viewer = person(role, unit_id, overseen=None)
            may = oversight_policy.why_not_urge(viewer, question(state)) is None
            urges = role is Role.SUPERVISOR or (role, unit_id) == (Role.COORDINATOR, ORGANISER)
            assert may is (urges and state in (Q.OFFERED, Q.IN_PROGRESS))
    assert oversight_policy.may_urge(person(Role.CHAIR, FOREIGN, 70), question(state))


def test_chair_and_secretary_of_the_forum_may_open_its_questions():
    both = frozenset({(FOREIGN, Role.CHAIR), (FOREIGN, Role.SECRETARY)})
    for person_id, is_seen in ((70, True), (71, True), (72, False)):
        assert seeing.may_see(Viewer(person_id, roles=both), question(Q.SUBMITTED)) is is_seen
        assert not seeing.may_see(Viewer(person_id), question(Q.SUBMITTED)), "who lost the role lost the way in"


@pytest.mark.parametrize("unit_id", UNITS)
@pytest.mark.parametrize("role", Role)
def test_contact_data_is_for_those_who_must_reach_the_asker(role, unit_id):
    expected = (unit_id == ORGANISER and role in {Role.COORDINATOR, Role.CLERK}) or (unit_id == LEAD and role in AGENCY)
    assert seeing.may_see_contact(person(role, unit_id), question(Q.IN_PROGRESS)) is expected


def allowed(viewer: Viewer, facts: AnswerFacts) -> set[AnswerAct]:
    return set(answer_policy.allowed_answer_acts(viewer, facts))


@pytest.mark.parametrize("state", AnswerState)
@pytest.mark.parametrize("unit_id", UNITS)
@pytest.mark.parametrize("role", Role)
def test_every_role_may_do_exactly_its_own_acts_with_an_answer(role, unit_id, state):
    expected = set()
    if unit_id == LEAD and role in AGENCY:
        expected |= {S.DRAFTING: {D.SUBMIT_FOR_REVIEW}, S.AGENCY_REVIEW: {D.RECALL}}.get(state, set())
    if unit_id in (LEAD, ABOVE) and role is Role.APPROVER:
        expected |= {S.AGENCY_REVIEW: {D.RETURN, D.APPROVE}}.get(state, set())
        expected |= {D.RECALL} if state in (S.CLEARANCE, S.APPROVED, S.SCHEDULED) else set()
    if unit_id == ORGANISER and role is Role.COORDINATOR:
        coordinates = {
            S.CLEARANCE: {D.SKIP_CLEARANCE, D.RECALL},
            S.APPROVED: {D.PUBLISH, D.SCHEDULE, D.RECALL},
            S.SCHEDULED: {D.PUBLISH, D.UNSCHEDULE, D.RECALL},
            S.PUBLISHED: {D.TAKE_DOWN},
            S.TAKEN_DOWN: {D.PUT_BACK},
        }
        expected |= coordinates.get(state, set())
    if unit_id == ORGANISER and role is Role.CLEARANCE and state is S.CLEARANCE:
        expected = {D.CLEAR, D.RETURN}
    assert allowed(person(role, unit_id), answer(state, 99)) == expected


@pytest.mark.parametrize("state", [state for state in Q if state is not Q.IN_PROGRESS])
def test_an_answer_in_work_rests_while_its_question_is_not_with_the_unit(state):
    for answer_state in (S.DRAFTING, S.AGENCY_REVIEW, S.APPROVED):
        left = replace(answer(answer_state, 99), question=replace(question(state), lead_unit_id=HELPER))
        for role, unit_id in ((Role.APPROVER, LEAD), (Role.COORDINATOR, ORGANISER)):
            assert allowed(person(role, unit_id), left) == set()


def test_four_eyes_nobody_approves_what_one_wrote():
    review = answer(AnswerState.AGENCY_REVIEW, 7)
    assert allowed(person(Role.APPROVER, LEAD), review) == {D.RETURN, D.RECALL}
    assert allowed(person(Role.APPROVER, LEAD, 8), review) == {D.RETURN, D.APPROVE, D.RECALL}
    assert not answer_policy.needs_reason_to_approve(person(Role.APPROVER, LEAD, 8), review)


def test_a_flagged_answer_goes_to_clearance_and_four_eyes_count_there_too():
    flagged = replace(question(Q.IN_PROGRESS), needs_clearance=True)
    review = replace(answer(AnswerState.AGENCY_REVIEW, 99), question=flagged)
    assert allowed(person(Role.APPROVER, LEAD), review) == {D.RETURN, D.PASS_ON, D.RECALL}
    waiting = replace(review, state=AnswerState.CLEARANCE, approver_id=7)
    assert allowed(person(Role.CLEARANCE, ORGANISER, 8), waiting) == {D.CLEAR, D.RETURN}
    assert allowed(person(Role.CLEARANCE, ORGANISER, 7), waiting) == {D.RETURN}  # approved it in the unit
    assert allowed(person(Role.CLEARANCE, FOREIGN, 8), waiting) == set()


def test_four_eyes_the_only_leader_signs_an_own_draft_with_a_reason():
    review = answer(AnswerState.AGENCY_REVIEW, 7, approvers=1)
    leader = person(Role.APPROVER, LEAD)
    assert AnswerAct.APPROVE in allowed(leader, review)
    assert answer_policy.needs_reason_to_approve(leader, review)
    assert not answer_policy.needs_reason_to_approve(leader, replace(review, author_ids=frozenset({99})))


def test_four_eyes_the_leader_above_approves_what_the_only_leader_wrote():
    review = answer(AnswerState.AGENCY_REVIEW, 8, approvers=1)
    above = person(Role.APPROVER, ABOVE)
    assert AnswerAct.APPROVE in allowed(above, review)
    assert not answer_policy.needs_reason_to_approve(above, review)


def test_four_eyes_the_leader_above_does_not_approve_an_own_draft_either():
    both = Viewer(7, roles=frozenset({(ABOVE, Role.APPROVER), (LEAD, Role.DRAFTER)}), parents={LEAD: ABOVE})
    assert AnswerAct.APPROVE not in allowed(both, answer(AnswerState.AGENCY_REVIEW, 7, approvers=1))


@pytest.mark.parametrize("state", AnswerState)
@pytest.mark.parametrize("unit_id", UNITS)
@pytest.mark.parametrize("role", Role)
def test_a_draft_is_its_units_own_until_it_is_approved(role, unit_id, state):
    expected = (
        (unit_id == LEAD and role in AGENCY)
        or (unit_id == ABOVE and role is Role.APPROVER)
        or (
            state in (S.APPROVED, S.CLEARANCE, S.SCHEDULED)
            and (role is Role.SUPERVISOR or (unit_id == ORGANISER and role in (Role.COORDINATOR, Role.CLEARANCE)))
        )
        or (
            state in (S.PUBLISHED, S.TAKEN_DOWN)
            and (
                role is Role.SUPERVISOR
                or (unit_id == ORGANISER and role in SEEN_BY_ORGANISER)
                or (unit_id == HELPER and role in AGENCY)
            )
        )
    )
    assert answer_policy.may_see_draft(person(role, unit_id), answer(state, 99)) is expected


@pytest.mark.parametrize("state", Q)
@pytest.mark.parametrize("role", Role)
def test_a_button_that_is_not_greyed_may_be_pressed(role, state):
    for unit_id in UNITS:
        viewer = person(role, unit_id)
        bar = act_bar(viewer, question(state), None)
        open_paths = {act.path.rpartition("/")[2] for act in bar if act.why_not is None}
        names = {
            A.ADMIT: "admission",
            A.REJECT: "rejection",
            A.OFFER: "assignment",
            A.ACCEPT: "acceptance",
            A.DECLINE: "decline",
            A.UNASSIGN: "unassignment",
            A.NAME_UNIT: "naming",
            A.TRANSFER: "transfer",
            A.RECONSIDER: "reconsideration",
            A.STAND_BY: "ruling",
            A.REOPEN: "ruling",
            A.REFER: "referral",
            A.FORWARD: "forwarding",
            A.MERGE: "merging",
            A.SPLIT: "splitting",
            A.RECORD_REPLY: "forward-reply",
            A.UPHOLD: "appeal-refusal",
            A.ASK: "more-information",
            A.INFORM: "asker-reply",
            A.INFORM_UNIT: "asker-reply",
        }
        acts = {names[act] for act in policy.allowed_acts(viewer, question(state))}
        assert open_paths & set(names.values()) == acts
        assert len([act for act in bar if act.is_main and act.why_not is None]) <= 1


def test_a_drafter_sees_why_others_take_the_question_on():
    bar = act_bar(person(Role.DRAFTER, LEAD), question(Q.OFFERED), None)
    assert [act.path.rpartition("/")[2] for act in bar if act.why_not] == ["acceptance", "decline"]


def test_a_coordinator_sees_why_nothing_can_be_published_yet():
    bar = act_bar(person(Role.COORDINATOR, ORGANISER), question(Q.IN_PROGRESS), None)
    [publish] = [act for act in bar if act.path.endswith("publication")]
    assert publish.why_not is not None
