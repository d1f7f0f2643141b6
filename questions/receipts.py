"""What an asker can hold against the office: the sealed hash of the act that took the question in."""

import hashlib
from dataclasses import dataclass

from app.database import Statement
from app.database.json import load

TAKEN_IN = Statement(
    "SELECT journal_entry.after, journal_seal.hash, question.summary, question.detail FROM question"
    " JOIN journal_entry ON journal_entry.about_kind = 'question' AND journal_entry.about_id = question.id"
    " AND journal_entry.act = 'question.submit'"
    " JOIN journal_seal ON journal_seal.entry_id = journal_entry.id"
    " WHERE question.code = {} ORDER BY journal_entry.id LIMIT 1"
)


@dataclass(frozen=True)
class Proof:
    """`hash` is the seal of the entry; `is_same_text` whether the text stored today is the one that was sent."""

    hash: str
    is_same_text: bool


def text_hash(summary: str, detail: str) -> str:
    """What the journal keeps of a question's text: enough to tell whether it was changed, and no word of it."""
    return hashlib.sha256(f"{summary}\n{detail}".encode()).hexdigest()


async def proof_of(code: str) -> Proof | None:
    """The proof of one question; None while its entry is not sealed yet (some seconds)."""
    row = await TAKEN_IN.one(code)
    if row is None:
        return None
    after = load(row["after"])
    kept = after.get("text") if isinstance(after, dict) else None
    return Proof(row["hash"], kept in (None, text_hash(row["summary"], row["detail"])))
