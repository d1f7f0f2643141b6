"""A unit without accounts answers by a link that works once, for five working days."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, NotAllowed
from app.journal.queries import history
from app.people import unit_keeping
from events.planning.policy import EventFacts
from questions import undoing
from questions.answers import approving, drafting, publishing
from questions.answers.draft import Draft
from questions.answers.states import AnswerState
from questions.askers.veiling import NOT_YET
from questions.attachments.reading import Owner, files_of
from questions.attachments.tables import Attachment
from questions.controllers import files as files_of_forms
from questions.facts import answer_of, question_facts
from questions.one_time.forms import ReplyForm
from questions.one_time.sending import links_of, send_link
from questions.one_time.using import answer_by_link
from questions.policy import QuestionFacts
from questions.states import QuestionState
from questions.values import Outcome
from tests.files import samples
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import SETTINGS, Desk, open_desk
from tests.support import AT, CANARY_PHONE, DETAIL, SUMMARY, Stage, make_event, make_person, make_question, make_unit

LAST_BODY = Statement("SELECT body FROM outbox_letter WHERE to_address = {} ORDER BY id DESC LIMIT 1")
SET_EMAIL = Statement("UPDATE unit SET email = {} WHERE id = {}")
HASHES = Statement("SELECT token_hash FROM one_time_link")
SHIELD = Statement(
    "UPDATE question SET asker_seen_by = 'coordinator', public_summary = '', public_detail = '' WHERE id = {}"
)
WORD = Statement("UPDATE question SET public_summary = {}, public_detail = {} WHERE id = {}")
FIELDS = {
    "summary": "Có điện trong quý này.",
    "body": "Công ty sẽ đóng điện trước ngày 30.",
    "outcome": "explained",
    "who": "Nguyễn Văn Điện, Phó Giám đốc",
}
EMAIL = "dienluc@example.vn"


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


async def offered(event: EventFacts, parent_id: int | None = None) -> QuestionFacts:
    unit = await make_unit("Công ty Điện lực", parent_id=parent_id)
    await SET_EMAIL.run(EMAIL, unit)
    from app.people.units import forget

    forget()
    return await make_question(event, Stage.OFFERED, lead_unit_id=unit)


async def sent_path() -> str:
    row = await LAST_BODY.one(EMAIL)
    assert row is not None
    found = re.search(r"(?m)^(/replies/\S+)$", row["body"])
    assert found is not None
    return found[1]


async def posted(desk: Desk, path: str, fields: dict[str, str], *files: Any):  # type: ignore[no-untyped-def]
    """Send the form of the link as a browser without an account does."""
    hidden = hidden_fields((await desk.get(path, ANYONE)).text)
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    sent = [("files", file) for file in files] or None
    return await desk.client.post(path, data=hidden | fields, files=sent, headers=headers)


async def sent_anyway(desk: Desk, path: str):  # type: ignore[no-untyped-def]
    """The form of a page that stayed open."""
    hidden = hidden_fields((await desk.get("/lookup", ANYONE)).text)
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    return await desk.client.post(path, data=hidden | FIELDS, headers=headers)


async def test_a_unit_without_accounts_answers_once_and_the_coordinator_approves(desk: Desk, event, coordinator):
    question = await offered(event)
    page = f"/desk/questions/{question.code}"
    assert f"{page}/one-time-link" in (await desk.get(page, coordinator)).text
    sent = await desk.fill(f"{page}/one-time-link", coordinator, {"words": "Mời trả lời."})
    assert sent.status_code == 303
    told = (await desk.get(page, coordinator)).text
    assert "Gửi liên kết mới" in told, "the desk sees that a link is out"
    path = await sent_path()
    [row] = await HASHES.all()
    assert path.removeprefix("/replies/") not in row["token_hash"]
    shown = await desk.get(path, ANYONE)
    assert shown.headers["cache-control"] == "no-store"
    assert question.code in shown.text
    assert CANARY_PHONE not in shown.text
    assert (await posted(desk, path, FIELDS | {"body": " "})).status_code == 422
    done = await posted(desk, path, FIELDS)
    assert "Xin cảm ơn" in done.text
    question = await question_facts(question.code)
    answer = await answer_of(question)
    assert answer is not None
    assert (question.state, answer.state, answer.by_link) == (
        *(QuestionState.IN_PROGRESS, AnswerState.AGENCY_REVIEW, True),
    )
    entries = await history("question", question.id)
    used = [entry.person_name for entry in entries if entry.act == "question.use_link"]
    assert used == ["Nguyễn Văn Điện, Phó Giám đốc (qua liên kết dùng một lần)"]
    told = (await desk.get(page, coordinator)).text
    assert "qua liên kết dùng một lần" in told
    assert "chưa có tài khoản." not in told, "nobody waits for a link while the answer waits for approval"
    assert f"/desk/answers/{answer.id}" in (await desk.get("/work", coordinator)).text
    assert "Gửi qua liên kết dùng một lần" in (await desk.get(f"/desk/answers/{answer.id}", coordinator)).text

    other = await make_person(await make_unit(), Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        await approving.approve(answer, by=other, at=AT)
    await approving.approve(answer, signer_title="Giám đốc", by=coordinator, at=AT)
    approved = await answer_of(question)
    assert approved is not None
    await publishing.publish(approved, by=coordinator, at=AT)
    assert FIELDS["body"] in (await desk.get(f"/questions/{question.code}", ANYONE)).text


async def test_used_expired_replaced_and_wrong_links_show_one_same_page(desk: Desk, event, coordinator):
    question = await offered(event)
    await send_link(question, "", by=coordinator, at=AT)
    replaced = await sent_path()
    await send_link(question, "", by=coordinator, at=AT)
    used = await sent_path()
    await posted(desk, used, FIELDS)
    late = await offered(event)
    await send_link(late, "", by=coordinator, at=AT - timedelta(days=30))
    expired = await sent_path()
    moved = await offered(event)
    await send_link(moved, "", by=coordinator, at=AT)
    gone = await sent_path()
    await undoing.unassign(await question_facts(moved.code), "Nhầm.", by=coordinator, at=AT)
    seen = set()
    for path in (replaced, used, expired, gone, "/replies/guessed"):
        for answer in (await desk.get(path, ANYONE), await sent_anyway(desk, path)):
            assert answer.status_code == 404
            text = answer.text.partition("<main")[2].partition("</main>")[0]
            assert "CH-2" not in text
            seen.add(text)
    assert len(seen) == 1


async def test_a_returned_answer_comes_back_by_a_new_link_and_a_leader_above_may_approve(
    desk: Desk, event, coordinator
):
    above = await make_unit()
    higher = await make_person(above, Role.APPROVER)
    question = await offered(event, above)
    await send_link(question, "", by=coordinator, at=AT)
    await posted(desk, await sent_path(), FIELDS)
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    with pytest.raises(Conflict):
        await send_link(await question_facts(question.code), "", by=coordinator, at=AT)
    await approving.return_to_drafter(answer, "Nêu rõ ngày.", by=coordinator, at=AT)
    await send_link(await question_facts(question.code), "", by=coordinator, at=AT)
    path = await sent_path()
    shown = (await desk.get(path, ANYONE)).text
    assert "Nêu rõ ngày." in shown
    assert FIELDS["body"] in shown
    await posted(desk, path, FIELDS | {"body": "Ngày 28/11."})
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    assert answer.version == 2
    await approving.approve(answer, by=higher, at=AT)
    assert [bool(row.used_at) for row in await links_of(question.id)] == [True, True]


async def test_a_reply_by_link_does_not_overwrite_a_draft_that_the_unit_saved_meanwhile(desk: Desk, event, coordinator):
    question = await offered(event)
    await send_link(question, "", by=coordinator, at=AT)
    await posted(desk, await sent_path(), FIELDS)
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    await approving.return_to_drafter(answer, "Nêu rõ ngày.", by=coordinator, at=AT)
    await send_link(await question_facts(question.code), "", by=coordinator, at=AT)
    path = await sent_path()
    opened = hidden_fields((await desk.get(path, ANYONE)).text)
    drafter = await make_person(answer.unit_id, Role.DRAFTER)
    draft = Draft(FIELDS["summary"], "Bản của người soạn.", outcome=Outcome.EXPLAINED)
    await drafting.save_draft(await question_facts(question.code), draft, version=1, by=drafter, at=AT)
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    late = await desk.client.post(path, data=opened | FIELDS | {"body": "Bản qua liên kết."}, headers=headers)
    assert late.status_code == 409
    assert "Bản qua liên kết." in late.text
    assert "Bản của người soạn." in late.text, "what stands now is read beside it"
    again = await desk.client.post(
        path, data=hidden_fields(late.text) | FIELDS | {"body": "Bản qua liên kết."}, headers=headers
    )
    assert "Xin cảm ơn" in again.text


async def test_a_link_is_for_units_without_accounts_that_have_an_address(desk: Desk, event, coordinator):
    question = await make_question(event, Stage.OFFERED)
    with pytest.raises(Conflict, match="email"):
        await send_link(question, "", by=coordinator, at=AT)
    await make_person(question.lead_unit_id, Role.FOCAL)
    with pytest.raises(Conflict, match="tài khoản"):
        await send_link(question, "", by=coordinator, at=AT)
    with pytest.raises(NotAllowed):
        await send_link(question, "", by=await make_person(event.organiser_id, Role.CLERK), at=AT)
    page = f"/desk/questions/{question.code}"
    assert "one-time-link" not in (await desk.get(page, coordinator)).text
    assert "tài khoản riêng" in (await desk.get(f"{page}/one-time-link", coordinator)).text
    assert (await desk.post(f"{page}/one-time-link", coordinator)).status_code == 409


async def test_the_successor_of_a_merged_unit_answers_by_link_and_a_coordinator_approves(event, coordinator):
    question, new = await offered(event), await make_unit("Tổng công ty Điện lực")
    assert question.lead_unit_id is not None
    await SET_EMAIL.run(EMAIL, new)
    yesterday = day_of(AT) - timedelta(days=1)
    old = question.lead_unit_id
    await unit_keeping.replace_unit(old, new, last_day=yesterday, reason="Sáp nhập.", by=SYSTEM, at=AT)
    await send_link(question, "", by=coordinator, at=AT)
    draft = Draft(FIELDS["summary"], FIELDS["body"], outcome=Outcome.EXPLAINED)
    await answer_by_link((await sent_path()).removeprefix("/replies/"), draft, FIELDS["who"], at=AT)
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    await approving.approve(answer, by=coordinator, at=AT)


# Files with the answer

PRICES, SCHEDULE = ("Bảng giá.pdf", samples.pdf()), ("Lịch đóng điện.docx", samples.docx())


async def names_of(question: QuestionFacts) -> list[str]:
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    return [file.name for file in await files_of(Owner.ANSWER, answer.id)]


async def test_a_unit_attaches_files_which_the_coordinator_reads_and_publishes(desk: Desk, event, coordinator):
    question = await offered(event)
    await send_link(question, "", by=coordinator, at=AT)
    done = await posted(desk, await sent_path(), FIELDS, PRICES, SCHEDULE)
    assert "Xin cảm ơn" in done.text
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    shown = (await desk.get(f"/desk/answers/{answer.id}", coordinator)).text
    assert PRICES[0] in shown
    assert SCHEDULE[0] in shown
    [first, _second] = await files_of(Owner.ANSWER, answer.id)
    stranger = await make_person(await make_unit(), Role.COORDINATOR)
    path = f"/attachments/{first.id}"
    assert [(await desk.get(path, each)).status_code for each in (coordinator, stranger, ANYONE)] == [200, 404, 404]
    written = [entry for entry in await history("question", question.id) if entry.act == "answer.save_draft"]
    assert [len((entry.after or {})["files"]) for entry in written] == [2]
    await approving.approve(answer, signer_title="Giám đốc", by=coordinator, at=AT)
    approved = await answer_of(await question_facts(question.code))
    assert approved is not None
    await publishing.publish(approved, by=coordinator, at=AT)
    assert (await desk.get(path, ANYONE)).status_code == 200


async def test_a_file_that_is_not_taken_leaves_the_link_and_the_words(desk: Desk, event, coordinator, monkeypatch):
    question = await offered(event)
    await send_link(question, "", by=coordinator, at=AT)
    path = await sent_path()
    six = [(f"{number}.pdf", samples.pdf(str(number).encode())) for number in range(6)]
    for wrong in ([PRICES, ("b.pdf", b"<html>")], [("a.exe", b"MZ")], six):
        refused = await posted(desk, path, FIELDS, *wrong)
        assert refused.status_code == 422
        assert 'id="files-problem"' in refused.text
        assert FIELDS["body"] in refused.text
    no_scanner = replace(SETTINGS, clamd_url="unix:///nowhere/clamd.ctl")
    with monkeypatch.context() as changed:
        changed.setattr(files_of_forms, "web_of", lambda _request: type("Web", (), {"settings": no_scanner}))
        refused = await posted(desk, path, FIELDS, PRICES)
    assert refused.status_code == 503
    assert FIELDS["body"] in refused.text
    again = await posted(desk, path, FIELDS | {"body": " "}, PRICES)
    assert "chọn lại" in again.text
    assert not await Attachment.exists()
    assert "Xin cảm ơn" in (await posted(desk, path, FIELDS, PRICES)).text


async def test_files_of_a_returned_answer_stay_or_are_taken_off_by_the_new_link(desk: Desk, event, coordinator):
    question = await offered(event)
    await send_link(question, "", by=coordinator, at=AT)
    await posted(desk, await sent_path(), FIELDS, PRICES, SCHEDULE)
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    await approving.return_to_drafter(answer, "Thay bảng giá.", by=coordinator, at=AT)
    await send_link(await question_facts(question.code), "", by=coordinator, at=AT)
    path = await sent_path()
    shown = (await desk.get(path, ANYONE)).text
    assert PRICES[0] in shown
    first = (await files_of(Owner.ANSWER, answer.id))[0]
    five = [(f"{number}.pdf", samples.pdf(str(number).encode())) for number in range(5)]
    too_many = await posted(desk, path, FIELDS | {"removed": str(first.id)}, *five)
    assert too_many.status_code == 422
    assert await names_of(question) == [PRICES[0], SCHEDULE[0]]
    await posted(desk, path, FIELDS | {"removed": str(first.id)}, ("Giá mới.pdf", samples.pdf(b"2")))
    assert await names_of(question) == [SCHEDULE[0], "Giá mới.pdf"]


async def test_what_a_unit_before_it_attached_is_not_sent_with_the_words_of_the_next(desk: Desk, event, coordinator):
    question = await offered(event)
    await send_link(question, "", by=coordinator, at=AT)
    await posted(desk, await sent_path(), FIELDS, PRICES)
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    await approving.return_to_drafter(answer, "Không đúng thẩm quyền.", by=coordinator, at=AT)
    other = await offered(event)
    await Statement("UPDATE question SET lead_unit = {} WHERE id = {}").run(other.lead_unit_id, question.id)
    await send_link(await question_facts(question.code), "", by=coordinator, at=AT)
    path = await sent_path()
    assert PRICES[0] not in (await desk.get(path, ANYONE)).text
    await posted(desk, path, FIELDS, SCHEDULE)
    assert await names_of(question) == [SCHEDULE[0]]


async def test_the_page_tells_nothing_of_a_shielded_asker(desk: Desk, event, coordinator):
    question = await offered(event)
    await SHIELD.run(question.id)
    await send_link(question, "Mời trả lời.", by=coordinator, at=AT)
    path = await sent_path()
    shown = (await desk.get(path, ANYONE)).text
    assert SUMMARY not in shown
    assert DETAIL not in shown
    assert str(NOT_YET) in shown
    await WORD.run("Khi nào có điện?", "Ở khu công nghiệp.", question.id)
    worded = (await desk.get(path, ANYONE)).text
    assert "Khi nào có điện?" in worded
    assert "Ở khu công nghiệp." in worded
    assert DETAIL not in worded


def test_the_files_to_take_off_are_numbers_and_nothing_else():
    form = ReplyForm.read({"removed": ["3", "-1", "x", "9" * 30, ""]})
    assert form.removed == {3}
