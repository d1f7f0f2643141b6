"""Public questions like the one that somebody is about to ask: with their answers, the newest answer first."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from app.database import Statement, is_postgres
from app.database.statements import Row
from app.people.directory import Directory
from app.people.units import directory
from questions.similar.likeness import ALIKE, Rarity, likeness, sought, told_words
from questions.similar.rarity import word_rarity
from questions.states import QuestionState

MOST_SHOWN = 5
# How many that hold enough of the rare words are compared word by word.
MOST_COMPARED = 60
# Two words tell nothing yet.
LEAST_WORDS = 3
# Nothing is shown beside a much better match.
NEAR_THE_BEST = 0.8

_ROW = (
    "SELECT question.id, question.code, question.public_summary, question.public_detail, question.state,"
    " question.lead_unit, question.happened_at, answer.summary AS answer_summary,"
    " answer.published_at"
)
_ANSWER = " LEFT JOIN answer ON answer.question = question.id AND answer.state = 'published'"
FIND = Statement(
    f"{_ROW} FROM question_search JOIN question ON question.id = question_search.rowid{_ANSWER}"
    " WHERE question_search MATCH {} ORDER BY question_search.rowid DESC LIMIT {}",
    postgres=f"{_ROW} FROM question{_ANSWER}"
    " WHERE to_tsvector('simple', search_text) @@ to_tsquery('simple', {}) AND search_text <> ''"
    " ORDER BY question.id DESC LIMIT {}",
    slow=True,
)


@dataclass(frozen=True)
class SimilarQuestion:
    """A public question like another text; `answer` is in short, empty while there is none."""

    code: str
    summary: str
    state: QuestionState
    unit: str
    answer: str
    answered_at: datetime | None
    score: float

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


async def similar_questions(text: str) -> list[SimilarQuestion]:
    """At most five: what is answered comes first, the newest answer (and so the newest law) before older ones."""
    words = told_words(text)
    if len(words) < LEAST_WORDS:
        return []
    rarity, units = await word_rarity(), await directory()
    compared: dict[int, tuple[float, Row]] = {}
    for groups in sought(words, rarity):
        found = await FIND.all(any_group(groups), MOST_COMPARED)
        new = [row for row in found if row["id"] not in compared]
        # Some milliseconds of counting words, in which the loop serves others.
        compared |= await asyncio.to_thread(_compared, words, new, rarity)
        if sum(score >= ALIKE for score, _row in compared.values()) >= MOST_SHOWN:
            break
    return _shown(compared, units)


def _compared(words: list[str], rows: list[Row], rarity: Rarity) -> dict[int, tuple[float, Row]]:
    return {
        row["id"]: (likeness(words, told_words(f"{row['public_summary']} {row['public_detail']}"), rarity).score, row)
        for row in rows
    }


def any_group(groups: list[tuple[str, ...]]) -> str:
    """Any of these groups of words, each group whole, as the present engine searches for it."""
    if is_postgres():
        return " | ".join(f"({' & '.join(group)})" for group in groups)
    return " OR ".join("(" + " AND ".join(f'"{word}"' for word in group) + ")" for group in groups)


def _shown(compared: dict[int, tuple[float, Row]], units: Directory) -> list[SimilarQuestion]:
    best = max((score for score, _row in compared.values()), default=0.0)
    kept = [(score, row) for score, row in compared.values() if score >= max(ALIKE, best * NEAR_THE_BEST)]
    return [
        SimilarQuestion(
            row["code"],
            row["public_summary"],
            QuestionState(row["state"]),
            units.short_name(row["lead_unit"]),
            row["answer_summary"] or "",
            row["published_at"],
            score,
        )
        for score, row in sorted(kept, key=_newest, reverse=True)[:MOST_SHOWN]
    ]


def _newest(found: tuple[float, Row]) -> tuple[bool, datetime]:
    _score, row = found
    return row["published_at"] is not None, row["published_at"] or row["happened_at"]
