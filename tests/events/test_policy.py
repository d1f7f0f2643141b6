"""Role x state x act, as tables: the rules need no database."""

import pytest

from app.access import SYSTEM, Role, Viewer
from events.planning import policy
from events.planning.policy import EventFacts
from events.planning.states import ACT_NAMES, EVENT, STATE_NAMES, EventAct, EventState

CENTRE, ASSOCIATION, WARD = 1, 2, 3
S, A = EventState, EventAct


def holder(person_id: int, role: Role, unit_id: int) -> Viewer:
    return Viewer(person_id=person_id, roles=frozenset({(unit_id, role)}), overseen=None)


PEOPLE: dict[str, Viewer] = {
    "coordinator": holder(1, Role.COORDINATOR, CENTRE),
    "clerk": holder(2, Role.CLERK, CENTRE),
    "secretary of the unit": holder(3, Role.SECRETARY, CENTRE),
    "secretary of the forum": holder(4, Role.SECRETARY, WARD),
    "chair of the forum": holder(5, Role.CHAIR, WARD),
    "chair of another": holder(6, Role.CHAIR, CENTRE),
    "coordinator of the co-organiser": holder(7, Role.COORDINATOR, ASSOCIATION),
    "coordinator of another unit": holder(8, Role.COORDINATOR, WARD),
    "supervisor": holder(9, Role.SUPERVISOR, ASSOCIATION),
    "focal": holder(10, Role.FOCAL, WARD),
    "drafter": holder(11, Role.DRAFTER, WARD),
    "approver": holder(12, Role.APPROVER, WARD),
    "admin": holder(13, Role.ADMIN, CENTRE),
    "anyone": Viewer(),
    "the clock": SYSTEM,
}

RUN, HOLD, STOP, ISSUE = "run", "hold", "stop", "issue"
KINDS = {
    A.ANNOUNCE: RUN,
    A.OPEN: RUN,
    A.CLOSE: RUN,
    A.RESCHEDULE: RUN,
    A.PUBLISH: RUN,
    A.START: HOLD,
    A.END: HOLD,
    A.POSTPONE: STOP,
    A.CANCEL: STOP,
    A.ISSUE_MINUTES: ISSUE,
}
MAY: dict[str, set[str]] = {
    "coordinator": {RUN, HOLD, STOP, ISSUE},
    "the clock": {RUN, HOLD, STOP, ISSUE},
    "secretary of the unit": {HOLD},
    "secretary of the forum": {HOLD},
    "chair of the forum": {STOP, ISSUE},
}


def forum(state: EventState) -> EventFacts:
    return EventFacts(
        id=1,
        slug="ky-9",
        state=state,
        organiser_id=CENTRE,
        co_organiser_ids=frozenset({ASSOCIATION}),
        officers=frozenset({(4, Role.SECRETARY), (5, Role.CHAIR)}),
    )


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", S)
def test_everyone_may_do_their_acts_and_no_other(who: str, state: EventState) -> None:
    expected = {act for act in A if KINDS[act] in MAY.get(who, set()) and EVENT.target(state, act) is not None}
    assert set(policy.allowed_acts(PEOPLE[who], forum(state))) == expected
    for act in A:
        assert (policy.why_not(act, PEOPLE[who], forum(state)) is None) == (act in expected)
        assert (policy.why_never(act, PEOPLE[who], forum(state)) is None) == (KINDS[act] in MAY.get(who, set()))


def test_who_lost_the_role_is_no_officer_of_any_forum() -> None:
    for person_id in (4, 5):
        drafter = Viewer(person_id=person_id, name="", roles=frozenset({(CENTRE, Role.DRAFTER)}))
        assert not policy.allowed_acts(drafter, forum(S.HELD))
        assert not policy.may_see(drafter, forum(S.DRAFT))


SEE_DRAFTS = {
    "coordinator",
    "clerk",
    "secretary of the unit",
    "secretary of the forum",
    "chair of the forum",
    "coordinator of the co-organiser",
    "supervisor",
    "the clock",
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", S)
def test_drafts_are_seen_by_their_makers_and_the_rest_by_everyone(who: str, state: EventState) -> None:
    assert policy.may_see(PEOPLE[who], forum(state)) == (state is not S.DRAFT or who in SEE_DRAFTS)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", S)
def test_the_plan_is_changed_by_coordinators_until_it_is_over(who: str, state: EventState) -> None:
    expected = who in {"coordinator", "the clock"} and state not in {S.PUBLISHED, S.CANCELLED}
    assert (policy.why_not_edit(PEOPLE[who], forum(state)) is None) == expected


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", S)
def test_the_record_is_kept_from_the_session_to_the_results(who: str, state: EventState) -> None:
    keepers = {"coordinator", "the clock", "secretary of the unit", "secretary of the forum"}
    expected = who in keepers and state in {S.IN_SESSION, S.HELD, S.MINUTES_APPROVED}
    assert (policy.why_not_record(PEOPLE[who], forum(state)) is None) == expected


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", S)
def test_an_agency_names_whom_it_sends_until_the_session_is_over(who: str, state: EventState) -> None:
    before = {S.DRAFT, S.ANNOUNCED, S.COLLECTING, S.PREPARING, S.POSTPONED, S.IN_SESSION}
    expected = who in {"coordinator", "the clock", "focal", "approver"} and state in before
    assert (policy.why_not_name_attendee(PEOPLE[who], forum(state), WARD) is None) == expected


@pytest.mark.parametrize("state", S)
def test_the_public_asks_while_questions_are_taken(state: EventState) -> None:
    taking = {S.COLLECTING, S.PREPARING, S.IN_SESSION}
    assert (policy.why_not_ask(forum(state)) is None) == (state in taking)


def test_every_state_is_reached_and_none_is_a_dead_end() -> None:
    assert EVENT.reachable() == frozenset(S)
    for state in S:
        leaves = {target for source, _act, target in EVENT if source == state} - {state}
        assert bool(leaves) == (state not in EVENT.final), state


def test_every_state_and_act_has_a_word() -> None:
    assert set(STATE_NAMES) == set(S)
    assert set(ACT_NAMES) == set(A)
    assert len({str(name) for name in ACT_NAMES.values()}) == len(A)
