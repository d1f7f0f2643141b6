"""Who has which letters in one letter each morning instead of at once."""

from collections.abc import Collection

from app.database import Statement
from app.post.daily_kinds import DailyKind, daily_kind
from app.post.letter import Letter

CHOSEN = Statement("SELECT id FROM daily_letters WHERE address = {} AND kind = {}")
KINDS = Statement("SELECT kind FROM daily_letters WHERE address = {} ORDER BY kind")
FORGET = Statement("DELETE FROM daily_letters WHERE address = {}")
CHOOSE = Statement("INSERT INTO daily_letters (address, kind) VALUES ({}, {})")


async def waits_for_morning(letter: Letter, about_kind: str) -> bool:
    """Whether its reader has letters of this kind in the morning."""
    kind = daily_kind(letter, about_kind)
    return kind is not None and await CHOSEN.one(letter.to, kind.value) is not None


async def daily_kinds(address: str) -> frozenset[DailyKind]:
    """What this reader has in the morning."""
    return frozenset(DailyKind(row["kind"]) for row in await KINDS.all(address))


async def choose_daily(address: str, kinds: Collection[DailyKind]) -> None:
    """From now on exactly these kinds wait for the morning. Inside the caller's transaction."""
    await FORGET.run(address)
    for kind in sorted(set(kinds)):
        await CHOOSE.run(address, kind.value)
