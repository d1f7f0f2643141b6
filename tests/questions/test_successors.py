"""A unit goes on with another one's work: its people are told once, on the day, how much came to them."""

import asyncio
from datetime import date, datetime, time, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import at_local, day_of
from app.database import Statement
from app.people.unit_keeping import replace_unit
from app.people.units import forget
from app.timetable import TIMETABLE
from events.planning.policy import EventFacts
from questions.successors.telling import tell_successors
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

TODAY = day_of(AT)
MORNING, NIGHT = at_local(TODAY, time(8)), at_local(TODAY, time(5))
DAY = timedelta(days=1)
LETTERS = Statement("SELECT to_address, subject, body FROM outbox_letter WHERE key LIKE 'taken_over %' ORDER BY id")
LANGUAGE = Statement("UPDATE person SET language = 'en' WHERE id = {}")
REPORTS = Statement("UPDATE question SET reported_unit = {} WHERE id = {}")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def merge(old: int, new: int, last_day: date = TODAY - DAY, at: datetime = AT) -> None:
    await replace_unit(old, new, last_day=last_day, reason="Sáp nhập.", by=SYSTEM, at=at)


async def letters() -> dict[str, dict[str, str]]:
    rows = await LETTERS.all()
    assert len({row["to_address"] for row in rows}) == len(rows), "one letter each"
    return {row["to_address"]: row for row in rows}


async def focal_point(unit_id: int) -> Viewer:
    return await make_person(unit_id, Role.FOCAL)


async def test_the_focal_points_are_told_once_in_their_language_how_much_came(event: EventFacts) -> None:
    old, new = await make_unit("Sở Kế hoạch và Đầu tư"), await make_unit("Sở Tài chính")
    for _number in range(2):
        await make_question(event, Stage.IN_PROGRESS, lead_unit_id=old)
    await make_question(event, Stage.IN_PROGRESS, helper_ids=(old,))
    await make_question(event, Stage.PUBLISHED, lead_unit_id=old)
    await make_question(event, Stage.IN_PROGRESS, lead_unit_id=new)
    one, two, leader = await focal_point(new), await focal_point(new), await make_person(new, Role.APPROVER)
    await LANGUAGE.run(two.person_id)
    assert tell_successors in TIMETABLE
    assert await tell_successors(MORNING) == 0
    await merge(old, new)
    assert await tell_successors(NIGHT) == 0, "by day"
    await asyncio.gather(tell_successors(MORNING), tell_successors(MORNING))
    told = await letters()
    assert {one.email, two.email} < set(told)
    assert leader.email not in told
    vietnamese, english = told[one.email], told[two.email]
    assert vietnamese["subject"] == "Sở Tài chính tiếp nhận công việc của Sở Kế hoạch và Đầu tư"
    assert "Câu hỏi phải trả lời: 2\n" in vietnamese["body"]
    assert "Phần góp ý phải viết: 1\n" in vietnamese["body"]
    assert "/work" in vietnamese["body"]
    assert "Questions to answer: 2\n" in english["body"]
    assert await tell_successors(MORNING + DAY) == 0


async def test_nobody_is_told_before_the_day_and_the_leaders_where_there_is_no_focal_point(event: EventFacts) -> None:
    old, new = await make_unit(), await make_unit()
    await make_question(event, Stage.OFFERED, lead_unit_id=old)
    leader = await make_person(new, Role.APPROVER)
    await merge(old, new, TODAY)
    assert await tell_successors(MORNING) == 0
    assert await letters() == {}
    await Statement("UPDATE unit SET valid_until = {} WHERE id = {}").run(TODAY - DAY, old)
    forget()
    assert await tell_successors(MORNING) == 1
    assert list(await letters()) == [leader.email]
    assert "Phần góp ý" not in (await letters())[leader.email]["body"]


async def test_units_that_come_together_are_told_of_in_one_letter_with_what_they_had_taken_over(
    event: EventFacts,
) -> None:
    first, second, third, last = [await make_unit(f"Sở thứ {name}") for name in ("nhất", "hai", "ba", "tư")]
    for unit_id in (first, second, third):
        await make_question(event, Stage.OFFERED, lead_unit_id=unit_id)
    await merge(first, second, TODAY - 90 * DAY, AT - 90 * DAY)
    await merge(second, last)
    await merge(third, last)
    focal = await focal_point(last)
    assert await tell_successors(MORNING) == 1
    letter = (await letters())[focal.email]
    assert letter["subject"] == "Sở thứ tư tiếp nhận công việc của Sở thứ hai, Sở thứ ba"
    assert "Câu hỏi phải trả lời: 3\n" in letter["body"]


async def test_a_merger_of_long_ago_is_told_when_it_is_entered_only_now(event: EventFacts) -> None:
    known, entered, new = [await make_unit() for _ in range(3)]
    for unit_id in (known, entered):
        await make_question(event, Stage.OFFERED, lead_unit_id=unit_id)
    await focal_point(new)
    await merge(known, new, TODAY - 90 * DAY, AT - 80 * DAY)
    assert await tell_successors(MORNING) == 0
    await merge(entered, new, TODAY - 90 * DAY)
    assert await tell_successors(MORNING) == 1


async def test_a_report_on_officials_is_not_counted_for_those_whom_it_is_hidden_from(event: EventFacts) -> None:
    old, new = await make_unit(), await make_unit()
    await make_question(event, Stage.OFFERED, lead_unit_id=old)
    hidden = await make_question(event, Stage.OFFERED, lead_unit_id=old)
    await REPORTS.run(new, hidden.id)
    focal = await focal_point(new)
    await merge(old, new)
    assert await tell_successors(MORNING) == 1
    assert "Câu hỏi phải trả lời: 1\n" in (await letters())[focal.email]["body"]
