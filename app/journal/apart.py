"""Words about people, beside the chain: the journal seals a mark of them, and the words can be forgotten.

A mark is made of the words and a random salt that stands beside them, so that nobody finds the words by guessing
once both are gone. The chain stays whole: it never held more than the mark.
"""

import secrets
from collections.abc import Mapping
from hashlib import sha256

from app.database import Insert, Statement
from app.journal.tables import JournalApart

ADD = Insert(JournalApart, "mark", "about_kind", "about_id", "salt", "words")
OF = Statement("SELECT mark, words FROM journal_apart WHERE about_id = {} AND about_kind = {} ORDER BY id LIMIT 1000")
FORGET = Statement("DELETE FROM journal_apart WHERE about_id = {} AND about_kind = {} RETURNING id")


async def put_apart(values: Mapping[str, str], about: tuple[str, int]) -> dict[str, str]:
    """Keep these words beside the journal, inside the caller's transaction; their marks, by the same names."""
    return {name: await _put(words, about) if words else "" for name, words in values.items()}


async def _put(words: str, about: tuple[str, int]) -> str:
    salt = secrets.token_hex(16)
    mark = f"apart:{sha256(f'{salt}{words}'.encode()).hexdigest()}"
    await ADD(mark, *about, salt, words)
    return mark


async def kept_apart(about: tuple[str, int]) -> dict[str, str]:
    """The words behind the marks of one thing, as far as they were not forgotten."""
    return {row["mark"]: row["words"] for row in await OF.all(about[1], about[0])}


async def forget_apart(about: tuple[str, int]) -> int:
    """Remove all words about one thing; how many there were. The journal keeps that something stood there."""
    return len(await FORGET.all(about[1], about[0]))
