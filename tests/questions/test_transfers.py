"""A question that its unit gives back, that the chair decides on, and that moves from unit to unit."""

from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from app.people import unit_keeping
from events.planning.policy import EventFacts
from events.planning.tables import Officer
from questions import assigning
from questions.answers.states import AnswerState
from questions.facts import answer_of, question_facts
from questions.parts.facts import parts_of
from questions.policy import QuestionFacts
from questions.queries import desk_questions, visible_to
from questions.reading import assignments_of, question_view
from questions.seeing import may_see
from questions.states import QuestionState
from questions.submitting import tracking_token
from questions.transfers import naming, transferring
from questions.values import Decline
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, SECRET, Stage, make_event, make_person, make_question, make_unit

LETTERS = Statement("SELECT to_address, subject FROM outbox_letter ORDER BY id")
KEY = Statement("SELECT submission_key FROM question WHERE id = {}")
WHY = "Không thuộc chức năng."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def declined(question: QuestionFacts, proposed: int | None = None) -> QuestionFacts:
    assert question.lead_unit_id is not None
    focal = await make_person(question.lead_unit_id, Role.FOCAL)
    await assigning.decline(question, Decline.OTHER_AGENCY, WHY, proposed, by=focal, at=AT)
    return await question_facts(question.code)


async def declined_twice(event: EventFacts, last: int | None = None) -> QuestionFacts:
    question = await declined(await make_question(event, Stage.OFFERED))
    await assigning.assign(question, last or await make_unit(), by=SYSTEM, at=AT)
    return await declined(await question_facts(question.code))


async def the_chair_of(event: EventFacts) -> Viewer:
    chair = await make_person(event.organiser_id, Role.CHAIR)
    await Officer.insert(Officer(event=event.id, person=chair.person_id, role="chair"))
    return chair


async def sees_in_lists(viewer: Viewer, question: QuestionFacts) -> bool:
    found = await desk_questions(viewer, visible_to(viewer))
    return question.code in [line.code for line in found.items]


async def test_a_declined_question_goes_on_to_the_proposed_unit_with_one_act(event):
    helper, right = await make_unit(), await make_unit("Sở Xây dựng")
    question = await make_question(event, Stage.OFFERED, helper_ids=(helper,))
    due_before = (await question_view(question, SYSTEM)).due_on
    assert await naming.proposal_of(question) is None
    question = await declined(question, right)
    proposal = await naming.proposal_of(question)
    assert proposal is not None
    assert (proposal.unit_id, proposal.text) == (right, WHY)
    with pytest.raises(Conflict):
        await naming.offer_on(question, helper, by=SYSTEM, at=AT)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    assert await naming.offer_on(question, right, by=coordinator, at=AT) == due_before
    question = await question_facts(question.code)
    assert (question.state, question.lead_unit_id) == (QuestionState.OFFERED, right)
    assert question.coordinating_unit_ids == {helper}
    assert [part.state for part in await parts_of(question)][-1] == "writing"


async def test_after_two_refusals_the_chair_of_the_forum_decides_and_that_unit_cannot_refuse(event):
    chair, coordinator = await the_chair_of(event), await make_person(event.organiser_id, Role.COORDINATOR)
    leader = await make_person(event.organiser_id, Role.APPROVER)
    unit = await make_unit("Sở Xây dựng")
    focal = await make_person(unit, Role.FOCAL)
    question = await declined_twice(event)
    due_before = (await question_view(question, SYSTEM)).due_on
    assert chair.email in [row["to_address"] for row in await LETTERS.all() if "quyết định" in row["subject"]]
    with pytest.raises(NotAllowed):
        await assigning.assign(question, unit, by=coordinator, at=AT)
    for other in (coordinator, leader, focal):
        with pytest.raises(NotAllowed):
            await naming.name_unit(question, unit, WHY, by=other, at=AT)
    with pytest.raises(Invalid):
        await naming.name_unit(question, unit, " ", by=chair, at=AT)
    await naming.name_unit(question, unit, "Đúng chức năng.", by=chair, at=AT)
    question = await question_facts(question.code)
    assert (question.state, question.lead_unit_id) == (QuestionState.IN_PROGRESS, unit)
    assert (await question_view(question, SYSTEM)).due_on == due_before
    with pytest.raises((NotAllowed, Conflict)):
        await assigning.decline(question, Decline.OTHER_AGENCY, WHY, by=focal, at=AT)
    with pytest.raises(NotAllowed):
        await transferring.transfer(question, await make_unit(), WHY, by=coordinator, at=AT)
    assert focal.email in [row["to_address"] for row in await LETTERS.all() if "được giao" in row["subject"]]
    with pytest.raises((NotAllowed, Conflict)):
        await naming.name_unit(question, unit, WHY, by=chair, at=AT)


async def test_without_a_chair_a_leader_of_the_organising_unit_or_above_decides(event):
    above = await make_unit()
    event = await make_event(await make_unit(parent_id=above))
    leader = await make_person(event.organiser_id, Role.APPROVER)
    higher = await make_person(above, Role.APPROVER)
    stranger = await make_person(await make_unit(), Role.APPROVER)
    once = await declined(await make_question(event, Stage.OFFERED))
    assert not may_see(leader, once)
    assert not await sees_in_lists(leader, once)
    question = await declined_twice(event)
    for viewer, sees in ((leader, True), (higher, True), (stranger, False)):
        assert may_see(viewer, question) is sees
        assert await sees_in_lists(viewer, question) is sees
    unit = await make_unit()
    with pytest.raises(NotAllowed):
        await naming.name_unit(question, unit, WHY, by=stranger, at=AT)
    await naming.name_unit(question, unit, WHY, by=higher, at=AT)
    assert (await question_facts(question.code)).lead_unit_id == unit


async def test_a_transfer_is_dated_out_and_in_and_the_public_clock_does_not_move(event):
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    helper, new = await make_unit("Sở Nội vụ"), await make_unit("Sở Xây dựng")
    question = await make_question(event, Stage.APPROVED, helper_ids=(helper,))
    old, due_before = question.lead_unit_id, (await question_view(question, SYSTEM)).due_on
    later = AT + timedelta(hours=1)
    with pytest.raises(Invalid):
        await transferring.transfer(question, old or 0, WHY, by=coordinator, at=later)
    with pytest.raises(Invalid):
        await transferring.transfer(question, new, " ", by=coordinator, at=later)
    with pytest.raises(NotAllowed):
        await transferring.transfer(question, new, WHY, by=await make_person(old or 0, Role.FOCAL), at=later)
    await transferring.transfer(question, new, WHY, by=coordinator, at=later)
    moved = await question_facts(question.code)
    assert (moved.state, moved.lead_unit_id, moved.coordinating_unit_ids) == (QuestionState.OFFERED, new, {helper})
    assert (await question_view(moved, SYSTEM)).due_on == due_before
    incoming, *_rest, outgoing = [row for row in await assignments_of(moved) if row.is_lead]
    assert (incoming.state, incoming.offered_at, incoming.due_on) == ("offered", later, due_before)
    assert (outgoing.state, outgoing.responded_at) == ("transferred", later)
    answer = await answer_of(moved)
    assert answer is not None
    assert answer.state is AnswerState.DRAFTING
    [entry] = [entry for entry in await history("question", question.id) if entry.act == "question.transfer"]
    assert (entry.after["from_unit"], entry.after["lead_unit"], entry.reason) == (old, new, WHY)


async def test_the_helping_unit_may_become_the_lead_one(event):
    helper = await make_unit()
    question = await make_question(event, Stage.IN_PROGRESS, helper_ids=(helper,))
    await transferring.transfer(question, helper, WHY, by=SYSTEM, at=AT)
    moved = await question_facts(question.code)
    assert (moved.lead_unit_id, moved.coordinating_unit_ids) == (helper, frozenset())
    assert [part.state for part in await parts_of(moved)] == ["withdrawn"]


async def test_a_unit_that_helps_under_its_old_name_may_become_the_lead_one(event):
    helper, successor = await make_unit("Sở Giao thông vận tải"), await make_unit("Sở Xây dựng")
    question = await make_question(event, Stage.IN_PROGRESS, helper_ids=(helper,))
    yesterday = day_of(AT) - timedelta(days=1)
    await unit_keeping.replace_unit(helper, successor, last_day=yesterday, reason="Sáp nhập.", by=SYSTEM, at=AT)
    await transferring.transfer(await question_facts(question.code), successor, WHY, by=SYSTEM, at=AT)
    moved = await question_facts(question.code)
    assert (moved.lead_unit_id, moved.coordinating_unit_ids) == (successor, frozenset())
    assert [part.state for part in await parts_of(moved)] == ["withdrawn"]


@pytest.fixture
async def desk(sqlite_database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


async def test_the_pages_of_a_question_that_moves_on(desk: Desk):
    event = await make_event(await make_unit())
    chair, coordinator = await the_chair_of(event), await make_person(event.organiser_id, Role.COORDINATOR)
    right = await make_unit("Sở Xây dựng")
    question = await declined(await make_question(event, Stage.OFFERED), right)
    path = f"/desk/questions/{question.code}"
    shown = (await desk.get(path, coordinator)).text
    assert "Chuyển tiếp cho Sở Xây dựng" in shown
    assert (await desk.post(f"{path}/offer-on", chair, {"unit": right})).status_code == 403
    assert (await desk.post(f"{path}/offer-on", coordinator, {"unit": "x"})).status_code == 409
    assert (await desk.post(f"{path}/offer-on", coordinator, {"unit": right})).status_code == 303
    question = await declined(await question_facts(question.code))
    assert "Bị trả lại hai lần" in (await desk.get("/work", chair)).text
    refused = await desk.get(f"{path}/assignment", coordinator)
    assert refused.status_code == 409
    assert "người chủ trì hoặc lãnh đạo quyết định" in refused.text
    assert WHY in (await desk.get(f"{path}/naming", chair)).text
    assert (await desk.fill(f"{path}/naming", chair, {"unit": right, "reason": " "})).status_code == 422
    assert (await desk.fill(f"{path}/naming", chair, {"unit": right, "reason": "Đúng."})).status_code == 303
    moved = await desk.fill(f"{path}/transfer", chair, {"unit": await make_unit("Sở Nội vụ"), "reason": "Nhầm."})
    assert moved.status_code == 303
    assert "chuyển từ Sở Xây dựng sang Sở Nội vụ" in (await desk.get(path, coordinator)).text
    row = await KEY.one(question.id)
    assert row is not None
    own = (await desk.get(f"/track/{tracking_token(SECRET, row['submission_key'])}", Viewer())).text
    assert "Đã chuyển từ Sở Xây dựng sang Sở Nội vụ; hạn trả lời giữ nguyên." in own
    assert "Nhầm." in own
