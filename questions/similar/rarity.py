"""How rare words are among the public questions: counted from the newest ones, and counted anew from time to time."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from app.database import Statement
from app.database.engines import Engine, current
from questions.similar.likeness import Rarity

SAMPLE = 2000
KEPT_SECONDS = 15 * 60.0
NEWEST = Statement("SELECT search_text FROM question WHERE search_text <> '' ORDER BY id DESC LIMIT {}", slow=True)

_kept: "WeakKeyDictionary[Engine, tuple[float, Rarity]]" = WeakKeyDictionary()


async def word_rarity() -> Rarity:
    """The rarity of words now, or as it was some minutes ago; for weighing, not for showing."""
    engine = current()
    counted_at, rarity = _kept.get(engine, (0.0, None))
    if rarity is None or time.monotonic() - counted_at > KEPT_SECONDS:
        rows = await NEWEST.all(SAMPLE)
        rarity = await asyncio.to_thread(_count, [row["search_text"] for row in rows])
        _kept[engine] = (time.monotonic(), rarity)
    return rarity


def _count(texts: list[str]) -> Rarity:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_words(text))
    return Rarity(len(texts), dict(counts))


def _words(text: str) -> Iterable[str]:
    return set(text.split())
