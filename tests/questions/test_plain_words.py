"""Pages that say what is so: where a question stands, what was answered, and what can be done next."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of, now
from app.database import Statement
from app.errors import Invalid
from app.i18n import speaking
from app.post.letter import compose
from app.web import tokens
from questions.clocks import extending, holding
from questions.clocks.reading import story_of
from questions.commitments import deciding
from questions.commitments.facts import commitment_facts
from questions.controllers import clocks
from questions.controllers.tracking import VIEW
from questions.facts import question_facts
from questions.forms import spoken_code
from questions.opinions import disputing
from questions.opinions.links import opinion_path
from questions.triage import appealing, asking_back, handing_over
from tests.commitments.test_following import a_promise, a_room
from tests.files import samples
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import SETTINGS, Desk, open_desk
from tests.support import (
    AT,
    SECRET,
    Stage,
    an_ask,
    make_event,
    make_person,
    make_question,
    make_rejected,
    make_unit,
    send,
)

TODAY = day_of(AT)
LETTER = Statement("SELECT body FROM outbox_letter WHERE key LIKE {}")


@pytest.fixture
async def desk(sqlite_database: str) -> AsyncIterator[Desk]:
    async with open_desk() as desk:
        yield desk


async def test_a_document_of_tomorrow_is_refused_beside_its_field(sqlite_database: str) -> None:
    question = await make_question(await make_event(await make_unit()), Stage.ADMITTED)
    for act in (handing_over.forward, handing_over.record_reply):
        with pytest.raises(Invalid) as refused:
            await act(question, "Bộ Tài chính", "12/UBND", TODAY + timedelta(days=1), by=SYSTEM, at=AT)
        assert "written_on" in refused.value.problems


async def test_a_forwarded_question_is_not_said_to_be_on_its_way(desk: Desk) -> None:
    question = await make_question(await make_event(await make_unit()), Stage.ADMITTED)
    assert "Chưa có câu trả lời" in (await desk.get(f"/questions/{question.code}", ANYONE)).text
    await handing_over.forward(question, "Bộ Tài chính", "12/UBND", TODAY, by=SYSTEM, at=AT)
    shown = (await desk.get(f"/questions/{question.code}", ANYONE)).text
    assert "Bộ Tài chính" in shown
    assert "Chưa có câu trả lời" not in shown


async def test_a_question_answered_anew_says_so_with_its_day_and_names_the_reason(desk: Desk) -> None:
    question = await make_question(await make_event(await make_unit()), Stage.PUBLISHED)
    await disputing.dispute(question, "Chưa đúng.", by=Viewer(asks=question.id), at=AT)
    await disputing.reopen(await question_facts(question.code), "Thiếu thời hạn.", by=SYSTEM, at=AT)
    shown = (await desk.get(f"/questions/{question.code}", ANYONE)).text
    assert "Đang trả lời lại" in shown
    assert "sẽ có câu trả lời mới" in shown
    assert "Lý do quyết định: Thiếu thời hạn." in shown


async def test_a_first_answer_stands_as_an_answer_with_both_dates(desk: Desk) -> None:
    unit = await make_unit()
    leader = await make_person(unit, Role.APPROVER)
    question = await make_question(await make_event(await make_unit()), Stage.IN_PROGRESS, lead_unit_id=unit)
    story = await story_of(question.id)
    assert story is not None
    later = (await load_calendar()).add(story.due_on, 3)
    await holding.hold(question, later, "Đang khảo sát đoạn đường.", by=leader, at=AT)
    shown = (await desk.get(f"/questions/{question.code}", ANYONE)).text
    first_answer = shown.partition("Trả lời bước đầu ngày")[2].partition("</article>")[0]
    assert "Đang khảo sát đoạn đường." in first_answer
    assert f"ngày hẹn ban đầu là {story.due_on:%d/%m/%Y}" in first_answer


async def test_the_oversight_reads_its_own_words_on_form_and_message(desk: Desk) -> None:
    organiser = await make_unit()
    overseer = await make_person(organiser, Role.SUPERVISOR)
    question = await make_question(await make_event(organiser), Stage.PUBLISHED)
    page = f"/desk/questions/{question.code}/oversight"
    shown = (await desk.get(page, overseer)).text
    assert "Nội dung ý kiến" in shown
    assert "Từ khóa" not in shown.partition("<h1")[2]
    sent = await desk.fill(page, overseer, {"kind": "request", "body": "Xin trả lời lại."})
    assert sent.status_code == 303
    assert "Đã gửi đề nghị trả lời lại" in (await desk.get(sent.headers["location"], overseer)).text


async def test_who_decides_an_appeal_reads_it_and_why_it_was_not_taken(desk: Desk) -> None:
    organiser = await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR)
    question = await make_rejected(await make_event(organiser), text="Đã có trên trang của Sở.")
    await appealing.appeal(question, "Trang của Sở không nói gì.", by=Viewer(asks=question.id), at=AT)
    for name in ("admission", "appeal-refusal"):
        form = (await desk.get(f"/desk/questions/{question.code}/{name}", coordinator)).text.partition("<h1")[2]
        above = form.partition("<form")[0]
        assert "Trang của Sở không nói gì." in above, name
        assert "Đã có trên trang của Sở." in above, name
    refused = await desk.fill(f"/desk/questions/{question.code}/admission", coordinator, {"reason": ""})
    assert refused.text.count("Lý do chấp nhận đề nghị xem xét lại") >= 2


async def test_a_form_that_came_too_late_shows_the_question_and_who_was_last(desk: Desk) -> None:
    organiser = await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR, name="Trần Điều Phối")
    question = await make_question(await make_event(organiser), Stage.IN_PROGRESS)
    for name in ("admission", "rejection", "forwarding"):
        late = await desk.get(f"/desk/questions/{question.code}/{name}", coordinator)
        assert late.status_code == 409, name
        assert "Không thể" in late.text
        assert f'href="/desk/questions/{question.code}/due"' in late.text


async def test_an_asker_who_disputes_twice_reads_when_it_was_done_and_that_it_is_awaited(desk: Desk) -> None:
    question = await make_question(await make_event(await make_unit()), Stage.PUBLISHED)
    path = opinion_path(SETTINGS.secret_key, question.code)
    before = (await desk.get(path, ANYONE)).text
    assert "đang chờ quyết định" not in before
    form = hidden_fields(before) | {"reason": "Chưa đúng."}
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    await desk.client.post(f"{path}/dispute", data=form, headers=headers)
    again = await desk.client.post(f"{path}/dispute", data=form, headers=headers)
    assert again.status_code == 409
    assert "Anh/chị đã nêu ý kiến không đồng ý với câu trả lời này ngày" in again.text
    assert "đang chờ quyết định" in again.text
    assert "Nếu không có ý kiến" not in again.text


async def test_the_letter_of_a_rejection_has_the_secret_link_and_the_look_up_tells_the_last_day(desk: Desk) -> None:
    organiser = await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR)
    question = await make_question(await make_event(organiser), at=now())
    page = f"/desk/questions/{question.code}/rejection"
    sent = await desk.fill(page, coordinator, {"reason": "unclear", "text": "Xin nêu rõ tuyến đường."})
    assert sent.status_code == 303
    letter = await LETTER.one(f"rejected {question.code} %")
    assert letter is not None
    assert "/track/" in letter["body"]
    until = (await question_facts(question.code)).appeal_until
    sealed = tokens.seal(SETTINGS.secret_key, VIEW, f"{question.code} {int(time.time())}")
    looked_up = (await desk.get(f"/lookup/view/{sealed}", ANYONE)).text
    assert until is not None
    assert "Anh/chị không đồng ý?" in looked_up
    assert f"/{until.month}/{until.year}" in looked_up or f"{until:%d/%m/%Y}" in looked_up


async def test_a_request_for_time_stands_on_the_question_and_its_decision_above_the_calendar(desk: Desk) -> None:
    organiser, unit = await make_unit(), await make_unit()
    coordinator, leader = await make_person(organiser, Role.COORDINATOR), await make_person(unit, Role.APPROVER)
    question = await make_question(await make_event(organiser), Stage.IN_PROGRESS, lead_unit_id=unit, at=now())
    story = await story_of(question.id)
    assert story is not None
    later = (await load_calendar()).add(story.due_on, 2)
    await extending.ask_for_time(question, later, "Chờ số liệu.", by=leader, at=now())
    banner = (await desk.get(f"/desk/questions/{question.code}", coordinator)).text
    assert f'href="/desk/questions/{question.code}/due">Xem đề nghị' in banner
    due = (await desk.get(f"/desk/questions/{question.code}/due", coordinator)).text
    assert "<h1>Thời hạn</h1>" in due
    assert due.index("/extension/decision") < due.index("Vì sao là ngày này?")


async def test_what_an_overdue_question_cannot_have_is_grey_with_its_reason(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = await make_unit()
    leader = await make_person(unit, Role.APPROVER)
    question = await make_question(await make_event(await make_unit()), Stage.IN_PROGRESS, lead_unit_id=unit)
    story = await story_of(question.id)
    assert story is not None
    monkeypatch.setattr(clocks, "now", lambda: now() + (story.due_on - day_of(now())) + timedelta(days=3))
    due = (await desk.get(f"/desk/questions/{question.code}/due", leader)).text
    assert "Trả lời bước đầu:" in due
    assert "/first-answer" not in due
    assert "/extension" not in due


async def test_after_an_act_the_desk_reads_who_has_no_address_and_which_number_to_call(desk: Desk) -> None:
    organiser = await make_unit()
    coordinator = await make_person(organiser, Role.COORDINATOR)
    event = await make_event(organiser)
    for email, words in (("a@example.com", "được báo qua thư điện tử"), ("", "vui lòng gọi 0")):
        receipt, _token = await send(event, replace(an_ask(at=now()), email=email), at=now())
        page = f"/desk/questions/{receipt.code}/more-information"
        sent = await desk.fill(page, coordinator, {"words": "Thửa đất nào?"})
        assert sent.status_code == 303
        assert words in (await desk.get(sent.headers["location"], coordinator)).text


async def test_a_unit_is_no_helper_of_itself_and_not_the_right_unit_instead_of_itself(desk: Desk) -> None:
    organiser, unit = await make_unit(), await make_unit("Sở Chủ trì")
    coordinator, focal = await make_person(organiser, Role.COORDINATOR), await make_person(unit, Role.FOCAL)
    event = await make_event(organiser)
    question = await make_question(event, Stage.ADMITTED)
    page = f"/desk/questions/{question.code}/assignment"
    refused = await desk.fill(page, coordinator, {"lead_unit": str(unit), "helpers": str(unit), "weight": "plain"})
    assert refused.status_code == 422
    assert "không thể đồng thời là đơn vị phối hợp" in refused.text
    offered = await make_question(event, Stage.OFFERED, lead_unit_id=unit)
    page = f"/desk/questions/{offered.code}/decline"
    assert "Sở Chủ trì" not in (await desk.get(page, focal)).text.partition("<form")[2].partition("</select>")[0]
    said = {"reason": "other_agency", "proposed_unit": str(unit), "explanation": "Không phải của Sở."}
    assert (await desk.fill(page, focal, said)).status_code == 422


def test_a_code_is_known_however_it_is_typed() -> None:
    for typed in ("ch 2026 0026", "CH20260026", "ch-2026-0026", " CH.2026.0026 "):
        assert spoken_code(typed) == "CH-2026-0026"
    for typed in ("CH-2026-0026-1", "ch 2026 0026 1"):
        assert spoken_code(typed) == "CH-2026-0026-1", "a part keeps its number"
    assert spoken_code("abc") == "ABC"


def test_an_organisation_is_addressed_by_its_name() -> None:
    with speaking("vi"):
        for name, opening in (("Cơ sở Thuận Hưng", "Kính gửi Cơ sở"), ("Nguyễn Thị Lan", "Kính gửi Anh/chị Nguyễn")):
            assert opening in compose("a@b.vn", "", [], name=name).body


async def test_the_chair_reads_the_new_date_that_was_asked_for_and_grants_it_first(desk: Desk) -> None:
    room = await a_room()
    code = await a_promise(room)
    await desk.post(f"/desk/commitments/{code}/acts/confirm", room.leader)
    wanted = day_of(now()) + timedelta(days=90)
    await deciding.ask_date(await commitment_facts(code), "Chậm vốn.", wanted, by=room.leader, at=now())
    shown = (await desk.get(f"/desk/commitments/{code}", room.coordinator)).text
    assert f"chủ trì quyết định thời hạn mới {wanted:%d/%m/%Y}" in shown
    assert shown.index("/acts/grant_date") < shown.index("/acts/cancel")


async def test_the_asker_answers_what_was_asked_for_with_a_file(desk: Desk) -> None:
    receipt, token = await send(await make_event(await make_unit()), at=AT)
    question = await question_facts(receipt.code)
    await asking_back.ask_back(question, "Xin gửi giấy tờ.", secret_key=SECRET, by=SYSTEM, at=AT)
    page = f"/track/{token}"
    shown = (await desk.get(page, ANYONE)).text
    assert 'type="file"' in shown
    form = hidden_fields(shown) | {"reply": "Gửi kèm."}
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    for name, content, status in (("a.exe", b"MZ", 422), ("Giấy tờ.pdf", samples.pdf(), 303)):
        sent = await desk.client.post(f"{page}/reply", data=form, files=[("files", (name, content))], headers=headers)
        assert sent.status_code == status, sent.text
    assert "Giấy tờ.pdf" in (await desk.get(page, ANYONE)).text
