"""One question, several agencies, one answer: the parts of coordinating units."""

from datetime import date, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from app.people import unit_keeping
from events.planning.policy import EventFacts
from questions import assigning, undoing
from questions.answers import publishing
from questions.facts import question_facts
from questions.parts import asking, writing
from questions.parts import policy as part_policy
from questions.parts.facts import PartView, part_facts, parts_of
from questions.parts.states import PART, PartState
from questions.policy import QuestionFacts
from questions.reading import question_view
from questions.seeing import may_see
from questions.triage import withdrawing
from questions.values import Decline
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

LETTERS = Statement("SELECT to_address AS recipient, subject FROM outbox_letter ORDER BY id")
DAY = timedelta(days=1)
WORDS, BODY = "Cho biết số hồ sơ đất đang giữ.", "Sở đang giữ 17 hồ sơ, xong trước ngày 30."


class Helper:
    """A coordinating unit with a focal point, a drafter and two leaders."""

    unit_id: int
    focal: Viewer
    drafter: Viewer
    leader: Viewer
    other_leader: Viewer


async def make_helper(name: str = "Sở Nông nghiệp và Môi trường") -> Helper:
    helper = Helper()
    helper.unit_id = await make_unit(name)
    helper.focal = await make_person(helper.unit_id, Role.FOCAL)
    helper.drafter = await make_person(helper.unit_id, Role.DRAFTER)
    helper.leader = await make_person(helper.unit_id, Role.APPROVER)
    helper.other_leader = await make_person(helper.unit_id, Role.APPROVER)
    return helper


async def only_part(question: QuestionFacts) -> PartView:
    [part] = await parts_of(question)
    return part


async def due_of(question: QuestionFacts) -> date:
    due_on = (await question_view(question, SYSTEM)).due_on
    assert due_on is not None
    return due_on


async def delivered(helper: Helper, question: QuestionFacts) -> PartView:
    part = await only_part(question)
    saved = await writing.save_part(part.facts, BODY, version=0, by=helper.drafter, at=AT)
    await writing.submit_part(saved, by=helper.drafter, at=AT)
    await writing.approve_part(await part_facts(part.id), by=helper.leader, at=AT)
    return await only_part(question)


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def test_each_coordinating_unit_gets_its_own_part_with_its_own_date(event):
    helper = await make_helper()
    question = await make_question(event, Stage.OFFERED, helper_ids=(helper.unit_id,))
    part = await only_part(question)
    assert (part.state, part.facts.unit_id, part.body) == (PartState.WRITING, helper.unit_id, "")
    assert part.due_on < await due_of(question)
    written = [row["subject"] for row in await LETTERS.all() if row["recipient"] == helper.focal.email]
    assert written == [f"Đề nghị góp phần trả lời {question.code}"]


async def test_a_part_is_written_approved_with_four_eyes_and_delivered_and_the_public_date_stays(event):
    helper, lead = await make_helper(), await make_unit("Sở Tài chính")
    writer = await make_person(lead, Role.DRAFTER)
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead, helper_ids=(helper.unit_id,))
    due_before, part = await due_of(question), (await only_part(question)).facts
    with pytest.raises(NotAllowed):
        await writing.save_part(part, BODY, version=0, by=writer, at=AT)
    with pytest.raises(Invalid):
        await writing.submit_part(part, by=helper.drafter, at=AT)
    saved = await writing.save_part(part, BODY, version=0, by=helper.leader, at=AT)
    with pytest.raises(Conflict):
        await writing.save_part(part, "Khác.", version=0, by=helper.drafter, at=AT)
    await writing.submit_part(saved, by=helper.leader, at=AT)
    sent = await part_facts(part.id)
    assert not part_policy.may_read_part(writer, sent)
    with pytest.raises(NotAllowed, match="người khác với người soạn"):
        await writing.approve_part(sent, by=helper.leader, at=AT)
    await writing.return_part(sent, "Nêu rõ ngày.", by=helper.other_leader, at=AT)
    await writing.submit_part(await part_facts(part.id), by=helper.drafter, at=AT)
    await writing.approve_part(await part_facts(part.id), by=helper.other_leader, at=AT)

    done = await only_part(question)
    assert (done.state, done.body, done.approver) == (PartState.DELIVERED, BODY, helper.other_leader.name)
    assert part_policy.may_read_part(writer, done.facts)
    assert await due_of(question) == due_before
    told = [row["recipient"] for row in await LETTERS.all() if "đã gửi phần góp ý" in row["subject"]]
    assert writer.email in told

    with pytest.raises(NotAllowed):
        await writing.send_back(done.facts, "Thiếu số.", due_before, by=helper.leader, at=AT)
    with pytest.raises(Invalid):
        await writing.send_back(done.facts, "Thiếu số.", due_before + 40 * DAY, by=writer, at=AT)
    await writing.send_back(done.facts, "Thiếu số.", due_before, by=writer, at=AT)
    back = await only_part(question)
    assert (back.state, back.comment, back.due_on) == (PartState.WRITING, "Thiếu số.", due_before)
    assert await due_of(question) == due_before
    acts = [entry.act for entry in await history("question", question.id) if entry.act.startswith("part.")]
    assert acts == [
        *("part.ask", "part.save", "part.submit", "part.return", "part.submit", "part.approve", "part.send_back"),
    ]


async def test_the_only_leader_of_a_unit_delivers_an_own_part_with_a_reason(event):
    unit = await make_unit()
    lone = await make_person(unit, Role.APPROVER)
    question = await make_question(event, Stage.OFFERED, helper_ids=(unit,))
    saved = await writing.save_part((await only_part(question)).facts, BODY, version=0, by=lone, at=AT)
    await writing.submit_part(saved, by=lone, at=AT)
    sent = await part_facts(saved.id)
    with pytest.raises(Invalid):
        await writing.approve_part(sent, by=lone, at=AT)
    await writing.approve_part(sent, reason="Đơn vị chỉ có một lãnh đạo.", by=lone, at=AT)
    assert (await only_part(question)).own_approval_reason == "Đơn vị chỉ có một lãnh đạo."


async def test_the_lead_unit_asks_for_a_part_and_does_without_one(event):
    helper, lead = await make_helper(), await make_unit()
    writer = await make_person(lead, Role.DRAFTER)
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead)
    due_on = await asking.part_due(await due_of(question), day_of(AT))
    assert not may_see(helper.drafter, question)
    with pytest.raises(NotAllowed):
        await asking.ask_part(question, helper.unit_id, WORDS, due_on, by=helper.focal, at=AT)
    with pytest.raises(Invalid):
        await asking.ask_part(question, lead, WORDS, due_on, by=writer, at=AT)
    with pytest.raises(Invalid):
        await asking.ask_part(question, helper.unit_id, WORDS, day_of(AT) - DAY, by=writer, at=AT)
    await asking.ask_part(question, helper.unit_id, WORDS, due_on, by=writer, at=AT)
    with pytest.raises(Conflict):
        await asking.ask_part(question, helper.unit_id, WORDS, due_on, by=writer, at=AT)
    question = await question_facts(question.code)
    assert may_see(helper.drafter, question)

    part = await only_part(question)
    assert part.words == WORDS
    await writing.save_part(part.facts, BODY, version=0, by=helper.drafter, at=AT)
    await asking.withdraw_part(await part_facts(part.id), "Đã có số liệu.", by=writer, at=AT)
    question = await question_facts(question.code)
    assert not may_see(helper.drafter, question)
    await asking.ask_part(question, helper.unit_id, WORDS, due_on, by=writer, at=AT)
    again = (await parts_of(question))[-1]
    assert (again.state, again.body) == (PartState.WRITING, BODY)


async def test_a_unit_gives_its_part_back_and_the_lead_unit_is_told_why(event):
    helper, lead = await make_helper(), await make_unit()
    focal = await make_person(lead, Role.FOCAL)
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead, helper_ids=(helper.unit_id,))
    part = await only_part(question)
    with pytest.raises(NotAllowed):
        await writing.decline_part(part.facts, Decline.OTHER_AGENCY, "Không phải.", by=helper.drafter, at=AT)
    await writing.decline_part(part.facts, Decline.OTHER_AGENCY, "Thuộc Sở Xây dựng.", by=helper.focal, at=AT)
    part = await only_part(question)
    assert (part.state, part.comment) == (PartState.DECLINED, "Thuộc Sở Xây dựng.")
    assert focal.email in [row["recipient"] for row in await LETTERS.all() if "từ chối phần góp ý" in row["subject"]]
    assert not may_see(helper.focal, await question_facts(question.code))


async def test_a_delivered_part_stands_when_another_unit_leads(event):
    helper = await make_helper()
    question = await make_question(event, Stage.IN_PROGRESS, helper_ids=(helper.unit_id,))
    await delivered(helper, question)
    await undoing.unassign(question, "Giao nhầm.", by=SYSTEM, at=AT)
    question = await question_facts(question.code)
    await assigning.assign(question, await make_unit(), (helper.unit_id,), by=SYSTEM, at=AT)
    part = await only_part(await question_facts(question.code))
    assert (part.state, part.body) == (PartState.DELIVERED, BODY)


async def test_nothing_is_waited_for_once_the_answer_is_published(event):
    from questions.facts import answer_of

    helper = await make_helper()
    question = await make_question(event, Stage.APPROVED, helper_ids=(helper.unit_id,))
    part = (await only_part(question)).facts
    answer = await answer_of(question)
    assert answer is not None
    await publishing.publish(answer, by=SYSTEM, at=AT)
    assert (await only_part(question)).state is PartState.WITHDRAWN
    with pytest.raises(Conflict):
        await writing.save_part(part, BODY, version=0, by=helper.drafter, at=AT)


async def test_nothing_is_waited_for_once_the_asker_takes_the_question_back(event):
    helper = await make_helper()
    question = await make_question(event, Stage.IN_PROGRESS, helper_ids=(helper.unit_id,))
    part = (await only_part(question)).facts
    await withdrawing.withdraw(question, by=Viewer(asks=question.id), at=AT)
    assert (await only_part(question)).state is PartState.WITHDRAWN
    with pytest.raises(Conflict):
        await writing.save_part(part, BODY, version=0, by=helper.drafter, at=AT)
    to_focal = [row["subject"] for row in await LETTERS.all() if row["recipient"] == helper.focal.email]
    assert [subject for subject in to_focal if question.code in subject][1:] == [
        f"Người hỏi đã rút câu hỏi {question.code}"
    ]


async def test_the_day_that_is_proposed_for_a_part_is_never_past(sqlite_database: str):
    calendar, today = await load_calendar(), date(2026, 11, 18)  # a Wednesday
    for days, proposed in ((20, 15), (3, 1), (1, 1), (0, 1), (-4, 1)):
        assert await asking.part_due(calendar.add(today, days), today) == calendar.add(today, proposed)


def test_each_state_of_a_part_is_reached_and_left():
    assert PART.reachable() == set(PartState)
    assert all(PART.events(state) or state in PART.final for state in PartState)


@pytest.fixture
async def desk(sqlite_database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


async def test_the_lead_unit_takes_a_part_into_the_one_answer(desk: Desk):
    event = await make_event(await make_unit())
    helper, lead = await make_helper(), await make_unit()
    writer = await make_person(lead, Role.DRAFTER)
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead)
    path = f"/desk/questions/{question.code}"
    assert f'href="{path}/part"' in (await desk.get(path, writer)).text
    asked = await desk.fill(
        f"{path}/part", writer, {"unit": helper.unit_id, "words": WORDS, "due_on": f"{await due_of(question)}"}
    )
    assert asked.headers["location"] == path
    part = await only_part(await question_facts(question.code))
    own = f"/desk/parts/{part.id}"
    assert own in (await desk.get("/work", helper.drafter)).text
    assert WORDS in (await desk.get(own, helper.drafter)).text
    await desk.post(f"{own}/text", helper.drafter, {"body": BODY, "version": "0", "then": "review"})
    assert own in (await desk.get("/work", helper.leader)).text
    for page in (own, path, f"{path}/answer"):
        assert BODY not in (await desk.get(page, writer)).text
    await desk.post(f"{own}/approval", helper.leader, {"version": "1"})
    shown = (await desk.get(path, writer)).text
    assert BODY in shown
    assert 'name="take"' not in shown
    editor = (await desk.get(f"{path}/answer", writer)).text
    assert BODY in editor
    assert f'form="draft" name="take" value="{part.id}"' in editor
    taken = await desk.post(f"{path}/answer", writer, {"version": "0", "body": "1. Chung.", "take": f"{part.id}"})
    assert taken.status_code == 303
    assert f"1. Chung.\n\n{BODY}</textarea>" in (await desk.get(f"{path}/answer", writer)).text
    alone = await desk.post(f"{path}/answer", writer, {"version": "1", "body": "Một mình.", "take": "999"})
    assert alone.status_code == 409


async def test_a_late_part_is_named_for_its_unit(desk: Desk):
    organiser = await make_unit()
    event = await make_event(organiser)
    coordinator = await make_person(organiser, Role.COORDINATOR)
    helper, lead = await make_helper("Sở Xây dựng"), await make_unit("Sở Tài chính")
    focal = await make_person(lead, Role.FOCAL)
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead, helper_ids=(helper.unit_id,))
    listed = f"/desk/questions?late=part&unit={helper.unit_id}"
    assert question.code not in (await desk.get(listed, coordinator)).text
    await Statement("UPDATE answer_part SET due_on = {}").run(day_of(AT) - DAY)
    shown = (await desk.get(listed, coordinator)).text
    assert question.code in shown
    assert "Trễ phần góp ý: Sở Xây dựng" in shown
    assert question.code not in (await desk.get(f"/desk/questions?late=part&unit={lead}", coordinator)).text
    for viewer in (coordinator, focal, helper.leader):
        assert "Phần góp ý trễ hạn của các đơn vị" in (await desk.get("/work", viewer)).text


async def test_a_part_is_nobody_elses_to_open(desk: Desk):
    organiser = await make_unit()
    event = await make_event(organiser)
    helper = await make_helper()
    question = await make_question(event, Stage.IN_PROGRESS, helper_ids=(helper.unit_id,))
    part = await only_part(question)
    stranger = await make_person(await make_unit(), Role.APPROVER)
    assert (await desk.get(f"/desk/parts/{part.id}", stranger)).status_code == 404
    assert (await desk.get("/desk/parts/99999999999", helper.focal)).status_code == 404
    coordinator = await make_person(organiser, Role.COORDINATOR)
    assert (await desk.get(f"/desk/parts/{part.id}", coordinator)).status_code == 200
    refused = await desk.post(f"/desk/parts/{part.id}/text", coordinator, {"body": BODY, "version": "0"})
    assert refused.status_code == 403
    empty = await desk.post(f"/desk/parts/{part.id}/text", helper.drafter, {"body": " ", "version": "0"})
    assert empty.status_code == 422
    kept = await desk.post(f"/desk/parts/{part.id}/text", helper.drafter, {"body": BODY, "version": "7"})
    assert kept.status_code == 409
    assert BODY in kept.text
    early = await desk.post(f"/desk/parts/{part.id}/approval", helper.leader, {"version": "0"})
    assert early.status_code == 409
    done = await desk.post(
        f"/desk/parts/{part.id}/decline", helper.focal, {"reason": "other_agency", "explanation": "Không phải."}
    )
    assert done.status_code == 303


async def test_a_late_part_is_found_under_the_unit_that_its_own_one_was_merged_into(desk: Desk):
    organiser, successor = await make_unit(), await make_unit("Sở Xây dựng")
    event, coordinator = await make_event(organiser), await make_person(organiser, Role.COORDINATOR)
    helper = await make_helper("Sở Giao thông vận tải")
    question = await make_question(event, Stage.IN_PROGRESS, helper_ids=(helper.unit_id,))
    await Statement("UPDATE answer_part SET due_on = {}").run(day_of(AT) - DAY)
    yesterday = day_of(AT) - DAY
    await unit_keeping.replace_unit(helper.unit_id, successor, last_day=yesterday, reason="Sáp nhập.", by=SYSTEM, at=AT)
    shown = (await desk.get(f"/desk/questions?late=part&unit={successor}", coordinator)).text
    assert question.code in shown
    assert "Trễ phần góp ý: Sở Xây dựng" in shown
    assert question.lead_unit_id is not None
    await unit_keeping.replace_unit(
        question.lead_unit_id, successor, last_day=yesterday, reason="Sáp nhập.", by=SYSTEM, at=AT
    )
    assert question.code in (await desk.get(f"/desk/questions?unit={successor}", coordinator)).text
