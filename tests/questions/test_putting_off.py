"""More time and first answers: asked and decided by different people, each once, and all of it readable."""

from datetime import date, timedelta

import pytest

from app.access import ANYONE, SYSTEM, Role
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from events.planning.policy import EventFacts
from questions.clocks import extending, holding, pausing
from questions.clocks.reading import story_of
from questions.clocks.requests import EXTENSION, open_request
from questions.facts import question_facts
from questions.reading import question_view
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

WHY = "Phải đo lại ba thửa đất."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def due_on(code: str) -> date:
    day = (await question_view(await question_facts(code), SYSTEM)).due_on
    assert day is not None
    return day


async def test_a_leader_asks_and_the_coordinator_gives_more_time_once(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    first, calendar = await due_on(question.code), await load_calendar()
    later = calendar.add(first, 4)

    await extending.ask_for_time(question, later, WHY, by=leader, at=AT)
    assert await due_on(question.code) == first
    waiting = await open_request(question.id, EXTENSION)
    assert waiting is not None
    assert (waiting.day, waiting.asked_by) == (later, leader.name)
    with pytest.raises(Conflict):
        await extending.ask_for_time(question, later, WHY, by=leader, at=AT)
    with pytest.raises(Conflict, match=leader.name):
        await extending.give_time(question, later, WHY, by=coordinator, at=AT)
    with pytest.raises(NotAllowed):
        await extending.decide_on_time(question, waiting, grants=True, reason="Được.", by=leader, at=AT)

    await extending.decide_on_time(question, waiting, grants=True, reason="Được.", by=coordinator, at=AT)
    assert await due_on(question.code) == later
    story = await story_of(question.id)
    assert story is not None
    assert (story.first_due_on, story.due_on, story.extended) == (first, later, True)
    with pytest.raises(Conflict):
        await extending.decide_on_time(question, waiting, grants=True, reason="Được.", by=coordinator, at=AT)
    with pytest.raises(Conflict):
        await extending.give_time(question, calendar.add(later, 1), WHY, by=coordinator, at=AT)
    acts = [entry.act for entry in await history("question", question.id)]
    assert acts[-2:] == ["question.ask_for_time", "question.extend"]


async def test_a_refusal_leaves_the_date_and_one_may_ask_again(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    first = await due_on(question.code)
    later = (await load_calendar()).add(first, 4)
    await extending.ask_for_time(question, later, WHY, by=leader, at=AT)
    waiting = await open_request(question.id, EXTENSION)
    assert waiting is not None
    assert await extending.decide_on_time(question, waiting, grants=False, reason="Không.", by=SYSTEM, at=AT) is None
    assert await due_on(question.code) == first
    await extending.ask_for_time(question, later, WHY, by=leader, at=AT)


@pytest.mark.parametrize("days", [0, -1, 11])
async def test_a_new_date_lies_after_the_old_one_and_not_too_far_away(event, days):
    question = await make_question(event, Stage.IN_PROGRESS)
    chosen = (await load_calendar()).add(await due_on(question.code), days)
    with pytest.raises(Invalid):
        await extending.give_time(question, chosen, WHY, by=SYSTEM, at=AT)


async def test_a_date_that_has_passed_or_stands_still_is_not_put_off(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    first, calendar = await due_on(question.code), await load_calendar()
    late = AT + (first - day_of(AT)) + timedelta(days=1)
    with pytest.raises(Conflict):
        await extending.give_time(question, calendar.add(first, 3), WHY, by=SYSTEM, at=late)
    await pausing.pause(question, "Chờ.", by=SYSTEM, at=AT)
    with pytest.raises(Conflict):
        await holding.hold(question, calendar.add(first, 3), WHY, by=SYSTEM, at=AT)


async def test_a_first_answer_is_given_once_and_everyone_reads_it(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    focal = await make_person(question.lead_unit_id, Role.FOCAL)
    first = await due_on(question.code)
    later = (await load_calendar()).add(first, 6)
    with pytest.raises(NotAllowed):
        await holding.hold(question, later, WHY, by=focal, at=AT)
    await holding.hold(question, later, WHY, by=leader, at=AT)
    assert await due_on(question.code) == later
    with pytest.raises(Conflict):
        await holding.hold(question, later + timedelta(days=1), WHY, by=leader, at=AT)
    async with open_desk() as desk:
        shown = (await desk.get(f"/questions/{question.code}", ANYONE)).text
        assert WHY in shown
        assert leader.name not in shown


async def test_the_page_takes_a_request_and_a_decision(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    later = (await load_calendar()).add(await due_on(question.code), 4)
    path = f"/desk/questions/{question.code}"
    async with open_desk() as desk:
        wrong = await desk.post(f"{path}/extension", leader, {"new_date": "hôm nào", "reason": WHY})
        assert wrong.status_code == 422
        assert WHY in wrong.text
        asked = await desk.post(f"{path}/extension", leader, {"new_date": later.isoformat(), "reason": WHY})
        assert asked.status_code == 303
        assert leader.name in (await desk.get(f"{path}/due", coordinator)).text
        assert question.code in (await desk.get("/desk/questions?work=dates", coordinator)).text
        decided = await desk.post(f"{path}/extension/decision", coordinator, {"grants": "grant", "reason": "Được."})
        assert decided.status_code == 303
        assert await due_on(question.code) == later


async def test_only_the_request_that_was_read_is_decided(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    first, calendar = await due_on(question.code), await load_calendar()
    path = f"/desk/questions/{question.code}"
    async with open_desk() as desk:
        await extending.ask_for_time(question, calendar.add(first, 3), WHY, by=leader, at=AT)
        read = hidden_fields((await desk.get(f"{path}/due", coordinator)).text)
        waiting = await open_request(question.id, EXTENSION)
        assert waiting is not None
        await extending.decide_on_time(question, waiting, grants=False, reason="Không.", by=SYSTEM, at=AT)
        await extending.ask_for_time(question, calendar.add(first, 4), WHY, by=leader, at=AT)

        words = {"grants": "grant", "reason": "Đồng ý với ngày đã đọc."}
        late = await desk.post(f"{path}/extension/decision", coordinator, read | words)
        assert late.status_code == 409
        assert words["reason"] in late.text
        assert await due_on(question.code) == first
        fresh = hidden_fields((await desk.get(f"{path}/due", coordinator)).text)
        assert (await desk.post(f"{path}/extension/decision", coordinator, fresh | words)).status_code == 303
