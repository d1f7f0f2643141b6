"""A day off that is declared later moves the running deadlines, says so in the journal, and tells whom it concerns."""

import asyncio
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role
from app.calendar.queries import load_calendar
from app.calendar.tables import CalendarChange
from app.calendar.versions import pending
from app.calendar.working_days import DayKind
from app.clock import day_of
from app.database import Statement, atomic
from app.journal.queries import history
from app.office import calendar_keeping
from events.planning.policy import EventFacts
from questions.askers.erasing import erase_by_command
from questions.clocks import pausing
from questions.clocks.pause_ending import end_used_pauses
from questions.clocks.reading import story_of
from questions.clocks.recounting import follow_the_calendar
from questions.facts import question_facts
from questions.reading import question_view
from questions.tables import Question
from tests.support import AT, CANARY_EMAIL, Stage, make_event, make_person, make_question, make_unit

SENT = Statement("UPDATE outbox_letter SET state = 'sent', sent_at = {} WHERE id IN (SELECT id FROM outbox_letter)")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def due_on(code: str):  # type: ignore[no-untyped-def]
    return (await question_view(await question_facts(code), SYSTEM)).due_on


async def declare_off(day):  # type: ignore[no-untyped-def]
    await calendar_keeping.declare_day(day, DayKind.OFF, "Quốc tang", "Công điện 1", by=SYSTEM, at=AT)


async def letters() -> list[str]:
    rows = await Question.raw("SELECT to_address FROM outbox_letter WHERE key LIKE 'calendar %' ORDER BY id")
    return [row["to_address"] for row in rows]


async def test_a_late_holiday_moves_what_runs_and_leaves_what_is_over(event):
    lead = await make_unit("Sở Tài chính")
    running = [await make_question(event, Stage.IN_PROGRESS, lead_unit_id=lead) for _ in range(3)]
    answered = await make_question(event, Stage.PUBLISHED)
    first, over = await due_on(running[0].code), await due_on(answered.code)
    before = await letters()
    await declare_off(first)

    assert await follow_the_calendar(AT) == 3
    later = (await load_calendar()).add(first, 1)
    assert [await due_on(question.code) for question in running] == [later] * 3
    assert await due_on(answered.code) == over
    entry = (await history("question", running[0].id))[-1]
    assert (entry.act, entry.before["due_on"], entry.after["due_on"]) == (
        "question.calendar_moved",
        first.isoformat(),
        later.isoformat(),
    )
    assert "Quốc tang" in entry.reason
    story = await story_of(running[0].id)
    assert story is not None
    assert [one.moved for one in story.happenings] == [False, True]
    # One letter for the asker of all three, and one for each who reads for the unit.
    told = (await letters())[len(before) :]
    assert told.count(CANARY_EMAIL) == 1
    assert len(told) == 4

    assert await pending() is None
    assert await follow_the_calendar(AT) == 0
    assert len(await letters()) == len(before) + len(told)


async def test_an_erased_asker_is_gone_from_the_letter_about_the_calendar_too(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    await declare_off(await due_on(question.code))
    assert await follow_the_calendar(AT) == 1
    assert CANARY_EMAIL in await letters()
    await mark_sent()
    await erase_by_command(question, "Theo yêu cầu.", by=SYSTEM, at=AT)
    rows = await Question.raw("SELECT to_address, subject, body, key FROM outbox_letter")
    assert CANARY_EMAIL not in str(rows)


@atomic
async def mark_sent() -> None:
    await SENT.run(AT)


async def test_a_forgotten_day_brings_the_dates_back(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    first = await due_on(question.code)
    await declare_off(first)
    await follow_the_calendar(AT)
    await calendar_keeping.forget_day(first, by=SYSTEM, at=AT)
    assert await follow_the_calendar(AT) == 1
    assert await due_on(question.code) == first


async def test_a_day_that_lies_elsewhere_moves_nothing_and_tells_nobody(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    first = await due_on(question.code)
    await declare_off((await load_calendar()).add(first, 30))
    assert await follow_the_calendar(AT) == 0
    assert await pending() is None
    assert await letters() == []


async def test_several_processes_move_each_deadline_once(event):
    questions = [await make_question(event, Stage.OFFERED) for _ in range(4)]
    first = await due_on(questions[0].code)
    await declare_off(first)
    await asyncio.gather(*(follow_the_calendar(AT) for _ in range(3)))
    await follow_the_calendar(AT)
    for question in questions:
        acts = [entry.act for entry in await history("question", question.id)]
        assert acts.count("question.calendar_moved") == 1
    assert len(set(await letters())) == len(await letters())


async def test_a_swap_is_two_versions_of_the_calendar(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    first = await due_on(question.code)
    rest = first + timedelta(days=5 - first.weekday())
    await calendar_keeping.swap_days(first, rest, "Thông báo 9", by=SYSTEM, at=AT)
    assert await CalendarChange.count() == 2
    await follow_the_calendar(AT)
    view = await question_view(question, SYSTEM)
    assert view.due_from is not None
    assert view.due_days is not None
    assert view.due_on == (await load_calendar()).add(view.due_from, view.due_days) != first


async def test_a_pause_that_used_its_days_ends_by_itself(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    await make_person(question.lead_unit_id, Role.FOCAL)
    begins = AT + timedelta(days=15)
    move = await pausing.pause(question, "Chờ.", by=SYSTEM, at=begins)
    calendar = await load_calendar()
    last = calendar.add(day_of(begins), 15)
    assert await end_used_pauses(begins + (last - day_of(begins))) == 0
    assert await end_used_pauses(begins + (last - day_of(begins)) + timedelta(days=1)) == 1
    assert await due_on(question.code) == move.due_on
    assert (await question_view(question, SYSTEM)).paused_at is None
    assert await end_used_pauses(begins + timedelta(days=90)) == 0
