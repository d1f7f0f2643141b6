"""Complaints are guided to where they are settled, what belongs to others is sent on by document."""

import pytest

from app.access import SYSTEM, Role
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, NotAllowed
from events.planning.policy import EventFacts
from questions import undoing
from questions.facts import question_facts
from questions.overdue import late_count
from questions.policy import QuestionFacts
from questions.public_lists import all_questions
from questions.states import QuestionState
from questions.tracking import by_code
from questions.triage import handing_over
from tests.questions.conftest import Browser
from tests.questions.test_triage_pages import tracked
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

S = QuestionState
OFFICE, GUIDANCE = "Ban Tiếp công dân thành phố", "Mời gửi đơn kèm quyết định bị khiếu nại."
MINISTRY, NUMBER, REPLY = "Bộ Tài chính", "123/UBND-TH", "Bộ đang sửa đổi thông tư."
LETTERS = Statement("SELECT key, body FROM outbox_letter WHERE key LIKE {} ORDER BY id")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def forwarded(event: EventFacts) -> QuestionFacts:
    question = await make_question(event, Stage.ADMITTED)
    await handing_over.forward(question, MINISTRY, NUMBER, day_of(AT), by=SYSTEM, at=AT)
    return await question_facts(question.code)


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.ADMITTED])
async def test_a_complaint_is_guided_elsewhere_and_leaves_the_public_pages(browser: Browser, event, stage):
    question = await make_question(event, stage)
    stranger = await make_person(await make_unit(), Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        await handing_over.refer(question, OFFICE, GUIDANCE, by=stranger, at=AT)
    await handing_over.refer(question, OFFICE, GUIDANCE, by=SYSTEM, at=AT)
    question = await question_facts(question.code)
    assert question.state is S.REFERRED
    [letter] = await LETTERS.all("handed_over %")
    assert OFFICE in letter["body"]
    assert GUIDANCE in letter["body"]
    assert GUIDANCE in (await browser.get(await tracked(question))).text
    shown = await browser.get(f"/questions/{question.code}")
    assert shown.status_code == (404 if stage is Stage.SUBMITTED else 410)
    assert GUIDANCE not in shown.text
    with pytest.raises(Conflict):
        await handing_over.refer(question, OFFICE, GUIDANCE, by=SYSTEM, at=AT)
    await undoing.reconsider(question, "Xếp nhầm.", by=SYSTEM, at=AT)
    assert (await by_code(question.code, day_of(AT))).handover is None


async def test_what_belongs_to_others_stays_public_with_its_document_and_their_answer(browser: Browser, event):
    question = await forwarded(event)
    assert question.state is S.FORWARDED
    assert [row.code for row in (await all_questions(1)).items] == [question.code]
    assert await late_count(day_of(AT)) == 0
    shown = (await browser.get(f"/questions/{question.code}")).text
    assert MINISTRY in shown
    assert NUMBER in shown
    assert "Cơ quan nhận chưa trả lời." in shown
    await handing_over.record_reply(question, REPLY, "9/BTC", day_of(AT), by=SYSTEM, at=AT)
    handover = (await by_code(question.code, day_of(AT))).handover
    assert handover is not None
    assert (handover.reply, handover.reply_number, handover.reply_on) == (REPLY, "9/BTC", day_of(AT))
    [letter] = await LETTERS.all("replied_from_there %")
    assert REPLY in letter["body"]
    assert (await question_facts(question.code)).state is S.FORWARDED
    assert REPLY in (await browser.get(await tracked(question))).text


async def test_only_what_was_accepted_is_sent_on(event):
    question = await make_question(event)
    with pytest.raises(Conflict):
        await handing_over.forward(question, MINISTRY, NUMBER, day_of(AT), by=SYSTEM, at=AT)
    with pytest.raises(Conflict):
        await handing_over.record_reply(question, REPLY, NUMBER, day_of(AT), by=SYSTEM, at=AT)
