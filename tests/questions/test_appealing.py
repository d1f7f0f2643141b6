"""A rejection is appealed once, in time, and decided by another coordinator than the one who rejected."""

from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from events.planning.policy import EventFacts
from questions import undoing
from questions.facts import question_facts
from questions.policy import QuestionFacts
from questions.public_lists import all_questions
from questions.states import QuestionState
from questions.triage import appealing, moderating
from questions.triage.appeal_rulings import appeal_of
from questions.triage.moderating import PublicText
from questions.values import Competence, Kind, Rejection
from tests.questions.conftest import Browser
from tests.questions.test_triage_pages import tracked
from tests.support import AT, make_event, make_person, make_question, make_unit

S = QuestionState
WHY = "Đây không phải là đơn khiếu nại."
TEXT = PublicText("Khi nào có giá đất?", "Xin cho biết giá đất năm nay.", "N.V.A.")
LETTERS = Statement("SELECT key, body FROM outbox_letter WHERE key LIKE {} ORDER BY id")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


def asker(question: QuestionFacts) -> Viewer:
    return Viewer(asks=question.id)


async def rejected(event: EventFacts, by: Viewer) -> QuestionFacts:
    question = await make_question(event)
    await moderating.reject(question, Rejection.COMPLAINT, "Mời gửi đơn.", by=by, at=AT)
    return await question_facts(question.code)


async def appealed(event: EventFacts, by: Viewer) -> QuestionFacts:
    question = await rejected(event, by)
    await appealing.appeal(question, WHY, by=asker(question), at=AT)
    return await question_facts(question.code)


async def grant(question: QuestionFacts, by: Viewer, reason: str = "Thuộc thẩm quyền.") -> None:
    await moderating.admit(
        question, TEXT, kind=Kind.PETITION, competence=Competence.CITY, field_id=None, reason=reason, by=by, at=AT
    )


async def test_the_letter_names_the_last_day_and_an_appeal_after_it_comes_too_late(event):
    first = await make_person(event.organiser_id, Role.COORDINATOR)
    question = await rejected(event, first)
    last = (await load_calendar()).add(day_of(AT), 10)
    assert question.appeal_until == last
    [letter] = await LETTERS.all("rejected %")
    assert f"{last:%d/%m/%Y}" in letter["body"]
    still = AT + (last - day_of(AT))
    with pytest.raises(Conflict, match="hết thời hạn"):
        await appealing.appeal(question, WHY, by=asker(question), at=still + timedelta(days=1))
    with pytest.raises(NotAllowed):
        await appealing.appeal(question, WHY, by=first, at=still)
    with pytest.raises(Invalid):
        await appealing.appeal(question, " ", by=asker(question), at=still)
    await appealing.appeal(question, WHY, by=asker(question), at=still)
    assert (await question_facts(question.code)).state is S.APPEALED
    assert len(await LETTERS.all("appealed %")) == 1


async def test_another_coordinator_grants_an_appeal_and_the_question_is_accepted(event):
    first, second = [await make_person(event.organiser_id, Role.COORDINATOR) for _each in range(2)]
    question = await appealed(event, first)
    with pytest.raises(NotAllowed, match="điều phối viên khác"):
        await grant(question, first)
    with pytest.raises(NotAllowed, match="điều phối viên khác"):
        await appealing.uphold(question, "Đúng.", by=first, at=AT)
    assert (await all_questions(1)).items == []
    await grant(question, second)
    question = await question_facts(question.code)
    ruled = await appeal_of(question.id)
    assert question.state is S.ADMITTED
    assert ruled is not None
    assert ruled.ruling == "granted"
    [letter] = await LETTERS.all("appeal_decided %")
    assert "Thuộc thẩm quyền." in letter["body"]
    assert [row.code for row in (await all_questions(1)).items] == [question.code]


async def test_not_accepted_for_good_is_final_and_tells_why(event):
    first, second = [await make_person(event.organiser_id, Role.COORDINATOR) for _each in range(2)]
    question = await appealed(event, first)
    await appealing.uphold(question, "Đúng là đơn khiếu nại.", by=second, at=AT)
    question = await question_facts(question.code)
    assert question.state is S.REJECTED
    with pytest.raises(Conflict, match="cuối cùng"):
        await appealing.appeal(question, WHY, by=asker(question), at=AT)
    await undoing.reconsider(question, "Xem nhầm.", by=second, at=AT)
    assert (await question_facts(question.code)).state is S.SUBMITTED


async def test_the_only_coordinator_decides_on_an_own_rejection_with_a_reason(event):
    alone = await make_person(event.organiser_id, Role.COORDINATOR)
    question = await appealed(event, alone)
    with pytest.raises(Invalid):
        await grant(question, alone, "")
    with pytest.raises(Invalid):
        await appealing.uphold(question, " ", by=alone, at=AT)
    assert (await question_facts(question.code)).state is S.APPEALED
    await appealing.uphold(question, "Đúng là đơn khiếu nại.", by=alone, at=AT)


async def test_an_asker_appeals_by_the_secret_link(browser: Browser, event):
    question = await rejected(event, SYSTEM)
    path = await tracked(question)
    assert "Mời gửi đơn." in (await browser.get(path)).text
    form = await browser.hidden(path)
    assert (await browser.fill(path, {"reason": ""}, f"{path}/appeal")).status_code == 422
    sent = await browser.fill(path, {"reason": WHY}, f"{path}/appeal")
    assert (sent.status_code, sent.headers["location"]) == (303, path)
    shown = (await browser.get(path)).text
    assert WHY in shown
    assert "Chưa" in shown
    assert (await browser.post(f"{path}/appeal", form | {"reason": WHY})).status_code == 409
