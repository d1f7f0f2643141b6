"""Hard cases of units: merged twice, merged on a day to come, a person in two of them, the last leader leaves."""

from datetime import date, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of, now
from app.people import keeping, leaving
from app.people.sessions import viewer_for
from app.people.unit_keeping import replace_unit
from app.people.units import directory
from events.planning.policy import EventFacts
from questions.answers import approving, drafting
from questions.answers.draft import Draft
from questions.answers.policy import AnswerFacts, allowed_answer_acts
from questions.answers.publishing import publish
from questions.answers.states import AnswerAct, AnswerState
from questions.conditions import EVERYTHING
from questions.facts import answer_of, question_facts
from questions.opinions import disputing
from questions.policy import rules_on
from questions.public import public_question
from questions.queries import Filters, desk_questions, matching
from questions.states import QuestionState
from questions.values import Outcome
from questions.waiting import group_named
from tests.support import Stage, make_event, make_person, make_question, make_unit

AT = now()
TODAY = day_of(AT)
DRAFT = Draft("Có giá đất trong tháng này.", "Sở trình giá đất ngày 01/12.", "Luật Đất đai 2024", Outcome.EXPLAINED)


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"), at=AT)


async def merge(old: int, new: int, last_day: date) -> None:
    await replace_unit(old, new, last_day=last_day, reason="Sáp nhập.", by=SYSTEM, at=AT)


async def as_of_now(viewer: Viewer) -> Viewer:
    assert viewer.person_id is not None
    return await viewer_for(viewer.person_id, AT)


async def listed(viewer: Viewer) -> list[tuple[str, str]]:
    return [(line.code, line.lead_unit) for line in (await desk_questions(viewer, EVERYTHING)).items]


async def standing(code: str) -> AnswerFacts:
    answer = await answer_of(await question_facts(code))
    assert answer is not None
    return answer


async def test_the_work_of_a_unit_merged_twice_is_done_by_the_last_one(event: EventFacts) -> None:
    first, second, third = [await make_unit(f"Sở thứ {name}") for name in ("nhất", "hai", "ba")]
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=first, at=AT - timedelta(days=9))
    people = [await make_person(third, role) for role in (Role.DRAFTER, Role.APPROVER)]
    assert [await listed(one) for one in people] == [[], []]
    await merge(first, second, TODAY - timedelta(days=2))
    await merge(second, third, TODAY - timedelta(days=1))
    drafter, leader = [await as_of_now(one) for one in people]
    assert [await listed(one) for one in (drafter, leader)] == [[(question.code, "Sở thứ ba")]] * 2
    filters = Filters(unit_id=third, merged_ids=(await directory()).same_as(third))
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    found = await desk_questions(coordinator, matching(filters, today=TODAY, soon=TODAY))
    assert [line.code for line in found.items] == [question.code]

    saved = await drafting.save_draft(question, DRAFT, version=0, by=drafter, at=AT)
    await drafting.submit_for_review(saved, override="Đã đủ.", by=drafter, at=AT)
    await approving.approve(await standing(question.code), signer_title="Giám đốc", by=leader, at=AT)
    await publish(await standing(question.code), by=coordinator, at=AT)
    shown = await public_question(question.code)
    assert shown.unit == "Sở thứ ba"
    assert shown.answer is not None
    assert shown.answer.unit == "Sở thứ ba"


async def test_what_was_answered_before_keeps_its_name_beside_the_name_of_today(event: EventFacts) -> None:
    old, new = await make_unit("Sở cũ"), await make_unit("Sở mới")
    question = await make_question(event, Stage.PUBLISHED, lead_unit_id=old, at=AT - timedelta(days=9))
    await merge(old, new, TODAY - timedelta(days=1))
    assert (await public_question(question.code)).unit == "Sở cũ (nay là Sở mới)"


async def test_until_its_last_day_is_over_everything_stays_with_the_old_unit(event: EventFacts) -> None:
    old, new = await make_unit("Sở cũ"), await make_unit("Sở mới")
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=old, at=AT)
    before, after = await make_person(old, Role.FOCAL), await make_person(new, Role.FOCAL)
    await merge(old, new, TODAY + timedelta(days=30))
    assert await listed(await as_of_now(before)) == [(question.code, "Sở cũ")]
    assert await listed(await as_of_now(after)) == []
    assert (await public_question(question.code)).unit == "Sở cũ"


async def test_who_has_roles_in_two_units_works_for_both_and_approves_no_own_draft_in_either(event: EventFacts) -> None:
    one, two = await make_unit("Sở một"), await make_unit("Sở hai")
    both = await make_person(one, Role.DRAFTER, Role.APPROVER)
    assert both.person_id is not None
    await keeping.grant(both.person_id, two, Role.APPROVER, by=SYSTEM, at=AT, since=TODAY)
    both = await as_of_now(both)
    own = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=one, at=AT)
    other = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=two, at=AT)
    assert {code for code, _unit in await listed(both)} == {own.code, other.code}
    await make_person(one, Role.APPROVER)
    await make_person(two, Role.APPROVER)
    saved = await drafting.save_draft(own, DRAFT, version=0, by=both, at=AT)
    await drafting.submit_for_review(saved, override="Đã đủ.", by=both, at=AT)
    assert AnswerAct.APPROVE not in allowed_answer_acts(both, await standing(own.code))
    await merge(one, two, TODAY - timedelta(days=1))  # now both roles are in one unit
    assert AnswerAct.APPROVE not in allowed_answer_acts(await as_of_now(both), await standing(own.code))
    drafter = await make_person(two, Role.DRAFTER)
    saved = await drafting.save_draft(other, DRAFT, version=0, by=drafter, at=AT)
    await drafting.submit_for_review(saved, override="Đã đủ.", by=drafter, at=AT)
    assert AnswerAct.APPROVE in allowed_answer_acts(await as_of_now(both), await standing(other.code))


async def test_when_the_last_leader_leaves_the_leader_above_approves_and_the_office_is_told(event: EventFacts) -> None:
    above = await make_unit("Ủy ban nhân dân")
    unit = await make_unit("Sở Tài chính", parent_id=above)
    drafter, last = await make_person(unit, Role.DRAFTER), await make_person(unit, Role.APPROVER)
    assert last.person_id is not None
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=unit, at=AT)
    saved = await drafting.save_draft(question, DRAFT, version=0, by=drafter, at=AT)
    await drafting.submit_for_review(saved, override="Đã đủ.", by=drafter, at=AT)
    [alone] = await leaving.leaves_without_leader(last.person_id, AT)
    assert "dừng lại" in str(alone)
    higher = await make_person(above, Role.APPROVER)
    [alone] = await leaving.leaves_without_leader(last.person_id, AT)
    assert "Ủy ban nhân dân phê duyệt thay" in str(alone)
    assert await leaving.leaves_without_leader(higher.person_id or 0, AT) != []
    await keeping.deactivate(last.person_id, successor_id=None, hand_overs=(), by=SYSTEM, at=AT)
    assert (await standing(question.code)).state is AnswerState.AGENCY_REVIEW
    await approving.approve(await standing(question.code), signer_title="Phó Chủ tịch", by=higher, at=AT)
    assert (await standing(question.code)).state is AnswerState.APPROVED


async def test_a_dispute_about_a_unit_that_was_merged_into_the_organiser_is_ruled_on_from_above(database: str) -> None:
    city = await make_unit("Ủy ban nhân dân thành phố")
    organiser, lead = await make_unit("Trung tâm", parent_id=city), await make_unit("Sở cũ", parent_id=city)
    forum = await make_event(organiser, at=AT)
    question = await make_question(forum, Stage.PUBLISHED, lead_unit_id=lead, at=AT)
    await disputing.dispute(question, "Chưa rõ.", by=Viewer(asks=question.id), at=AT)
    coordinator, above = await make_person(organiser, Role.COORDINATOR), await make_person(city, Role.APPROVER)
    await merge(lead, organiser, TODAY - timedelta(days=1))
    coordinator, above = await as_of_now(coordinator), await as_of_now(above)
    disputed = await question_facts(question.code)
    assert [rules_on(viewer, disputed) for viewer in (coordinator, above)] == [False, True]
    group = group_named("to_rule", above)
    assert group is not None
    lines = (await desk_questions(above, group.kept(above, TODAY, TODAY))).items
    assert [line.code for line in lines] == [question.code]
    await disputing.stand_by(disputed, "Đã đúng.", by=above, at=AT)
    assert (await question_facts(question.code)).state is QuestionState.CLOSED
