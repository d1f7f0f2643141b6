"""S20: the journal proves itself. What was edited, removed or slipped in is found and named."""

import asyncio
from datetime import timedelta

import pytest

from app.database import atomic, connect, disconnect, is_postgres
from app.i18n import speaking
from app.journal import queries, record
from app.journal.anchoring import anchor_days
from app.journal.chain import FIRST, link
from app.journal.sealing import seal
from app.journal.verifying import verify
from tests.cli.running import doithoai
from tests.database.versions import writes_nothing

from .writing import AT, LAN, by_hand, write

pytestmark = pytest.mark.anyio

HASH_OF_THAT_ENTRY = "d72dafc00c04ee2bd32dff8e2be535c9554411a44ae1777cc7f96742a62a6d7d"


async def sealed(count: int = 5) -> list[int]:
    """Some entries, and their seals."""
    ids = [await write(number=number) for number in range(count)]
    assert await seal(AT) == count
    return ids


async def test_s20_every_entry_is_sealed_once_and_the_chain_verifies(database: str):
    ids = await sealed()
    verdict = await verify()
    assert (verdict.sealed, verdict.waiting, verdict.broken) == (5, 0, None)
    assert verdict.head == await queries.hash_of(ids[-1]) != FIRST
    assert await seal(AT) == 0
    assert await writes_nothing(lambda: seal(AT)), "an idle sealer disturbs nobody"
    await write()
    assert (await verify()).waiting == 1
    assert await queries.hash_of(ids[-1] + 1) == ""


async def test_the_same_entry_makes_the_same_hash_on_every_engine():
    entry = {
        "id": 1,
        "act": "question.submit",
        "person_id": None,
        "person_name": "Lê Thị Hoa",
        "unit_id": 3,
        "about_kind": "question",
        "about_id": 12,
        "before": None,
        "after": '{"state": "submitted"}',
        "reason": "Đúng thẩm quyền",
        "happened_at": AT,
        "entered_at": AT + timedelta(microseconds=5),
    }
    assert link(FIRST, entry) == HASH_OF_THAT_ENTRY


@pytest.mark.parametrize(
    ("done", "named", "words"),
    [
        ("UPDATE journal_entry SET person_name = 'Trần Văn Khác' WHERE id = {2}", 2, "is not what was sealed"),
        ("UPDATE journal_entry SET after = NULL WHERE id = {0}", 0, "is not what was sealed"),
        ("UPDATE journal_entry SET happened_at = '2026-09-04 01:30:00+00:00' WHERE id = {4}", 4, "is not what"),
        ("UPDATE journal_seal SET hash = 'ab' WHERE entry_id = {3}", 3, "is not what was sealed"),
        ("DELETE FROM journal_entry WHERE id = {1}", 1, "is gone"),
        ("DELETE FROM journal_entry WHERE id = {4}", 4, "is gone"),
        ("DELETE FROM journal_seal WHERE entry_id = {1}", 1, "slipped in"),
    ],
)
async def test_s20_a_row_changed_by_hand_is_named(database: str, done: str, named: int, words: str):
    ids = await sealed()
    await by_hand(done.format(*ids))
    verdict = await verify()
    assert verdict.broken_entry == ids[named]
    assert words in _english(verdict.broken)


async def test_s20_a_row_slipped_in_between_is_named(database: str):
    ids = await sealed()
    await by_hand(
        f"DELETE FROM journal_seal WHERE entry_id > {ids[1]}",
        f"DELETE FROM journal_entry WHERE id = {ids[2]}",
    )
    await seal(AT)
    assert (await verify()).is_sound, "a chain made anew agrees with itself; only the anchors and receipts tell"
    columns = "act, person_name, about_kind, about_id, reason, happened_at, entered_at"
    await by_hand(
        f"INSERT INTO journal_entry (id, {columns}) SELECT {ids[2]}, {columns} FROM journal_entry WHERE id = {ids[0]}"
    )
    verdict = await verify()
    assert verdict.broken_entry == ids[2]
    assert "slipped in" in _english(verdict.broken)


async def test_s20_a_chain_made_anew_lacks_the_hashes_that_others_keep(database: str):
    ids = await sealed()
    receipt = await queries.hash_of(ids[3])
    assert await anchor_days(AT + timedelta(days=1)) == 1
    assert (await verify(receipt)).found is True
    await by_hand(f"UPDATE journal_entry SET reason = 'x' WHERE id = {ids[1]}", "DELETE FROM journal_seal")
    await seal(AT)
    verdict = await verify(receipt)
    assert verdict.found is False
    assert "anchored on 2026-09-05" in _english(verdict.broken)
    assert await queries.check(receipt) is None


async def test_a_receipt_of_an_entry_that_was_changed_is_told_so(database: str):
    ids = await sealed()
    receipt = await queries.hash_of(ids[3])
    found = await queries.check(receipt)
    assert found is not None
    assert found.is_same
    await by_hand(f"UPDATE journal_entry SET reason = 'x' WHERE id = {ids[3]}")
    found = await queries.check(receipt)
    assert found is not None
    assert not found.is_same


async def test_an_entry_committed_late_is_sealed_in_the_order_of_ids(database: str):
    """On PostgreSQL a transaction may hold an id while later ones are committed already."""
    if not is_postgres():
        pytest.skip("SQLite has one writer: ids come in the order of commits")
    has_id, may_commit = asyncio.Event(), asyncio.Event()

    @atomic
    async def slow() -> None:
        await record("slow", by=LAN, at=AT, about=("question", 1))
        has_id.set()
        await may_commit.wait()

    task = asyncio.create_task(slow())
    await has_id.wait()
    await write("quick")
    sealing = asyncio.create_task(seal(AT))
    await asyncio.sleep(0.3)
    assert not sealing.done(), "the sealer waits for the one that began before"
    may_commit.set()
    await task
    assert await sealing == 2
    verdict = await verify()
    assert (verdict.sealed, verdict.broken) == (2, None)


async def test_entries_of_many_writers_and_two_sealers_make_one_chain(database: str):
    async def writer(name: int) -> None:
        for number in range(20):
            await write(number=100 * name + number)

    async def sealer() -> None:
        for _turn in range(10):
            await seal(AT)
            await asyncio.sleep(0.01)

    await asyncio.gather(*(writer(name) for name in range(6)), sealer(), sealer())
    await seal(AT)
    verdict = await verify()
    assert (verdict.sealed, verdict.waiting, verdict.broken) == (120, 0, None)


async def test_s20_the_command_names_the_first_broken_row(new_database: str):
    await connect(new_database)
    ids = await sealed()
    head = await queries.hash_of(ids[-1])
    done = await asyncio.to_thread(doithoai, "journal", "verify", "--hash", head.upper(), DATABASE_URL=new_database)
    assert done.returncode == 0, done.stderr
    assert "5 entries are as they were sealed" in done.stdout
    assert "The given hash is in the chain." in done.stdout
    await by_hand(f"UPDATE journal_entry SET act = 'question.reject' WHERE id IN ({ids[1]}, {ids[3]})")
    await disconnect()
    done = await asyncio.to_thread(doithoai, "journal", "verify", DATABASE_URL=new_database)
    assert done.returncode == 1
    assert f"Entry {ids[1]} (question.reject, 2026-09-05 01:30:00 UTC) is not what was sealed" in done.stdout


def _english(sentence: object) -> str:
    with speaking("en"):
        return str(sentence)
