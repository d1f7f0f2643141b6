"""The offers that are listed because nobody reacted: the unit was reminded, and then its head was told."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from app.clock import day_of
from app.database import Statement
from questions.conditions import Condition, one_of

OFFERS = (
    " FROM assignment JOIN offer_reminder ON offer_reminder.assignment = assignment.id"
    " AND offer_reminder.step = 'head' WHERE assignment.is_lead = true AND assignment.state = 'offered'"
)
WITHOUT_REACTION = Condition(f"question.state = 'offered' AND question.id IN (SELECT assignment.question{OFFERS})")


async def offered_without_reaction(question_ids: Collection[int]) -> dict[int, date]:
    """Of these questions, those that their unit left without reaction, each with the day of the offer."""
    if not question_ids:
        return {}
    chosen = one_of("assignment.question", question_ids)
    rows = await _finding(chosen.sql).all(*chosen.values)
    return {row["question"]: day_of(row["offered_at"]) for row in rows}


@lru_cache(maxsize=256)
def _finding(where: str) -> Statement:
    return Statement(f"SELECT assignment.question, assignment.offered_at{OFFERS} AND {where}")
