"""A chair who no longer holds the role is named on paper only: every rule and every list says the same."""

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.people import keeping
from app.people.queries import memberships
from app.people.sessions import viewer_for
from events.planning.policy import EventFacts
from events.planning.tables import Officer
from questions import assigning, policy
from questions.clocks import extending
from questions.clocks import policy as clock_policy
from questions.commitments import policy as commitment_policy
from questions.commitments.policy import CommitmentFacts
from questions.commitments.states import CommitmentState
from questions.facts import question_facts
from questions.opinions import disputing
from questions.oversight import policy as oversight_policy
from questions.policy import QuestionFacts
from questions.queries import first_questions
from questions.reading import question_view
from questions.states import QuestionState
from questions.transfers.telling import namers
from questions.values import Decline
from questions.waiting import group_named
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

CHAIRED = frozenset({(70, Role.CHAIR)})
CHAIR = Viewer(70, roles=frozenset({(1, Role.CHAIR)}))
FORMER = Viewer(70, roles=frozenset({(1, Role.CLERK)}))
DECIDE = (policy.rules_on, policy.names_unit, policy.transfers, clock_policy.may_give_time, oversight_policy.may_urge)


@pytest.mark.parametrize("decides", DECIDE)
def test_only_a_chair_who_still_is_one_decides_on_a_question(decides):
    question = QuestionFacts(
        1, "CH", QuestionState.DISPUTED, 5, lead_unit_id=5, declines=policy.DECLINES_MOST, event_officers=CHAIRED
    )
    assert decides(CHAIR, question)
    assert not decides(FORMER, question)


@pytest.mark.parametrize("decides", [commitment_policy.chairs, commitment_policy.may_urge])
def test_only_a_chair_who_still_is_one_decides_on_a_promise(decides):
    promise = CommitmentFacts(1, "CK", CommitmentState.ACTIVE, 1, 2, event_officers=CHAIRED)
    assert decides(CHAIR, promise)
    assert not decides(FORMER, promise)


@pytest.fixture
async def event(sqlite_database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def found(key: str, viewer: Viewer) -> int:
    group = group_named(key, viewer)
    assert group is not None
    _lines, total = await first_questions(viewer, group.kept(viewer, AT.date(), AT.date()), 50)
    return total.count


async def test_what_waited_for_a_former_chair_leaves_the_lists_and_waits_for_a_leader(event):
    city = await make_unit("Ủy ban nhân dân")
    named = await make_person(city, Role.CHAIR, Role.COORDINATOR, Role.APPROVER)
    leader = await make_person(event.organiser_id, Role.APPROVER)
    await Officer.insert(Officer(event=event.id, person=named.person_id, role="chair"))
    disputed = await make_question(event, Stage.PUBLISHED, lead_unit_id=event.organiser_id)
    await disputing.dispute(disputed, "Chưa rõ.", by=Viewer(asks=disputed.id), at=AT)
    await ask_for_time(await make_question(event, Stage.IN_PROGRESS))
    refused = await given_back_twice(event)
    waits = [await found(key, named) for key in ("to_rule", "dates", "to_name")]
    assert (waits, await found("to_name", leader)) == ([1, 1, 1], 0)

    [held] = [each for each in await memberships(named.person_id or 0) if each.role is Role.CHAIR]
    await keeping.end_membership(held.id, by=SYSTEM, at=AT)
    former = await viewer_for(named.person_id or 0, AT)
    waits = [await found(key, former) for key in ("to_rule", "dates", "to_name")]
    assert (waits, await found("to_name", leader)) == ([0, 0, 0], 1)
    assert policy.names_unit(leader, await question_facts(refused.code))
    assert leader.person_id in [reader.id for reader in await namers(await question_facts(refused.code), AT)]


async def ask_for_time(question: QuestionFacts) -> None:
    assert question.lead_unit_id is not None
    due_on = (await question_view(question, SYSTEM)).due_on
    assert due_on is not None
    later = (await load_calendar()).add(due_on, 4)
    by = await make_person(question.lead_unit_id, Role.APPROVER)
    await extending.ask_for_time(question, later, "Phải đo lại.", by=by, at=AT)


async def given_back_twice(event: EventFacts) -> QuestionFacts:
    question = await make_question(event, Stage.ADMITTED)
    for unit_id in (await make_unit(), await make_unit()):
        await assigning.assign(question, unit_id, by=SYSTEM, at=AT)
        focal = await make_person(unit_id, Role.FOCAL)
        given = await question_facts(question.code)
        await assigning.decline(given, Decline.OTHER_AGENCY, "Không đúng chức năng.", None, by=focal, at=AT)
        question = await question_facts(question.code)
    return question
