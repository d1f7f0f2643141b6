"""One act on ticked questions: each through its own door, with a result for each."""

from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.journal.queries import history
from events.planning.policy import EventFacts
from questions.bulk.acts import MOST, run_all
from questions.bulk.wanted import Bulk, Wanted
from questions.facts import NO_QUESTION, question_facts
from questions.reading import question_view
from questions.states import QuestionState
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

CHOSEN = "/desk/questions/chosen"


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


async def test_ticked_questions_are_assigned_and_each_that_cannot_be_says_why(desk: Desk, event, coordinator):
    unit = await make_unit("Sở Xây dựng")
    one, two = await make_question(event, Stage.ADMITTED), await make_question(event, Stage.ADMITTED)
    taken = await make_question(event, Stage.IN_PROGRESS)
    listed = (await desk.get("/desk/questions?ticked=all", coordinator)).text
    assert f'name="code" value="{one.code}"' in listed
    assert listed.count(" checked") == 3
    asked = await desk.get(f"{CHOSEN}?act=assign&code={one.code}&code={two.code}&code={taken.code}", coordinator)
    assert asked.text.count('type="checkbox"') == 2
    assert "Không thực hiện được với các câu sau" in asked.text
    codes = [one.code, two.code, taken.code]
    empty = await desk.post(CHOSEN, coordinator, {"act": "assign", "code": codes, "unit": "", "weight": "plain"})
    assert empty.status_code == 422
    done = await desk.post(CHOSEN, coordinator, {"act": "assign", "code": codes, "unit": unit, "weight": "plain"})
    assert done.status_code == 200
    assert "Đã làm 2 trên 3 câu hỏi" in done.text
    for code in (one.code, two.code):
        assert (await question_facts(code)).lead_unit_id == unit
    again = await desk.post(CHOSEN, coordinator, {"act": "assign", "code": codes, "unit": unit, "weight": "plain"})
    assert "Đã làm 0 trên 3 câu hỏi" in again.text


async def test_approved_answers_are_published_as_they_were_read(desk: Desk, event, coordinator):
    one, two = await make_question(event, Stage.APPROVED), await make_question(event, Stage.APPROVED)
    shown = (await desk.get(f"{CHOSEN}?act=publish&code={one.code}&code={two.code}", coordinator)).text
    assert f'name="version {one.code}" value="1"' in shown
    fields = {"act": "publish", "code": [one.code, two.code], f"version {one.code}": "1", f"version {two.code}": "7"}
    done = await desk.post(CHOSEN, coordinator, fields)
    assert "Đã làm 1 trên 2 câu hỏi" in done.text
    assert (await question_facts(one.code)).state is QuestionState.ANSWERED
    assert (await question_facts(two.code)).state is QuestionState.IN_PROGRESS


async def test_due_dates_go_through_the_door_of_the_clock_and_units_are_urged(desk: Desk, event, coordinator):
    question, new = await make_question(event, Stage.IN_PROGRESS), await make_question(event, Stage.ADMITTED)
    was = (await question_view(question, SYSTEM)).due_on
    assert was is not None
    later = (await load_calendar()).add(was, 3)
    codes = [question.code, new.code]
    fields = {"act": "due", "code": codes, "new_date": f"{later}", "reason": "Chờ số liệu."}
    assert "Đã làm 1 trên 2 câu hỏi" in (await desk.post(CHOSEN, coordinator, fields)).text
    assert (await question_view(question, SYSTEM)).due_on == later
    assert "Đã làm 0 trên 2 câu hỏi" in (await desk.post(CHOSEN, coordinator, fields)).text  # once
    urged = await desk.post(CHOSEN, coordinator, {"act": "remind", "code": codes, "words": "Đề nghị trả lời sớm."})
    assert "Đã làm 1 trên 2 câu hỏi" in urged.text
    acts = [entry.act for entry in await history("question", question.id)]
    assert acts[-2:] == ["question.extend", "question.urge"]


async def test_many_codes_and_strange_ones_get_a_sentence(desk: Desk, event, coordinator):
    stranger = await make_person(await make_unit(), Role.COORDINATOR)
    question = await make_question(event, Stage.ADMITTED)
    hidden = await desk.get(f"{CHOSEN}?act=assign&code={question.code}", stranger)
    assert f">{question.code}<" not in hidden.text
    results = await run_all(Bulk.ASSIGN, [question.code], Wanted(unit_id=event.organiser_id), by=stranger, at=AT)
    assert [(one.is_done, str(one.words)) for one in results] == [(False, str(NO_QUESTION))]
    many = "&".join(f"code=CH-2026-{number:04}" for number in range(MOST + 1))
    assert (await desk.get(f"{CHOSEN}?act=assign&{many}", coordinator)).status_code == 422
    assert (await desk.get(CHOSEN, coordinator)).status_code == 200
    assert (await desk.get(f"{CHOSEN}?act=nothing&code=LA", coordinator)).status_code == 200
    day = f"{day_of(AT) - timedelta(days=9)}"
    past = await desk.post(
        CHOSEN, coordinator, {"act": "due", "code": [question.code], "new_date": day, "reason": "Chờ."}
    )
    assert "Đã làm 0 trên 1 câu hỏi" in past.text
