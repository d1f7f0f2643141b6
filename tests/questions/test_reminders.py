"""Reminders of what falls due: on which day, for whom, once, by day, and silent while the clock stands still."""

import asyncio
from datetime import date, datetime, time, timedelta

import pytest

from app.access import SYSTEM, Role
from app.calendar.queries import load_calendar
from app.calendar.working_days import calendar_with
from app.clock import at_local, day_of
from app.database import Statement, atomic
from app.journal.queries import history
from app.people.units import directory
from app.post.hours import by_day, is_day
from events.planning.policy import EventFacts
from questions.clocks import pausing
from questions.clocks.desks import Desk
from questions.commitments import recording
from questions.commitments.due import Due
from questions.commitments.states import DueWording
from questions.history import told
from questions.policy import QuestionFacts
from questions.reminding.reminding import remind
from questions.reminding.steps import ranges, step_of, tells_organiser, unit_roles
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

CALENDAR = calendar_with()
LETTERS = Statement(
    "SELECT to_address, subject, by_day, next_try_at FROM outbox_letter WHERE key LIKE 'reminder %' ORDER BY id"
)
DUE = Statement("SELECT due_on FROM question WHERE id = {}")
MORNING = time(8, 30)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2026, 9, 8), None),  # T-4
        (date(2026, 9, 9), -3),
        (date(2026, 9, 10), -3),
        (date(2026, 9, 11), -1),
        (date(2026, 9, 12), None),  # a Saturday
        (date(2026, 9, 14), 0),
        (date(2026, 9, 16), 0),
        (date(2026, 9, 17), 3),
        (date(2026, 9, 28), 3),
        (date(2026, 9, 29), None),  # long after: whoever has not answered then is urged on by people
    ],
)
def test_steps_count_working_days_from_the_due_date(today, step):
    assert step_of(date(2026, 9, 14), today, CALENDAR) == step


def test_a_date_on_a_day_off_is_reminded_of_from_the_working_day_before():
    saturday = date(2026, 9, 12)
    assert step_of(saturday, date(2026, 9, 11), CALENDAR) == 0
    assert step_of(saturday, date(2026, 9, 16), CALENDAR) == 3


def test_steps_reach_across_tet():
    assert step_of(date(2026, 2, 23), date(2026, 2, 13), CALENDAR) == -1
    assert step_of(date(2026, 2, 23), date(2026, 2, 16), CALENDAR) is None
    found = [(due.step, due.first <= date(2026, 2, 23) <= due.last) for due in ranges(date(2026, 2, 13), CALENDAR)]
    assert (-1, True) in found


def test_reminders_climb_from_the_focal_point_to_the_head():
    assert unit_roles(-3, Desk.DRAFTING) == (Role.FOCAL,)
    assert Role.DRAFTER in unit_roles(-1, Desk.DRAFTING)
    assert Role.APPROVER in unit_roles(0, Desk.DRAFTING)
    assert unit_roles(3, Desk.DRAFTING) == (Role.APPROVER,)
    assert Role.APPROVER in unit_roles(-3, Desk.REVIEW)  # the draft waits for them
    assert unit_roles(-1, Desk.PUBLISHING) == ()
    assert tells_organiser(-1, Desk.PUBLISHING)
    assert tells_organiser(3, Desk.DRAFTING)
    assert not tells_organiser(0, Desk.DRAFTING)


def test_the_clock_writes_by_day_and_what_is_due_at_night_waits_for_the_morning():
    night, early = at_local(date(2026, 9, 9), time(22)), at_local(date(2026, 9, 9), time(3))
    assert not is_day(night)
    assert by_day(night) == at_local(date(2026, 9, 10), time(7))
    assert by_day(early) == at_local(date(2026, 9, 9), time(7))
    noon = at_local(date(2026, 9, 9), time(12))
    assert by_day(noon) == noon


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def morning_of(question: QuestionFacts, step: int) -> datetime:
    row = await DUE.one(question.id)
    assert row is not None
    return at_local((await load_calendar()).add(row["due_on"], step), MORNING)


async def test_each_step_leaves_once_however_many_workers_ask(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    assert question.lead_unit_id is not None
    head = await make_person(question.lead_unit_id, Role.APPROVER)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    early = await morning_of(question, -4)
    assert await remind(early) == 0
    at = await morning_of(question, -3)
    assert sum(await asyncio.gather(*(remind(at) for _ in range(4)))) == 1
    assert await remind(at + timedelta(hours=3)) == 0  # after a restart, say
    [first] = await LETTERS.all()
    assert first["by_day"]
    assert question.code in first["subject"]
    assert first["to_address"] not in {head.email, coordinator.email}

    await remind(await morning_of(question, 0))
    assert head.email in {letter["to_address"] for letter in await LETTERS.all()}
    await remind(await morning_of(question, 3))
    last = [letter["to_address"] for letter in await LETTERS.all()][-2:]
    assert last == [head.email, coordinator.email]
    lines = told(await history("question", question.id), await directory(), sees_draft=False)
    assert sum("nhắc" in str(line.words) for line in lines) == 3


async def test_nothing_is_reminded_of_at_night_nor_on_a_day_off(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    at = await morning_of(question, -3)
    night = at_local(day_of(at), time(5))
    assert await remind(night) == 0
    saturday = next(day for n in range(8) if (day := day_of(at) + timedelta(days=n)).weekday() == 5)
    assert await remind(at_local(saturday, MORNING)) == 0
    assert await LETTERS.all() == []


async def test_a_paused_clock_and_an_answered_question_are_silent(event):
    paused = await make_question(event, Stage.IN_PROGRESS)
    answered = await make_question(event, Stage.PUBLISHED)
    at = await morning_of(paused, -1)
    await pausing.pause(paused, "Chờ ý kiến của Bộ.", by=SYSTEM, at=at - timedelta(days=1))
    assert await remind(await morning_of(paused, -1)) == 0
    assert await remind(await morning_of(answered, 0)) == 0


async def test_a_commitment_reminds_its_owner_and_at_last_its_coordinator(event):
    owner = await make_unit("Sở Xây dựng")
    focal, head = await make_person(owner, Role.FOCAL), await make_person(owner, Role.APPROVER)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    due_on = CALENDAR.add(day_of(AT), 20)
    promise = recording.Promise("Rà soát các hồ sơ", "Chủ tịch", owner, "Danh mục", Due(DueWording.BY, day=due_on))
    code = await atomic(recording.record)(
        promise, organiser_id=event.organiser_id, event_id=event.id, happened_at=AT, by=SYSTEM, at=AT
    )
    assert code

    async def told_at(step: int) -> list[str]:
        before = len(await LETTERS.all())
        assert await remind(at_local(CALENDAR.add(due_on, step), MORNING)) == 1
        return [letter["to_address"] for letter in (await LETTERS.all())[before:]]

    assert await told_at(-3) == [focal.email]
    assert await told_at(-1) == [focal.email]
    assert await told_at(0) == [focal.email, head.email]
    assert await told_at(3) == [head.email, coordinator.email]
