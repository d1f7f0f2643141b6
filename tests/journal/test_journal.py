from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.access import SYSTEM, Viewer
from app.database import Statement, atomic
from app.journal import record
from app.journal.queries import history

pytestmark = pytest.mark.anyio

AT = datetime(2026, 9, 5, 1, 30, tzinfo=UTC)
LAN = Viewer(person_id=7, name="Nguyễn Thị Lan")


@atomic
async def write(act: str, **more: object) -> int:
    return await record(act, **({"by": LAN, "at": AT, "about": ("question", 12)} | more))  # type: ignore[arg-type]


async def test_an_act_is_written_down_with_who_when_and_what_changed(database: str):
    day_before = AT - timedelta(days=1)
    await write(
        "question.assign",
        unit_id=3,
        before={"state": "accepted"},
        after={"state": "assigned", "due_on": date(2026, 9, 15), "note": "đất đai"},
        reason="Đúng thẩm quyền",
        happened_at=day_before,
    )
    (entry,) = await history("question", 12)
    assert replace(entry, id=0) == replace(
        entry,
        id=0,
        act="question.assign",
        person_id=7,
        person_name="Nguyễn Thị Lan",
        unit_id=3,
        before={"state": "accepted"},
        after={"state": "assigned", "due_on": "2026-09-15", "note": "đất đai"},
        reason="Đúng thẩm quyền",
        happened_at=day_before,
        entered_at=AT,
    )


async def test_the_history_of_a_thing_is_its_own_and_oldest_first(database: str):
    await write("question.submit")
    await write("question.submit", about=("question", 13))
    await write("event.open", about=("event", 12), by=SYSTEM)
    await write("question.admit")
    assert [entry.act for entry in await history("question", 12)] == ["question.submit", "question.admit"]
    (opened,) = await history("event", 12)
    assert (opened.person_id, opened.person_name) == (None, "Đối thoại")


@pytest.mark.parametrize("change", ["UPDATE journal_entry SET act = 'x'", "DELETE FROM journal_entry"])
async def test_the_database_itself_refuses_to_change_the_journal(database: str, change: str):
    await write("question.submit")

    @atomic
    async def tamper() -> None:
        await Statement(change).run()

    with pytest.raises(Exception, match="the journal is append-only"):
        await tamper()
    assert [entry.act for entry in await history("question", 12)] == ["question.submit"]


async def test_an_act_that_fails_leaves_no_trace(database: str):
    @atomic
    async def fail() -> None:
        await record("question.submit", by=LAN, at=AT, about=("question", 12))
        raise ValueError

    with pytest.raises(ValueError):
        await fail()
    assert await history("question", 12) == []
