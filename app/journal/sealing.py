"""Sealing: the chain is carried on over entries that were committed, in the order of their ids.

The acts themselves write no hash: on PostgreSQL that would make every act of every process wait for the one
before it. The worker seals some seconds later, one sealer at a time.
"""

import asyncio
import time
from datetime import datetime

from app.database import Insert, Statement, atomic, is_postgres
from app.journal.chain import COLUMNS, FIRST, link
from app.journal.tables import JournalSeal

BATCH = 500
LOCK_KEY = 0x6A6F75726E61  # any number that every sealer knows
PATIENCE_SECONDS = 3.0
LOOK_SECONDS = 0.02

LAST_ENTRY = Statement("SELECT max(id) AS id FROM journal_entry")
LAST_SEAL = Statement("SELECT entry_id, hash FROM journal_seal ORDER BY id DESC LIMIT 1")
NEXT = Statement(
    f"SELECT {', '.join(COLUMNS)} FROM journal_entry WHERE id > {{}} AND id <= {{}} ORDER BY id LIMIT {BATCH}",  # noqa: S608
)
# A transaction that writes to the journal holds this lock from before it takes an id until it has ended.
WRITERS = Statement(
    "SELECT virtualtransaction AS name FROM pg_locks WHERE relation = 'journal_entry'::regclass"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND mode = 'RowExclusiveLock'"
)
ONE_SEALER = Statement("SELECT pg_advisory_xact_lock({}) IS NULL AS held")
ADD = Insert(JournalSeal, "entry_id", "hash", "sealed_at")


async def seal(at: datetime) -> int:
    """Seal every entry that was committed before; how many. Reads only when there is none.

    On PostgreSQL entries may be committed in another order than that of their ids. What a transaction still
    holds back is waited for, three seconds at most; the next round goes on.
    """
    last = (await LAST_ENTRY.one() or {"id": None})["id"]
    if last is None or last == await _sealed_up_to() or not await _all_ended():
        return 0
    sealed = 0
    while number := await _seal_batch(last, at):
        sealed += number
        if number < BATCH:
            break
    return sealed


async def _sealed_up_to() -> int:
    row = await LAST_SEAL.one()
    return int(row["entry_id"]) if row else 0


async def _all_ended() -> bool:
    """Whether each transaction that may hold an earlier id has ended. SQLite writes in the order of ids."""
    if not is_postgres():
        return True
    until = time.monotonic() + PATIENCE_SECONDS
    before = await _writers()
    while before:
        if time.monotonic() > until:
            return False
        await asyncio.sleep(LOOK_SECONDS)
        before &= await _writers()
    return True


async def _writers() -> set[str]:
    return {row["name"] for row in await WRITERS.all()}


@atomic
async def _seal_batch(last: int, at: datetime) -> int:
    if is_postgres():
        await ONE_SEALER.one(LOCK_KEY)
    before = await LAST_SEAL.one()
    sealed, previous = (before["entry_id"], before["hash"]) if before else (0, FIRST)
    rows = []
    for entry in await NEXT.all(sealed, last):
        previous = link(previous, entry)
        rows.append((entry["id"], previous, at))
    await ADD.many(rows)
    return len(rows)
