"""The anchor of each day: where the chain stood at midnight, published and sent to those who keep it."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta

from app import post
from app.clock import at_local, day_of
from app.database import Duplicate, Insert, Statement, atomic
from app.journal.letters import anchor_letter
from app.journal.sealing import seal
from app.journal.tables import JournalAnchor

MOST_DAYS = 3660
MAILED_DAYS = timedelta(days=7)  # an address that is named later does not get the letters of years

LAST = Statement("SELECT day, entry_id FROM journal_anchor ORDER BY day DESC LIMIT 1")
OLDEST = Statement("SELECT entered_at FROM journal_entry ORDER BY id LIMIT 1")
HEAD_AT = Statement(
    "SELECT journal_seal.entry_id, journal_seal.hash FROM journal_seal"
    " JOIN journal_entry ON journal_entry.id = journal_seal.entry_id"
    " WHERE journal_entry.entered_at < {} ORDER BY journal_seal.id DESC LIMIT 1",
)
COUNT = Statement("SELECT count(*) AS n FROM journal_seal WHERE entry_id <= {}", slow=True)
ADD = Insert(JournalAnchor, "day", "entry_id", "hash", "entries", "made_at")


def anchoring(readers: Iterable[str]) -> Callable[[datetime], Awaitable[None]]:
    """The timed act that anchors each day that is over and writes to `readers`."""
    addresses = tuple(readers)

    async def anchor_the_days_that_are_over(at: datetime) -> None:
        await anchor_days(at, addresses)

    return anchor_the_days_that_are_over


async def anchor_days(at: datetime, readers: Iterable[str] = ()) -> int:
    """Anchor every day before today that is not anchored yet and had an act; how many were anchored."""
    today = day_of(at)
    last = await LAST.one()
    if last is not None and last["day"] >= today - timedelta(days=1):
        return 0
    oldest = await OLDEST.one()
    if oldest is None:
        return 0
    day = last["day"] + timedelta(days=1) if last else day_of(oldest["entered_at"])
    await seal(at)
    done, entry_id = 0, last["entry_id"] if last else 0
    for _turn in range(MOST_DAYS):
        if day >= today:
            break
        head = await HEAD_AT.one(at_local(day + timedelta(days=1)))
        if head is not None and head["entry_id"] > entry_id:
            done += await _anchor(day, head["entry_id"], head["hash"], tuple(readers), at)
            entry_id = head["entry_id"]
        day += timedelta(days=1)
    return done


async def _anchor(day: date, entry_id: int, head: str, readers: tuple[str, ...], at: datetime) -> int:
    entries = (await COUNT.one(entry_id) or {"n": 0})["n"]

    @atomic
    async def write() -> None:
        await ADD(day, entry_id, head, entries, at)
        if day_of(at) - day <= MAILED_DAYS:
            for reader in readers:
                await post.queue(anchor_letter(reader, day, entries, head), about=("journal", entry_id), at=at)

    try:
        await write()
    except Duplicate:  # another worker was faster
        return 0
    return 1
