"""A starting day typed wrongly: asked by one, agreed to by another, and both days stay."""

from datetime import date, timedelta

import pytest

from app.access import SYSTEM, Role
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from app.people.units import directory
from events.planning.policy import EventFacts
from exports.question_list import COLUMNS, question_rows
from exports.unit_figures import figures_of
from questions import assigning, undoing
from questions.clocks import correcting
from questions.clocks.facts import ClockKind
from questions.clocks.keeping import facts_of
from questions.clocks.requests import CORRECTION, ClockRequestView, open_request
from questions.facts import question_facts
from questions.policy import QuestionFacts
from questions.reading import question_view
from tests.questions.desk_browsing import open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

WHY = "Phiên họp kết thúc ngày hôm trước, gõ nhầm."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def starts(question: QuestionFacts) -> tuple[date, date]:
    view = await question_view(await question_facts(question.code), SYSTEM)
    assert view.due_from is not None
    assert view.due_on is not None
    return view.due_from, view.due_on


async def waiting_for(question: QuestionFacts) -> ClockRequestView:
    waiting = await open_request(question.id, CORRECTION)
    assert waiting is not None
    return waiting


async def test_one_asks_another_agrees_and_both_days_stay(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    clerk = await make_person(event.organiser_id, Role.CLERK)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    first, due = await starts(question)
    right = day_of(AT) - timedelta(days=2)

    await correcting.ask_for_correction(question, right, WHY, by=clerk, at=AT)
    assert await starts(question) == (first, due)
    with pytest.raises(Conflict):
        await correcting.ask_for_correction(question, right, WHY, by=clerk, at=AT)
    move = await correcting.decide_on_correction(
        question, await waiting_for(question), grants=True, reason="Đúng.", by=coordinator, at=AT
    )
    assert move is not None
    assert (move.was, move.due_on) == (due, (await load_calendar()).add(right, 10))
    assert await starts(question) == (right, move.due_on)
    facts = await facts_of(question.id)
    assert [(fact.kind, fact.on) for fact in facts] == [(ClockKind.STARTED, first), (ClockKind.CORRECTED, right)]
    entry = (await history("question", question.id))[-1]
    assert (entry.before["from"], entry.after["from"], entry.reason) == (first.isoformat(), right.isoformat(), WHY)

    rows = [row async for row in question_rows(question.event_id, "vi", SYSTEM)]
    told = dict(zip([column.vi for column in COLUMNS], rows[0], strict=True))
    assert (told["Hạn trả lời"], told["Hạn trước khi đính chính"]) == (move.due_on, due)
    assert (told["Ngày tiếp nhận"], told["Ngày nhập"]) == (day_of(AT), day_of(AT))
    units, between = await directory(), move.due_on + timedelta(days=1)
    assert move.due_on < between <= due
    _lines, total = await figures_of(
        frozenset(unit.id for unit in units.units), units, AT.year, between, viewer=coordinator
    )
    assert (total.overdue, total.overdue_before) == (1, 0)


async def test_nobody_agrees_to_what_they_asked_and_a_refusal_changes_nothing(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    before = await starts(question)
    await correcting.ask_for_correction(question, day_of(AT), WHY, by=coordinator, at=AT)
    waiting = await waiting_for(question)
    with pytest.raises(NotAllowed):
        await correcting.decide_on_correction(question, waiting, grants=True, reason="Đúng.", by=coordinator, at=AT)
    assert not await correcting.decide_on_correction(question, waiting, grants=False, reason="Sai.", by=SYSTEM, at=AT)
    assert await starts(question) == before
    with pytest.raises(Conflict):
        await correcting.decide_on_correction(question, waiting, grants=True, reason="Đúng.", by=SYSTEM, at=AT)


async def test_a_day_that_is_the_same_or_lies_ahead_is_no_correction(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    focal = await make_person(question.lead_unit_id, Role.FOCAL)
    first, _due = await starts(question)
    for day in (first, day_of(AT) + timedelta(days=1)):
        with pytest.raises(Invalid):
            await correcting.ask_for_correction(question, day, WHY, by=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        await correcting.ask_for_correction(question, day_of(AT), WHY, by=focal, at=AT)


async def test_another_unit_gets_the_corrected_day(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    right = day_of(AT) - timedelta(days=3)
    await correcting.ask_for_correction(question, right, WHY, by=SYSTEM, at=AT)
    await correcting.decide_on_correction(
        question, await waiting_for(question), grants=True, reason="Đúng.", by=SYSTEM, at=AT
    )
    await undoing.unassign(question, "Nhầm.", by=SYSTEM, at=AT)
    await assigning.assign(await question_facts(question.code), await make_unit(), by=SYSTEM, at=AT)
    assert (await starts(question))[0] == right


async def test_the_pages_take_the_request_and_the_decision(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    clerk = await make_person(event.organiser_id, Role.CLERK)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    right = day_of(AT) - timedelta(days=2)
    path = f"/desk/questions/{question.code}"
    async with open_desk() as desk:
        empty = await desk.post(f"{path}/correction", clerk, {"new_date": right.isoformat(), "reason": ""})
        assert empty.status_code == 422
        asked = await desk.post(f"{path}/correction", clerk, {"new_date": right.isoformat(), "reason": WHY})
        assert asked.status_code == 303
        assert WHY in (await desk.get(f"{path}/due", coordinator)).text
        assert question.code in (await desk.get("/desk/questions?work=dates", coordinator)).text
        done = await desk.post(f"{path}/correction/decision", coordinator, {"grants": "grant", "reason": "Đúng."})
        assert done.status_code == 303
    assert (await starts(question))[0] == right
