"""The anchor of each day: kept in the database, shown in public, mailed to those who keep it."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import httpx
import pytest

from app.database import Statement
from app.journal import queries
from app.journal.anchoring import anchor_days
from app.journal.sealing import seal
from app.journal.verifying import verify
from app.settings import Settings
from app.timetable import timetable_of
from tests.apps import whole_site

from .writing import AT, by_hand, write

pytestmark = pytest.mark.anyio

FRONT = "mttq@songhau.example"
DAY = timedelta(days=1)


async def test_each_day_that_is_over_and_had_an_act_is_anchored_once(database: str):
    first = await write(at=AT)
    last = await write(at=AT + timedelta(hours=15, minutes=29))  # 23:59 in Vietnam
    later = await write(at=AT + 2 * DAY)
    assert await anchor_days(AT + timedelta(hours=15)) == 0, "the day is not over"
    assert await anchor_days(AT + 3 * DAY) == 2
    assert await anchor_days(AT + 3 * DAY) == 0
    newest, oldest = await queries.anchors(limit=10)
    assert (oldest.day, oldest.entries, oldest.hash) == (date(2026, 9, 5), 2, await queries.hash_of(last))
    assert (newest.day, newest.entries, newest.hash) == (date(2026, 9, 7), 3, await queries.hash_of(later))
    verdict = await verify()
    assert (verdict.anchors, verdict.broken) == (2, None)
    checked = await queries.check(await queries.hash_of(first))
    assert checked is not None
    assert checked.anchor == oldest


async def test_the_anchor_is_mailed_once_to_those_who_keep_it_and_old_ones_are_not(database: str):
    await write(at=AT)
    await write(at=AT + 20 * DAY)
    await anchor_days(AT + 21 * DAY, [FRONT])
    await anchor_days(AT + 21 * DAY, [FRONT])
    (letter,) = await Statement("SELECT to_address, subject, body FROM outbox_letter").all()
    (anchor, _older) = await queries.anchors(limit=2)
    assert (letter["to_address"], letter["subject"]) == (FRONT, "Dấu neo nhật ký ngày 25/09/2026")
    assert anchor.hash in letter["body"]
    assert "/journal/anchors" in letter["body"]


async def test_a_worker_anchors_by_the_clock(database: str, settings: Settings):
    await write(at=AT)
    acts = timetable_of(Settings(**{**vars(settings), "anchor_to": (FRONT,)}))
    await next(act for act in acts if act.__name__ == "anchor_the_days_that_are_over")(AT + DAY)  # type: ignore[attr-defined]
    assert len(await queries.anchors(limit=2)) == 1


@pytest.fixture
async def reader(database: str, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=whole_site(settings))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver", cookies={"language": "vi"}) as one:
        yield one


async def test_everybody_reads_the_anchors_and_checks_a_receipt(database: str, reader: httpx.AsyncClient):
    entry = await write(at=AT)
    assert "Chưa có dấu neo" in (await reader.get("/journal/anchors")).text
    await anchor_days(AT + DAY)
    receipt = await queries.hash_of(entry)
    assert receipt[:16] in (await reader.get("/journal/anchors")).text
    spaced = " ".join(receipt[at : at + 8].upper() for at in range(0, 64, 8))
    for typed in (receipt, spaced):
        shown = await reader.get("/journal/check", params={"hash": typed})
        assert "vẫn nguyên như khi được ghi" in shown.text
        assert "Nguyễn Thị Lan" not in shown.text, "who acted is no affair of the public page"
    await by_hand("UPDATE journal_entry SET reason = 'x'")
    assert "đã bị sửa" in (await reader.get("/journal/check", params={"hash": receipt})).text


@pytest.mark.parametrize(
    ("typed", "words"),
    [("f" * 64, "không có trong nhật ký"), ("<b>" * 60, "64 ký tự"), ("", "Mã băm trên biên nhận")],
)
async def test_an_unknown_or_malformed_hash_is_answered_calmly(
    database: str, reader: httpx.AsyncClient, typed: str, words: str
):
    await write()
    await seal(AT)
    shown = await reader.get("/journal/check", params={"hash": typed})
    assert shown.status_code == 200
    assert words in shown.text
    assert "<b><b>" not in shown.text
