"""The life of a question through its acts, on both engines: the story, what comes too late, races, units that end."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from app.people import unit_keeping
from app.people.kinds import UnitKind
from app.people.sessions import viewer_for
from app.people.tables import Unit
from app.people.units import forget
from events.planning.policy import EventFacts
from questions import assigning, seeing
from questions.answers import approving, drafting, publishing
from questions.answers.draft import Draft
from questions.answers.states import AnswerState
from questions.conditions import EVERYTHING
from questions.facts import answer_of, question_facts
from questions.merging import joining
from questions.opinions import closing, disputing
from questions.queries import desk_questions
from questions.reading import assignments_of, question_view
from questions.splitting import splitting
from questions.splitting.splitting import Told
from questions.states import QuestionState
from questions.triage import appealing, asking_back, handing_over, moderating, withdrawing
from questions.triage.moderating import PublicText, present_text, text_print
from questions.values import Competence, Decline, Kind, Outcome, Rejection
from tests.support import AT, SECRET, Stage, make_event, make_person, make_question, make_rejected, make_unit

TEXT = PublicText("Khi nào có giá đất?", "Xin cho biết giá đất năm nay.", "N.V.A.")
DRAFT = Draft("Trong tháng này.", "Sở thông báo giá đất trong tháng này.", "Luật Đất đai 2024", Outcome.EXPLAINED)


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def admit(question, by):  # type: ignore[no-untyped-def]
    await moderating.admit(question, TEXT, kind=Kind.PETITION, competence=Competence.CITY, field_id=None, by=by, at=AT)


async def answer_to(code: str):  # type: ignore[no-untyped-def]
    answer = await answer_of(await question_facts(code))
    assert answer is not None
    return answer


async def test_the_story_from_the_first_look_to_the_published_answer(event):
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    agency = await make_unit("Sở Tài chính")
    focal, drafter, leader = [await make_person(agency, role) for role in (Role.FOCAL, Role.DRAFTER, Role.APPROVER)]
    await make_person(agency, Role.APPROVER)
    code = (await make_question(event)).code

    await admit(await question_facts(code), coordinator)
    await assigning.assign(await question_facts(code), agency, by=coordinator, at=AT)
    await assigning.accept(await question_facts(code), by=focal, at=AT)
    saved = await drafting.save_draft(await question_facts(code), DRAFT, version=0, by=drafter, at=AT)
    await drafting.submit_for_review(saved, by=drafter, at=AT)
    await approving.return_to_drafter(await answer_to(code), "Thêm căn cứ pháp lý.", by=leader, at=AT)
    again = await drafting.save_draft(await question_facts(code), DRAFT, version=1, by=drafter, at=AT)
    await drafting.submit_for_review(again, by=drafter, at=AT)
    await approving.approve(await answer_to(code), signer_title="Giám đốc", by=leader, at=AT)
    await publishing.publish(await answer_to(code), by=coordinator, at=AT)

    question = await question_facts(code)
    assert question.state is QuestionState.ANSWERED
    assert (await answer_to(code)).state is AnswerState.PUBLISHED
    assert [entry.act for entry in await history("question", question.id)] == [
        "question.submit", "question.admit", "question.offer", "question.accept", "answer.save_draft",
        "answer.submit_for_review", "answer.return", "answer.save_draft", "answer.submit_for_review",
        "answer.approve", "answer.publish", "question.answer",
    ]  # fmt: skip


async def test_an_agency_declines_and_the_question_returns_to_the_desk(event):
    right, wrong, helper = [await make_unit() for _ in range(3)]
    question = await make_question(event, Stage.OFFERED, lead_unit_id=wrong, helper_ids=(helper,))
    focal = await make_person(wrong, Role.FOCAL)
    due_before = (await question_view(question, SYSTEM)).due_on
    await assigning.decline(question, Decline.OTHER_AGENCY, "Việc của sở khác.", right, by=focal, at=AT)
    back = await question_facts(question.code)
    assert (back.state, back.lead_unit_id, back.assigned_unit_ids) == (QuestionState.ADMITTED, None, frozenset())
    assert not seeing.may_see(focal, back)
    assert (await question_view(back, SYSTEM)).due_on == due_before
    states = {row.is_lead: (row.state, row.decline_reason) for row in await assignments_of(back)}
    assert states == {True: ("declined", Decline.OTHER_AGENCY), False: ("withdrawn", None)}


async def test_40_who_accept_at_once_have_one_winner(event):
    question = await make_question(event, Stage.OFFERED)
    focals = [await make_person(question.lead_unit_id, Role.FOCAL) for _ in range(40)]
    results = await asyncio.gather(
        *(assigning.accept(question, by=focal, at=AT) for focal in focals), return_exceptions=True
    )
    assert [type(result) for result in results if result is not None] == [Conflict] * 39
    acts = [entry.act for entry in await history("question", question.id)]
    assert acts.count("question.accept") == 1


async def test_whoever_comes_too_late_changes_nothing_and_is_told(event):
    first, second = [await make_person(event.organiser_id, Role.COORDINATOR) for _ in range(2)]
    question = await make_question(event)
    await moderating.reject(question, Rejection.UNCLEAR, "Xin nêu rõ hơn.", by=first, at=AT)
    for stale in (question, await question_facts(question.code)):
        with pytest.raises(Conflict):
            await admit(stale, second)
    view = await question_view(await question_facts(question.code), SYSTEM)
    assert (view.state, view.public_summary, view.kind) == (QuestionState.REJECTED, "", None)


async def test_what_somebody_may_never_do_is_no_conflict(event):
    question = await make_question(event, Stage.ADMITTED)
    clerk = await make_person(event.organiser_id, Role.CLERK)
    with pytest.raises(NotAllowed):
        await admit(question, clerk)
    with pytest.raises(NotAllowed):
        await assigning.assign(question, await make_unit(), by=clerk, at=AT)


async def test_a_unit_that_no_longer_exists_is_not_assigned(event):
    question = await make_question(event, Stage.ADMITTED)
    closed = await make_unit("Phòng Kinh tế quận")
    await Unit.update({Unit.valid_until: day_of(AT) - timedelta(days=2)}).where(Unit.id == closed)
    forget()
    for unit_id in (closed, 999_999):
        with pytest.raises(Invalid) as refused:
            await assigning.assign(question, unit_id, by=SYSTEM, at=AT)
        assert set(refused.value.problems) == {"lead_unit"}
    assert (await question_facts(question.code)).state is QuestionState.ADMITTED


async def test_a_merged_unit_is_assigned_as_its_successor_whose_people_take_over(event):
    old, new = await make_unit("Sở Kế hoạch và Đầu tư"), await make_unit("Sở Tài chính")
    offered = await make_question(event, Stage.OFFERED, lead_unit_id=old)
    focal = await make_person(new, Role.FOCAL)
    assert not seeing.may_see(focal, offered)
    yesterday = day_of(AT) - timedelta(days=1)
    await unit_keeping.replace_unit(old, new, last_day=yesterday, reason="Sáp nhập.", by=SYSTEM, at=AT)
    focal = await viewer_for(focal.person_id, AT)
    await assigning.accept(await question_facts(offered.code), by=focal, at=AT)
    other = await make_question(event, Stage.ADMITTED)
    await assigning.assign(other, old, (new,), by=SYSTEM, at=AT)
    assert (await question_facts(other.code)).assigned_unit_ids == {new}


async def test_two_editors_do_not_overwrite_each_other(event):
    question = await make_question(event, Stage.DRAFTED)
    one, two = [await make_person(question.lead_unit_id, Role.DRAFTER) for _ in range(2)]
    saves = [
        drafting.save_draft(question, replace(DRAFT, body=f"Bản {by.person_id}"), version=1, by=by, at=AT)
        for by in (one, two)
    ]
    results = await asyncio.gather(*saves, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["AnswerFacts", "Conflict"]
    assert (await answer_to(question.code)).version == 2


async def test_two_who_begin_a_draft_at_once_do_not_overwrite_each_other(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    writers = [await make_person(question.lead_unit_id, Role.DRAFTER) for _ in range(5)]
    results = await asyncio.gather(
        *(drafting.save_draft(question, DRAFT, version=0, by=by, at=AT) for by in writers), return_exceptions=True
    )
    assert sorted(type(result).__name__ for result in results) == ["AnswerFacts"] + ["Conflict"] * 4


async def test_two_editors_of_the_public_text_do_not_overwrite_each_other(event):
    question = await make_question(event, Stage.ADMITTED)
    seen = text_print(await present_text(question))
    await moderating.edit_public_text(question, TEXT, seen=seen, by=SYSTEM, at=AT)
    with pytest.raises(Conflict):
        await moderating.edit_public_text(question, replace(TEXT, summary="Khác"), seen=seen, by=SYSTEM, at=AT)
    assert (await present_text(question)).summary == TEXT.summary


async def test_four_eyes_the_only_leader_signs_an_own_draft_with_a_reason_that_stays(event):
    agency = await make_unit()
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=agency)
    leader = await make_person(agency, Role.APPROVER)
    saved = await drafting.save_draft(question, DRAFT, version=0, by=leader, at=AT)
    await drafting.submit_for_review(saved, by=leader, at=AT)
    with pytest.raises(Invalid):
        await approving.approve(await answer_to(question.code), by=leader, at=AT)
    await approving.approve(await answer_to(question.code), reason="Phó giám đốc nghỉ ốm.", by=leader, at=AT)
    last = (await history("question", question.id))[-1]
    assert (last.act, last.reason, last.after["own_draft"]) == ("answer.approve", "Phó giám đốc nghỉ ốm.", True)


async def test_four_eyes_with_two_leaders_the_author_does_not_approve(event):
    agency = await make_unit()
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=agency)
    author, other = [await make_person(agency, Role.APPROVER) for _ in range(2)]
    saved = await drafting.save_draft(question, DRAFT, version=0, by=author, at=AT)
    await drafting.submit_for_review(saved, by=author, at=AT)
    with pytest.raises(NotAllowed):
        await approving.approve(await answer_to(question.code), reason="Gấp.", by=author, at=AT)
    await approving.approve(await answer_to(question.code), by=other, at=AT)
    assert (await answer_to(question.code)).state is AnswerState.APPROVED


async def test_four_eyes_the_leader_of_the_unit_above_sees_and_approves(event):
    above = await make_unit("Ủy ban nhân dân thành phố", UnitKind.OTHER)
    agency = await make_unit(parent_id=above)
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=agency)
    author, chief = await make_person(agency, Role.APPROVER), await make_person(above, Role.APPROVER)
    saved = await drafting.save_draft(question, DRAFT, version=0, by=author, at=AT)
    await drafting.submit_for_review(saved, by=author, at=AT)
    assert seeing.may_see(chief, await question_facts(question.code))
    await approving.approve(await answer_to(question.code), by=chief, at=AT)
    assert (await answer_to(question.code)).state is AnswerState.APPROVED


async def test_a_draft_is_returned_only_with_a_comment(event):
    question = await make_question(event, Stage.IN_REVIEW)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    with pytest.raises(Invalid):
        await approving.return_to_drafter(await answer_to(question.code), "  ", by=leader, at=AT)


async def test_an_unfinished_draft_is_not_sent_for_approval(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    drafter = await make_person(question.lead_unit_id, Role.DRAFTER)
    saved = await drafting.save_draft(question, Draft("", "Chưa xong"), version=0, by=drafter, at=AT)
    with pytest.raises(Invalid) as refused:
        await drafting.submit_for_review(saved, by=drafter, at=AT)
    assert set(refused.value.problems) == {"outcome"}


async def test_the_list_shows_exactly_what_each_role_may_open_in_every_state(database):
    above = await make_unit("Ủy ban nhân dân thành phố", UnitKind.OTHER)
    organiser, other_organiser = await make_unit(), await make_unit()
    lead, helper, foreign = await make_unit(parent_id=above), await make_unit(), await make_unit()
    questions = []
    for event in (await make_event(organiser), await make_event(other_organiser)):
        questions += [
            await make_question(event, stage, lead_unit_id=lead, helper_ids=(helper,))
            for stage in (Stage.SUBMITTED, Stage.ADMITTED, Stage.OFFERED, Stage.IN_PROGRESS, Stage.PUBLISHED)
        ]
        questions.append(await make_rejected(event))
    declined = await make_question(event, Stage.OFFERED, lead_unit_id=foreign, helper_ids=(helper,))
    await assigning.decline(
        declined, Decline.OTHER_LEVEL, "Cấp khác.", by=await make_person(foreign, Role.FOCAL), at=AT
    )
    disputed, closed = [await make_question(event, Stage.PUBLISHED, lead_unit_id=lead) for _each in range(2)]
    await disputing.dispute(disputed, "Chưa rõ.", by=Viewer(asks=disputed.id), at=AT)
    await closing.close(closed, by=SYSTEM, at=AT)
    asked = [
        await make_question(event, stage, lead_unit_id=lead, helper_ids=(helper,))
        for stage in (Stage.SUBMITTED, Stage.IN_PROGRESS)
    ]
    for one in asked:
        await asking_back.ask_back(one, "Ở đâu?", secret_key=SECRET, by=SYSTEM, at=AT)
    withdrawn, referred, forwarded = [await make_question(event, Stage.ADMITTED) for _each in range(3)]
    await withdrawing.withdraw(withdrawn, by=Viewer(asks=withdrawn.id), at=AT)
    await handing_over.refer(referred, "Ban Tiếp công dân", "Mời gửi đơn.", by=SYSTEM, at=AT)
    await handing_over.forward(forwarded, "Bộ Tài chính", "1/UBND", day_of(AT), by=SYSTEM, at=AT)
    appealed = await make_rejected(event)
    await appealing.appeal(appealed, "Đúng thẩm quyền.", by=Viewer(asks=appealed.id), at=AT)
    joined = await make_question(event, Stage.ADMITTED)
    await joining.join(joined, declined, by=SYSTEM, at=AT)
    whole = await make_question(event, Stage.ADMITTED)
    halves = await splitting.split(
        whole, [Told("Một?", "Một."), Told("Hai?", "Hai.")], secret_key=SECRET, by=SYSTEM, at=AT
    )
    questions += [await question_facts(code) for code in halves]
    over = (*questions, declined, disputed, closed, *asked, withdrawn, referred, forwarded, appealed, joined, whole)
    facts = [await question_facts(one.code) for one in over]
    assert {one.state for one in facts} == set(QuestionState)
    for unit_id in (organiser, lead, helper, foreign, above):
        for role in Role:
            viewer = await make_person(unit_id, role)
            page = await desk_questions(viewer, EVERYTHING, size=100)
            assert {line.code for line in page.items} == {one.code for one in facts if seeing.may_see(viewer, one)}, (
                role
            )
            assert page.total is not None
            assert page.total.count == len(page.items)
