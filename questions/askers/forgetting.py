"""Words that were erased leave the search indexes of SQLite for good: each index is merged, which drops what is gone.

FTS5 only marks a word as removed; the word itself stays in the file until its piece of the index is merged. Merging
goes in short steps, so that nobody waits long for the one writer. On PostgreSQL vacuuming does it.
"""

from datetime import datetime

from app.database import Statement, atomic, is_postgres
from questions.words import ANSWER_WORDS, ASKER_WORDS, COMMITMENT_WORDS, QUESTION_WORDS

LAST = Statement("SELECT max(asker_erased_at) AS at FROM question WHERE asker_erased_at IS NOT NULL")
CHANGES = Statement("SELECT total_changes() AS n")
STEP = 200
MOST_STEPS = 100_000
NAMES = tuple(index.name for index in (QUESTION_WORDS, ASKER_WORDS, ANSWER_WORDS, COMMITMENT_WORDS))
MERGE = {
    (name, pages): Statement(f"INSERT INTO {name} ({name}, rank) VALUES ('merge', {pages})")  # noqa: S608 - our words
    for name in NAMES
    for pages in (-STEP, STEP)
}
_done: datetime | None = None


async def forget_erased_words(at: datetime) -> None:
    """The timed act: merges after an erasure, once in each process."""
    global _done
    row = await LAST.one()
    last = row["at"] if row else None
    last = datetime.fromisoformat(last) if isinstance(last, str) else last
    if last is None or (_done is not None and last <= _done):
        return
    await merge_indexes()
    _done = last


async def merge_indexes() -> None:
    """Merge every index of words into one piece; on PostgreSQL there is nothing to do."""
    if is_postgres():
        return
    for name in NAMES:
        pages = -STEP
        for _turn in range(MOST_STEPS):
            if not await _step(name, pages):
                break
            pages = STEP


@atomic
async def _step(name: str, pages: int) -> bool:
    """One step; whether more is to be done."""
    before = await CHANGES.one()
    await MERGE[name, pages].run()
    after = await CHANGES.one()
    assert before is not None
    assert after is not None
    return bool(after["n"] - before["n"] >= 2)
