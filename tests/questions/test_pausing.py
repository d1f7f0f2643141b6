"""Stopping the clock of a question and letting it run again, through the acts, on both engines."""

import asyncio
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.i18n import speaking
from app.journal.queries import history
from app.people.units import directory
from events.planning.policy import EventFacts
from questions import assigning, undoing
from questions.clocks import extending, holding, pausing
from questions.clocks.facts import ClockKind
from questions.clocks.keeping import clock_of, facts_of
from questions.clocks.sums import ClockSums, clock_sums
from questions.facts import question_facts
from questions.reading import question_view
from questions.states import QuestionState
from questions.triage.asking_back import ask_back, inform
from tests.support import AT, SECRET, Stage, make_event, make_person, make_question, make_unit

ROW = Statement('SELECT state, due_on, paused_at AS "paused_at [timestamptz]" FROM question WHERE id = {}')
LETTERS = Statement("SELECT body FROM outbox_letter ORDER BY id")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def due_on(code: str):  # type: ignore[no-untyped-def]
    return (await question_view(await question_facts(code), SYSTEM)).due_on


async def test_a_pause_moves_the_due_date_by_its_working_days(event):
    """The clock starts with the session, two weeks ahead; the pause lies after it."""
    question = await make_question(event, Stage.IN_PROGRESS)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    first, calendar = await due_on(question.code), await load_calendar()
    begins, ends = AT + timedelta(days=16), AT + timedelta(days=20)

    move = await pausing.pause(question, "Chờ ý kiến của Bộ.", by=leader, at=begins)
    assert (move.was, move.due_on) == (first, calendar.add(first, 15))
    await pausing.resume(question, "Đã có ý kiến của Bộ.", by=leader, at=ends)

    days = calendar.count(day_of(begins), day_of(ends))
    assert await due_on(question.code) == calendar.add(first, days)
    clock = await clock_of(question.id)
    assert clock is not None
    assert clock.first_due_on(calendar) == first
    acts = [entry.act for entry in await history("question", question.id)]
    assert acts[-2:] == ["question.pause", "question.resume"]
    assert [fact.by for fact in await facts_of(question.id)][1:] == [leader.name, leader.name]


async def test_of_several_who_pause_at_once_one_wins_and_the_others_read_who_and_when(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    coordinators = [await make_person(event.organiser_id, Role.COORDINATOR) for _ in range(5)]
    done = await asyncio.gather(
        *(pausing.pause(question, "Chờ.", by=one, at=AT) for one in coordinators), return_exceptions=True
    )
    lost = [one for one in done if isinstance(one, Conflict)]
    assert len(lost) == 4
    [winner] = [one.name for one, what in zip(coordinators, done, strict=True) if not isinstance(what, Conflict)]
    assert all(winner in str(one) for one in lost)
    assert [fact.kind for fact in await facts_of(question.id)] == [ClockKind.STARTED, ClockKind.PAUSED]


async def test_a_pause_needs_a_reason_a_right_and_days_that_are_left(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    focal = await make_person(question.lead_unit_id, Role.FOCAL)
    with pytest.raises(NotAllowed):
        await pausing.pause(question, "Chờ.", by=focal, at=AT)
    with pytest.raises(Invalid):
        await pausing.pause(question, " ", by=SYSTEM, at=AT)
    with pytest.raises(Conflict):
        await pausing.resume(question, "Chạy tiếp.", by=SYSTEM, at=AT)
    await pausing.pause(question, "Chờ.", by=SYSTEM, at=AT + timedelta(days=15))
    await pausing.resume(question, "Đã đủ.", by=SYSTEM, at=AT + timedelta(days=60))
    with pytest.raises(Conflict, match="15"):
        await pausing.pause(question, "Chờ nữa.", by=SYSTEM, at=AT + timedelta(days=61))
    admitted = await make_question(event, Stage.ADMITTED)
    with pytest.raises(Conflict):
        await pausing.pause(admitted, "Chờ.", by=SYSTEM, at=AT)


async def test_another_unit_gets_the_question_with_the_pauses_it_had(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    first, calendar = await due_on(question.code), await load_calendar()
    begins = AT + timedelta(days=16)
    await pausing.pause(question, "Chờ.", by=SYSTEM, at=begins)
    await pausing.resume(question, "Đủ.", by=SYSTEM, at=begins + timedelta(days=7))
    paused = calendar.count(day_of(begins), day_of(begins) + timedelta(days=7))
    await undoing.unassign(question, "Nhầm cơ quan.", by=SYSTEM, at=begins + timedelta(days=8))
    await assigning.assign(
        await question_facts(question.code), await make_unit(), by=SYSTEM, at=begins + timedelta(days=9)
    )
    assert await due_on(question.code) == calendar.add(first, paused)
    kinds = [fact.kind for fact in await facts_of(question.id)]
    assert kinds == [ClockKind.STARTED, ClockKind.PAUSED, ClockKind.RESUMED]  # the clock did not start again


async def test_pauses_and_more_time_are_summed_by_the_unit_that_answers(event):
    lead, units = await make_unit("Sở Tài chính"), await directory()
    begins, calendar = AT + timedelta(days=16), await load_calendar()
    for _ in range(2):
        question = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead)
        await pausing.pause(question, "Chờ.", by=SYSTEM, at=begins)
        await pausing.resume(question, "Đủ.", by=SYSTEM, at=begins + timedelta(days=7))
    day = day_of(begins)
    days = calendar.count(day, day + timedelta(days=7))
    summed = await clock_sums({lead}, units, day, day + timedelta(days=30), viewer=SYSTEM)
    assert [(unit.id, sums) for unit, sums in summed] == [(lead, ClockSums(2, 2 * days))]
    assert await clock_sums({lead}, units, day - timedelta(days=30), day, viewer=SYSTEM) == []
    assert await clock_sums({event.organiser_id}, units, day, day + timedelta(days=30), viewer=SYSTEM) == []


async def test_pauses_and_more_time_stay_with_the_unit_that_had_them(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    first, begins, calendar = question.lead_unit_id, AT + timedelta(days=16), await load_calendar()
    later = calendar.add(await due_on(question.code), 2)
    await extending.give_time(question, later, "Đo lại thửa đất.", by=SYSTEM, at=begins)
    await pausing.pause(question, "Chờ.", by=SYSTEM, at=begins)
    await undoing.unassign(await question_facts(question.code), "Nhầm.", by=SYSTEM, at=begins)
    second = await make_unit()
    await assigning.assign(await question_facts(question.code), second, by=SYSTEM, at=begins)
    ends = begins + timedelta(days=7)
    await pausing.resume(await question_facts(question.code), "Đủ.", by=SYSTEM, at=ends)
    focal = await make_person(second, Role.FOCAL)
    await assigning.accept(await question_facts(question.code), by=focal, at=ends)
    held = calendar.add(await due_on(question.code), 2)
    await holding.hold(await question_facts(question.code), held, "Đã đo xong.", by=SYSTEM, at=ends)
    day, units = day_of(begins), await directory()
    summed = await clock_sums({first, second}, units, day, day + timedelta(days=30), viewer=SYSTEM)
    assert {unit.id: sums for unit, sums in summed} == {
        first: ClockSums(pauses=1, paused_days=calendar.count(day, day_of(ends)), extensions=1),
        second: ClockSums(first_answers=1),
    }


async def test_a_clock_whose_last_day_is_there_or_gone_is_not_stopped_any_more(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    last = await due_on(question.code)
    for days, why in ((0, "due today"), (1, "has passed")):
        late = AT + (last - day_of(AT)) + timedelta(days=days)
        with speaking("en"), pytest.raises(Conflict, match=why):
            await pausing.pause(question, "Chờ.", by=SYSTEM, at=late)
    assert [fact.kind for fact in await facts_of(question.id)] == [ClockKind.STARTED]
    await pausing.pause(question, "Chờ.", by=SYSTEM, at=AT + (last - day_of(AT)) - timedelta(days=1))


async def test_the_asker_of_an_overdue_question_is_asked_for_more_and_the_clock_goes_on(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    last = await due_on(question.code)
    late = AT + (last - day_of(AT)) + timedelta(days=1)
    await ask_back(question, "Thửa nào?", secret_key=SECRET, by=SYSTEM, at=late)
    assert [fact.kind for fact in await facts_of(question.id)] == [ClockKind.STARTED]
    row = await ROW.one(question.id)
    assert row == {"state": "needs_info", "due_on": last, "paused_at": None}
    letter = (await LETTERS.all())[-1]
    assert "Thửa nào?" in letter["body"]
    assert "thời hạn giải quyết tạm dừng" not in letter["body"]
    await inform(await question_facts(question.code), "Thửa số 5.", by=Viewer(asks=question.id), at=late)
    assert (await question_facts(question.code)).state is QuestionState.IN_PROGRESS
    assert await due_on(question.code) == last
