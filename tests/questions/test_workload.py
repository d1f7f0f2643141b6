"""What each unit has in hand, on My work: counted as the lists behind the numbers."""

import re
from datetime import timedelta

import pytest

from app.access import Role
from app.clock import day_of, now
from app.database import Statement
from app.people.unit_keeping import replace_unit
from questions.workload import Load, workload
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, SYSTEM, Stage, make_event, make_person, make_question, make_unit

TODAY = day_of(AT)
SOON = TODAY + timedelta(days=3)
DUE = Statement("UPDATE question SET due_on = {} WHERE id = {}")


async def test_each_unit_is_counted_once_with_what_was_merged_into_it(database: str) -> None:
    organiser, merged, successor = await make_unit(), await make_unit("Sở Cũ"), await make_unit("Sở Mới")
    forum = await make_event(organiser)
    late = await make_question(forum, Stage.IN_PROGRESS, lead_unit_id=merged)
    near = await make_question(forum, Stage.OFFERED, lead_unit_id=successor)
    await make_question(forum, Stage.PUBLISHED, lead_unit_id=successor)
    elsewhere = await make_event(await make_unit())
    await make_question(elsewhere, Stage.IN_PROGRESS, lead_unit_id=successor)
    await DUE.run(TODAY - timedelta(days=1), late.id)
    await DUE.run(TODAY, near.id)
    yesterday = TODAY - timedelta(days=1)
    await replace_unit(merged, successor, last_day=yesterday, reason="Sáp nhập.", by=SYSTEM, at=AT)
    coordinator = await make_person(organiser, Role.COORDINATOR)
    assert await workload(coordinator, TODAY, SOON) == [Load(successor, "Sở Mới", open=2, soon=1, overdue=1)]
    leader = await make_person(successor, Role.APPROVER)
    [own] = await workload(leader, TODAY, SOON)
    assert (own.unit_id, own.open, own.overdue) == (successor, 3, 1)
    assert await workload(await make_person(organiser, Role.CLERK), TODAY, SOON) == []


@pytest.fixture
async def desk(sqlite_database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


async def test_the_numbers_lead_to_the_lists_that_they_count(desk: Desk) -> None:
    organiser, unit = await make_unit(), await make_unit("Sở Xây dựng")
    forum = await make_event(organiser)
    for stage in (Stage.OFFERED, Stage.IN_PROGRESS, Stage.PUBLISHED):
        question = await make_question(forum, stage, lead_unit_id=unit)
    await DUE.run(day_of(now()) - timedelta(days=1), question.id - 1)
    coordinator = await make_person(organiser, Role.COORDINATOR)
    shown = (await desk.get("/work", coordinator)).text
    numbers = dict(re.findall(rf'href="/desk/questions\?unit={unit}&amp;late=(\w+)">(\d+)<', shown))
    assert numbers["open"] == "2"
    assert numbers["overdue"] == "1"
    for late, number in numbers.items():
        listed = (await desk.get(f"/desk/questions?unit={unit}&late={late}", coordinator)).text
        assert len(set(re.findall(r"CH-\d{4}-\d{4}", listed))) == int(number), late
