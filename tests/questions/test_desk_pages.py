"""The desk as people use it: every act by its form, what comes too late, and who may open what."""

from collections.abc import AsyncIterator

import pytest

from app.access import Role, Viewer
from app.clock import day_of, local, now
from app.people.deputies import name_deputy
from app.people.deputy_policy import AuthorityForm
from events.planning.policy import EventFacts
from questions import assigning, seeing
from questions.answers.states import AnswerState
from questions.facts import answer_of, question_facts
from questions.states import QuestionState
from questions.tables import Question
from questions.values import Decline
from tests.questions.desk_browsing import Desk, counted, open_desk
from tests.support import (
    AT,
    CANARY_ADDRESS,
    CANARY_DRAFT,
    CANARY_EMAIL,
    CANARY_NAME,
    CANARY_TAX_CODE,
    DETAIL,
    SUMMARY,
    Stage,
    make_event,
    make_field,
    make_person,
    make_question,
    make_unit,
)

SENT = {
    "summary": "Tóm tắt",
    "body": "Sở trả lời theo Luật Đất đai 2024.",
    "outcome": "explained",
    "then": "review",
    "version": "0",
}


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:
    async with open_desk() as desk:
        yield desk


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


@pytest.fixture
async def coordinator(event: EventFacts) -> Viewer:
    return await make_person(event.organiser_id, Role.COORDINATOR, name="Lê Thị Thu Hà")


def path(question, act: str = "") -> str:  # type: ignore[no-untyped-def]
    return f"/desk/questions/{question.code}{'/' + act if act else ''}"


# Who may is judged by rules, whatever keeps the rows.
ON_SQLITE = pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)

ADMISSION = {
    "kind": "petition",
    "competence": "city",
    "public_summary": "Khi nào có giá đất?",
    "public_detail": "Xin cho biết giá đất năm nay.",
    "public_asker": "N.T.H.Y.",
    "visibility": "public",
}


async def test_the_whole_story_by_plain_forms(desk: Desk, event, coordinator):
    agency = await make_unit("Sở Nông nghiệp và Môi trường")
    field = await make_field("Đất đai", agency)
    focal = await make_person(agency, Role.FOCAL)
    drafter = await make_person(agency, Role.DRAFTER)
    leader = await make_person(agency, Role.APPROVER, name="Lê Thị Ký")
    await make_person(agency, Role.APPROVER)
    question = await make_question(event)

    form = await desk.get(path(question, "admission"), coordinator)
    assert SUMMARY in form.text
    admitted = await desk.fill(path(question, "admission"), coordinator, {**ADMISSION, "field": str(field)})
    assert (admitted.status_code, admitted.headers["location"]) == (303, path(question, "assignment"))

    form = await desk.get(path(question, "assignment"), coordinator)
    assert f'<option value="{agency}" selected>' in form.text
    sent = await desk.fill(path(question, "assignment"), coordinator, {"lead_unit": str(agency), "weight": "complex"})
    assert sent.status_code == 303

    taken = await desk.post(path(question, "acceptance"), focal)
    assert taken.status_code == 303
    draft = {
        "summary": "Trong tháng này.",
        "body": "Sở thông báo trong tháng này.",
        "legal_basis": "Luật Đất đai 2024",
        "outcome": "explained",
        "version": "0",
    }
    saved = await desk.fill(path(question, "answer"), drafter, draft | {"then": "save"})
    assert saved.status_code == 303
    sent = await desk.fill(path(question, "answer"), drafter, draft | {"then": "review", "version": "1"})
    assert sent.headers["location"] == path(question)

    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    one_page = f"/desk/answers/{answer.id}"
    returned = await desk.fill(one_page, leader, {"comment": ""})
    assert returned.status_code == 405
    returned = await desk.post(f"{one_page}/return", leader, {"version": "2", "comment": "Thêm căn cứ."})
    assert returned.status_code == 303
    assert "Thêm căn cứ." in (await desk.get(path(question, "answer"), drafter)).text
    await desk.fill(path(question, "answer"), drafter, draft | {"then": "review", "version": "2"})
    approved = await desk.post(f"{one_page}/approval", leader, {"version": "3", "signer_title": "Giám đốc"})
    assert approved.status_code == 303

    look = await desk.get(path(question, "publication"), coordinator)
    assert "Khi nào có giá đất?" in look.text
    assert "Sở thông báo trong tháng này." in look.text
    published = await desk.fill(path(question, "publication"), coordinator, {})
    assert published.status_code == 303
    shown = (await desk.get(path(question), coordinator)).text
    assert "Lê Thị Ký" in shown
    told = {"way": "phone", "note": "Chị Yến nghe"}
    too_early = await desk.fill(path(question, "delivery"), coordinator, {**told, "delivered_at": "2026-01-05T08:30"})
    assert too_early.status_code == 422
    assert "Chị Yến nghe" in too_early.text
    told["delivered_at"] = f"{local(now()):%Y-%m-%dT%H:%M}"
    delivered = await desk.fill(path(question, "delivery"), coordinator, told)
    assert delivered.status_code == 303
    assert "Chị Yến nghe" in (await desk.get(path(question), coordinator)).text
    assert (await question_facts(question.code)).state is QuestionState.ANSWERED


async def test_a_rejection_without_words_sends_the_guidance(desk: Desk, event, coordinator):
    question = await make_question(event)
    sent = await desk.fill(path(question, "rejection"), coordinator, {"reason": "complaint", "text": ""})
    assert sent.status_code == 303
    row = await Question.select(Question.state, Question.rejection_text).first()
    assert row["state"] == "rejected"
    assert "Ban Tiếp công dân" in row["rejection_text"]


async def test_an_agency_gives_a_question_back_and_names_the_right_unit(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.OFFERED)
    right = await make_unit("Sở Xây dựng")
    focal = await make_person(question.lead_unit_id, Role.FOCAL)
    without = await desk.fill(
        path(question, "decline"), focal, {"reason": "other_agency", "explanation": "Không phải việc của sở."}
    )
    assert without.status_code == 422
    assert "Không phải việc của sở." in without.text
    given = {"reason": "other_agency", "explanation": "Không phải việc của sở.", "proposed_unit": str(right)}
    assert (await desk.fill(path(question, "decline"), focal, given)).status_code == 303
    form = await desk.get(path(question, "assignment"), coordinator)
    assert "Không phải việc của sở." in form.text
    assert "Sở Xây dựng" in form.text
    assert question.code in (await desk.get("/desk/questions?work=given_back", coordinator)).text


async def test_an_act_that_comes_too_late_shows_how_it_stands_and_what_was_typed(desk: Desk, event, coordinator):
    question = await make_question(event)
    other = await make_person(event.organiser_id, Role.COORDINATOR)
    await desk.fill(path(question, "rejection"), other, {"reason": "unclear", "text": "Xin nêu rõ."})
    late = await desk.post(
        path(question, "admission"), coordinator, ADMISSION | {"public_detail": "Tôi đã gõ dòng này."}
    )
    assert late.status_code == 409
    assert "Tôi đã gõ dòng này." in late.text
    assert "Xin nêu rõ." in late.text
    assert (await question_facts(question.code)).state is QuestionState.REJECTED


async def test_r7_two_editors_of_a_draft_see_both_texts(desk: Desk, event):
    question = await make_question(event, Stage.IN_PROGRESS)
    one, two = [await make_person(question.lead_unit_id, Role.DRAFTER) for _ in range(2)]
    draft = {"summary": "", "outcome": "explained", "then": "save", "version": "0"}
    assert (
        await desk.fill(path(question, "answer"), one, draft | {"body": "Bản của người thứ nhất"})
    ).status_code == 303
    late = await desk.post(path(question, "answer"), two, draft | {"body": "Bản của người thứ hai"})
    assert late.status_code == 409
    assert "Bản của người thứ nhất" in late.text
    assert "Bản của người thứ hai" in late.text
    assert 'name="version" value="1"' in late.text
    on_purpose = await desk.post(path(question, "answer"), two, draft | {"body": "Bản chung", "version": "1"})
    assert on_purpose.status_code == 303


async def test_a_leader_does_not_approve_a_text_that_changed_after_reading(desk: Desk, event):
    question = await make_question(event, Stage.IN_REVIEW)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    answer = await answer_of(question)
    assert answer is not None
    late = await desk.post(f"/desk/answers/{answer.id}/approval", leader, {"version": "0"})
    assert late.status_code == 409
    again = await answer_of(question)
    assert again is not None
    assert again.state is AnswerState.AGENCY_REVIEW


async def test_the_only_leader_is_asked_for_a_reason(desk: Desk, event):
    agency = await make_unit()
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=agency)
    leader = await make_person(agency, Role.APPROVER)
    await desk.fill(path(question, "answer"), leader, SENT)
    answer = await answer_of(question)
    assert answer is not None
    page = f"/desk/answers/{answer.id}"
    assert 'name="reason"' in (await desk.get(page, leader)).text
    without = await desk.post(f"{page}/approval", leader, {"version": "1", "reason": ""})
    assert without.status_code == 422
    assert 'href="#reason"' in without.text
    assert (await desk.post(f"{page}/approval", leader, {"version": "1", "reason": "Phó nghỉ ốm."})).status_code == 303


async def test_an_author_with_another_leader_sees_why_the_approval_is_not_theirs(desk: Desk, event):
    agency = await make_unit()
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=agency)
    author, _other = [await make_person(agency, Role.APPROVER) for _ in range(2)]
    await desk.fill(path(question, "answer"), author, SENT)
    answer = await answer_of(question)
    assert answer is not None
    shown = await desk.get(f"/desk/answers/{answer.id}", author)
    assert 'aria-disabled="true"' in shown.text
    assert f'action="/desk/answers/{answer.id}/approval"' not in shown.text
    assert (await desk.post(f"/desk/answers/{answer.id}/approval", author, {"version": "1"})).status_code == 403


async def test_contact_data_and_drafts_are_seen_only_by_those_who_need_them(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.DRAFTED)
    drafter = await make_person(question.lead_unit_id, Role.DRAFTER)
    supervisor = await make_person(await make_unit("Ủy ban MTTQ"), Role.SUPERVISOR)
    secretary = await make_person(event.organiser_id, Role.SECRETARY)
    contact = (CANARY_ADDRESS, CANARY_EMAIL, CANARY_TAX_CODE, CANARY_NAME)
    for viewer, sees_contact, sees_draft in (
        (drafter, True, True),
        (coordinator, True, False),
        (supervisor, False, False),
        (secretary, False, False),
    ):
        shown = (await desk.get(path(question), viewer)).text
        assert DETAIL in shown
        assert [text in shown for text in contact] == [sees_contact] * len(contact)
        assert (CANARY_DRAFT in shown) is sees_draft


PAGES = (
    "",
    "admission",
    "rejection",
    "public-text",
    "assignment",
    "decline",
    "delivery",
    "answer",
    "publication",
    "due",
)
POSTS = (
    "admission",
    "rejection",
    "public-text",
    "assignment",
    "acceptance",
    "decline",
    "delivery",
    "answer",
    "publication",
)
STAGES = tuple(Stage)


@ON_SQLITE
@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SUPERVISOR, Role.ADMIN)])
async def test_s1_people_of_a_foreign_unit_open_and_change_nothing(desk: Desk, event, role):
    stranger = await make_person(await make_unit("Đơn vị khác"), role)
    for stage in STAGES:
        question = await make_question(event, stage)
        answer = await answer_of(question)
        for name in PAGES:
            assert (await desk.get(path(question, name), stranger)).status_code == 404, (stage, name)
        for name in POSTS:
            assert (await desk.post(path(question, name), stranger, ADMISSION)).status_code == 404, (stage, name)
        if answer is not None:
            here = f"/desk/answers/{answer.id}"
            assert (await desk.get(here, stranger)).status_code == 404
            for name in ("approval", "return", "comments"):
                sent = await desk.post(f"{here}/{name}", stranger, {"comment": "x", "version": "1"})
                assert sent.status_code == 404
        assert question == await question_facts(question.code)
    intake = f"/desk/events/{event.slug}/intake"
    expected = 403
    assert (await desk.get(intake, stranger)).status_code == expected
    assert (await desk.get(f"/desk/events/{event.slug}/import", stranger)).status_code == expected


@ON_SQLITE
@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CLERK, Role.SECRETARY, Role.DRAFTER])
async def test_s1_those_who_may_read_but_not_act_are_refused(desk: Desk, event, role):
    for stage in (Stage.SUBMITTED, Stage.ADMITTED, Stage.OFFERED, Stage.IN_PROGRESS):
        question = await make_question(event, stage)
        unit_id = question.lead_unit_id if role is Role.DRAFTER else event.organiser_id
        if unit_id is None:
            continue
        viewer = await make_person(unit_id, role)
        if not seeing.may_see(viewer, question):
            continue
        assert (await desk.get(path(question), viewer)).status_code == 200
        fields = {**ADMISSION, "reason": "unclear", "lead_unit": "1", "weight": "plain", "explanation": "x"}
        for name in ("admission", "rejection", "public-text", "assignment", "acceptance"):
            assert (await desk.post(path(question, name), viewer, fields)).status_code == 403, (stage, name)
        assert question == await question_facts(question.code)


async def test_nobody_signed_in_is_sent_to_sign_in_and_back(desk: Desk, event):
    question = await make_question(event, Stage.IN_REVIEW)
    answer = await answer_of(question)
    assert answer is not None
    sent = await desk.get(f"/desk/answers/{answer.id}", Viewer())
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/sign-in?next=/desk/answers/{answer.id}"


async def test_filters_stand_in_the_address(desk: Desk, event, coordinator):
    land = await make_field("Đất đai")
    first = await make_question(event, Stage.ADMITTED)
    second = await make_question(event, Stage.OFFERED)
    await Question.update({Question.field: land}).where(Question.id == second.id)
    for query, expected in (
        ("", {first.code, second.code}),
        ("state=admitted", {first.code}),
        (f"field={land}", {second.code}),
        (f"unit={second.lead_unit_id}", {second.code}),
        (f"event={event.slug}", {first.code, second.code}),
        ("event=khong-co", set()),
        (f"q={first.code}", {first.code}),
        ("q=gia+dat", {first.code, second.code}),
        ("q=giá+đất", {first.code, second.code}),
        ("q=khongco", set()),
        ("late=overdue", set()),
        ("work=unaccepted", {second.code}),
        ("work=nonsense&state=nonsense", {first.code, second.code}),
    ):
        shown = (await desk.get(f"/desk/questions?{query}", coordinator)).text
        assert {one.code for one in (first, second) if f"/desk/questions/{one.code}" in shown} == expected, query


async def test_htmx_gets_only_the_list(desk: Desk, event, coordinator):
    await make_question(event)
    part = (await desk.get("/desk/questions", coordinator, **{"hx-request": "true"})).text
    assert part.lstrip().startswith('<div id="list">')
    assert "<html" not in part


async def test_my_work_shows_each_role_what_waits_and_its_counts_are_those_of_the_lists(desk: Desk, event, coordinator):
    agency = await make_unit("Sở Tài chính")
    stages = (
        Stage.SUBMITTED,
        Stage.ADMITTED,
        Stage.OFFERED,
        Stage.IN_PROGRESS,
        Stage.DRAFTED,
        Stage.IN_REVIEW,
        Stage.APPROVED,
    )
    questions = {stage: await make_question(event, stage, lead_unit_id=agency) for stage in stages}
    declined = await make_question(event, Stage.OFFERED, lead_unit_id=agency)
    focal, drafter, leader = [await make_person(agency, role) for role in (Role.FOCAL, Role.DRAFTER, Role.APPROVER)]
    await assigning.decline(declined, Decline.OTHER_LEVEL, "Cấp khác.", by=focal, at=AT)
    waits = {
        "triage": (coordinator, questions[Stage.SUBMITTED]),
        "to_assign": (coordinator, questions[Stage.ADMITTED]),
        "given_back": (coordinator, declined),
        "unaccepted": (coordinator, questions[Stage.OFFERED]),
        "to_publish": (coordinator, questions[Stage.APPROVED]),
        "to_accept": (focal, questions[Stage.OFFERED]),
        "to_draft": (drafter, questions[Stage.IN_PROGRESS]),
        "drafting": (drafter, questions[Stage.DRAFTED]),
        "to_approve": (leader, questions[Stage.IN_REVIEW]),
    }
    for key, (viewer, question) in waits.items():
        work = (await desk.get("/work", viewer)).text
        assert f'href="/desk/questions?work={key}">' in work, key
        listed = (await desk.get(f"/desk/questions?work={key}", viewer)).text
        codes = {one.code for one in (*questions.values(), declined) if f'"/desk/questions/{one.code}"' in listed}
        assert codes == {question.code}, key


async def test_a_returned_draft_waits_for_its_drafter(desk: Desk, event):
    question = await make_question(event, Stage.IN_REVIEW)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    drafter = await make_person(question.lead_unit_id, Role.DRAFTER)
    answer = await answer_of(question)
    assert answer is not None
    await desk.post(f"/desk/answers/{answer.id}/return", leader, {"version": "1", "comment": "Thiếu ngày."})
    work = (await desk.get("/work", drafter)).text
    assert "/desk/questions?work=returned" in work
    assert "/desk/questions?work=drafting" not in work


async def test_what_one_wrote_waits_for_another_leader(desk: Desk, event):
    agency = await make_unit()
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=agency)
    author = await make_person(agency, Role.APPROVER)
    await desk.fill(path(question, "answer"), author, SENT)
    waits = "/desk/questions?work=to_approve"
    assert waits in (await desk.get("/work", author)).text  # the only leader signs with a reason
    other = await make_person(agency, Role.APPROVER)
    assert waits in (await desk.get("/work", other)).text
    assert waits not in (await desk.get("/work", author)).text


async def test_what_a_lone_leader_wrote_waits_for_the_deputy_of_these_days(desk: Desk, event):
    agency = await make_unit()
    question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=agency)
    author, deputy = await make_person(agency, Role.APPROVER), await make_person(agency, Role.DRAFTER)
    await desk.fill(path(question, "answer"), author, SENT)
    waits, today = "/desk/questions?work=to_approve", day_of(now())
    assert author.person_id is not None
    assert deputy.person_id is not None
    await name_deputy(
        author.person_id, deputy.person_id, agency, AuthorityForm.DEPUTY, since=today, until=today, by=author, at=now()
    )
    assert waits not in (await desk.get("/work", author)).text


async def test_where_nothing_waits_there_is_a_way_on(desk: Desk, event):
    unit = await make_unit("Văn phòng")
    for role, plans in ((Role.COORDINATOR, True), (Role.DRAFTER, False)):
        work = (
            (await desk.get("/work", await make_person(unit, role))).text.partition("<main")[2].partition("</main>")[0]
        )
        assert ('href="/desk/events/new"' in work) is plans
        assert 'href="/desk/help"' in work


async def test_an_administrator_works_in_the_office(desk: Desk, event):
    admin = await make_person(event.organiser_id, Role.ADMIN)
    sent = await desk.get("/work", admin)
    assert sent.status_code == 303
    assert sent.headers["location"].startswith("/office")


@pytest.mark.parametrize("address", ["/work", "/desk/questions", "/desk/questions?work=triage&q=dat"])
async def test_one_and_three_questions_cost_the_same_number_of_statements(desk: Desk, event, coordinator, address):
    costs = []
    for more in (1, 2):
        for _ in range(more):
            await make_question(event)
            await make_question(event, Stage.OFFERED)
        await desk.get(address, coordinator)
        with counted() as sent:
            assert (await desk.get(address, coordinator)).status_code == 200
        costs.append(len(sent))
    assert costs[0] == costs[1]
    assert costs[0] <= 25


async def test_one_question_costs_the_same_whatever_happened_to_it(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.IN_REVIEW)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    answer = await answer_of(question)
    assert answer is not None
    costs = []
    await desk.get(path(question), leader)  # the first time of a day it is written down
    for more in (1, 2):
        for _ in range(more):
            await desk.post(f"/desk/answers/{answer.id}/comments", leader, {"comment": "Ý kiến"})
        with counted() as sent:
            assert (await desk.get(path(question), leader)).status_code == 200
        costs.append(len(sent))
    assert costs[0] == costs[1]


async def test_why_this_date_is_told_day_by_day(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.OFFERED)
    shown = await desk.get(path(question, "due"), coordinator)
    assert shown.status_code == 200
    assert shown.text.count("<tr>") > 10
    bare = await make_question(event)
    assert (await desk.get(path(bare, "due"), coordinator)).status_code == 404


async def test_whoever_is_done_with_one_question_goes_on_to_the_next(desk: Desk, event, coordinator):
    done, waiting = await make_question(event, Stage.OFFERED), await make_question(event)
    assert f'href="{path(waiting)}" data-key="n"' in (await desk.get(path(done), coordinator)).text
    focal = await make_person(done.lead_unit_id, Role.FOCAL)
    assert waiting.code not in (await desk.get(path(done), focal)).text
