"""Taking back on the pages: the link after the act, the form, and what the public reads afterwards."""

import re

import pytest

from app.access import ANYONE, Role, Viewer
from events.planning.policy import EventFacts
from questions.facts import question_facts
from questions.states import QuestionState, Visibility
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import Stage, make_event, make_person, make_question, make_rejected, make_unit

WHY = "Bài nêu tên một người khác."


@pytest.fixture
async def desk(sqlite_database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


@pytest.fixture
async def event(sqlite_database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


@pytest.fixture
async def coordinator(event: EventFacts) -> Viewer:
    return await make_person(event.organiser_id, Role.COORDINATOR)


def path(question, tail: str = "") -> str:  # type: ignore[no-untyped-def]
    return f"/desk/questions/{question.code}{'/' + tail if tail else ''}"


async def test_after_an_assignment_one_link_takes_it_back(desk: Desk, event, coordinator):
    agency = await make_unit("Sở Nội vụ")
    await make_person(agency, Role.FOCAL)
    question = await make_question(event, Stage.ADMITTED)
    sent = await desk.fill(path(question, "assignment"), coordinator, {"lead_unit": str(agency), "weight": "plain"})
    shown = (await desk.get(sent.headers["location"], coordinator)).text
    assert f'<a href="{path(question, "unassignment")}">' in shown
    assert "Hoàn tác" in shown

    empty = await desk.fill(path(question, "unassignment"), coordinator, {"reason": " "})
    assert empty.status_code == 422
    back = await desk.fill(path(question, "unassignment"), coordinator, {"reason": "Giao nhầm."})
    assert back.headers["location"] == path(question, "assignment")
    page = (await desk.get(path(question), coordinator)).text
    assert "Giao nhầm." in page
    assert "đã rút" in page
    again = await desk.post(path(question, "unassignment"), coordinator, {"reason": "Giao nhầm."})
    assert again.status_code == 409
    assert "Giao nhầm." in again.text


async def test_who_comes_to_assign_what_is_assigned_reads_who_did_it_and_when(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.OFFERED, lead_unit_id=await make_unit("Sở Nội vụ"))
    late = await desk.get(path(question, "assignment"), coordinator)
    assert late.status_code == 409
    assert re.search("phân công cho Sở Nội vụ lúc", late.text)


async def test_a_question_taken_off_leaves_a_page_that_says_why_and_none_of_its_words(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.PUBLISHED, public_summary="Lời công khai", answer="Trả lời công khai")
    public = f"/questions/{question.code}"
    assert "Lời công khai" in (await desk.get(public, ANYONE)).text
    form = await desk.get(path(question, "removal"), coordinator)
    assert "Chỉ câu trả lời" in form.text
    taken = await desk.fill(path(question, "removal"), coordinator, {"what": "question", "reason": WHY})
    assert taken.status_code == 303

    gone = await desk.get(public, ANYONE)
    assert gone.status_code == 410
    assert WHY in gone.text
    assert "công khai</h1>" in gone.text
    for word in ("Lời công khai", "Trả lời công khai"):
        assert word not in gone.text
        assert word not in (await desk.get("/questions", ANYONE)).text
        assert word in (await desk.get(path(question), coordinator)).text
    assert path(question, "removal") not in (await desk.get(path(question), coordinator)).text
    found = await desk.get(f"/search?q={question.code.lower()}", ANYONE)
    assert (found.status_code, found.headers["location"]) == (303, public)
    number = question.code.rpartition("-")[2]
    hidden = await make_question(event, Stage.ADMITTED, visibility=Visibility.OFFICIALS)
    for typed in (number, f"CH {number}", hidden.code):
        assert (await desk.get(f"/search?q={typed}", ANYONE)).status_code == 200, typed
    assert (await desk.get("/questions/CH-2026-9999", ANYONE)).status_code == 404

    back = await desk.post(path(question, "restoration"), coordinator, {"what": "question"})
    assert back.status_code == 303
    assert "Lời công khai" in (await desk.get(public, ANYONE)).text


async def test_an_answer_alone_is_taken_off_and_its_question_stays(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.PUBLISHED, public_summary="Lời công khai", answer="Trả lời công khai")
    taken = await desk.fill(path(question, "removal"), coordinator, {"what": "answer", "reason": WHY})
    assert taken.status_code == 303
    shown = await desk.get(f"/questions/{question.code}", ANYONE)
    assert shown.status_code == 200
    assert "Lời công khai" in shown.text
    assert WHY in shown.text
    assert "Trả lời công khai" not in shown.text
    desk_page = (await desk.get(path(question), coordinator)).text
    assert "Trả lời công khai" in desk_page
    assert f'action="{path(question, "restoration")}"' in desk_page
    await desk.post(path(question, "restoration"), coordinator, {"what": "answer"})
    assert "Trả lời công khai" in (await desk.get(f"/questions/{question.code}", ANYONE)).text


async def test_the_unit_recalls_what_it_sent_and_a_stranger_finds_no_form(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.IN_REVIEW)
    drafter = await make_person(question.lead_unit_id, Role.DRAFTER)
    assert path(question, "recall") in (await desk.get(path(question), drafter)).text
    assert (await desk.get(path(question, "recall"), coordinator)).status_code == 403
    recalled = await desk.fill(path(question, "recall"), drafter, {"reason": "Gửi nhầm bản."})
    assert recalled.status_code == 303
    assert "Gửi nhầm bản." in (await desk.get(path(question, "answer"), drafter)).text
    assert (await question_facts(question.code)).state is QuestionState.IN_PROGRESS


async def test_an_edit_of_a_public_text_does_not_ask_who_may_read_it(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.ADMITTED)
    form = (await desk.get(path(question, "public-text"), coordinator)).text
    assert 'name="visibility"' not in form
    saved = await desk.fill(
        path(question, "public-text"),
        coordinator,
        {"public_summary": "Lời mới", "public_detail": "Lời mới", "public_asker": "N.V.A."},
    )
    assert saved.status_code == 303
    assert "Lời mới" in (await desk.get(f"/questions/{question.code}", ANYONE)).text


async def test_why_a_draft_was_recalled_stays_with_those_who_may_read_it(desk: Desk, event, coordinator):
    agency = await make_unit("Sở Nội vụ")
    leader = await make_person(agency, Role.APPROVER)
    question = await make_question(event, Stage.IN_REVIEW, lead_unit_id=agency)
    recalled = await desk.fill(path(question, "recall"), leader, {"reason": "Số liệu mật chưa được bỏ."})
    assert recalled.status_code == 303
    assert "Số liệu mật" in (await desk.get(path(question), leader)).text
    seen = await desk.get(path(question), coordinator)
    assert "thu hồi bản trả lời" in seen.text
    assert "Số liệu mật" not in seen.text


async def test_whoever_writes_a_reason_that_everyone_will_read_is_told_so(desk: Desk, event, coordinator):
    warning = "Mọi người đều đọc được"
    public = await make_question(event, Stage.ADMITTED)
    assert warning in (await desk.get(path(public, "reconsideration"), coordinator)).text
    await desk.fill(path(public, "reconsideration"), coordinator, {"reason": WHY})
    assert WHY in (await desk.get(f"/questions/{public.code}", ANYONE)).text
    rejected = await make_rejected(event)
    assert warning not in (await desk.get(path(rejected, "reconsideration"), coordinator)).text


async def test_only_the_form_that_takes_off_takes_an_answer_off(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.PUBLISHED, answer="Trả lời công khai")
    for form in ("unassignment", "reconsideration", "recall"):
        sent = await desk.post(path(question, form), coordinator, {"what": "answer", "reason": WHY})
        assert sent.status_code in (403, 409), form
    assert "Trả lời công khai" in (await desk.get(f"/questions/{question.code}", ANYONE)).text


async def test_a_question_that_everyone_could_read_leaves_no_empty_place_when_it_is_accepted_for_officials(
    desk: Desk, event, coordinator
):
    question = await make_question(event, Stage.ADMITTED, public_summary="Lời công khai")
    await desk.fill(path(question, "reconsideration"), coordinator, {"reason": WHY})
    admission = {"public_summary": "Lời mới", "public_detail": "Chi tiết", "public_asker": "L.", "kind": "question",
                 "competence": "city", "field": ""}  # fmt: skip
    again = await desk.fill(path(question, "admission"), coordinator, {**admission, "visibility": "officials"})
    assert again.status_code == 303, again.text
    gone = await desk.get(f"/questions/{question.code}", ANYONE)
    assert gone.status_code == 410
    assert WHY in gone.text
    assert (await question_facts(question.code)).visibility is Visibility.TAKEN_OFF

    await desk.fill(path(question, "reconsideration"), coordinator, {"reason": WHY})
    await desk.fill(path(question, "admission"), coordinator, {**admission, "visibility": "public"})
    assert "Lời mới" in (await desk.get(f"/questions/{question.code}", ANYONE)).text
