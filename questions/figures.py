"""The two numbers that are never shown apart: how many were answered, and how many of them resolved."""

from typing import NamedTuple

from app.database import Statement
from questions.public_lists import ANSWERED, TAKEN_UP
from questions.values import Outcome

_COUNTED = "count(*) AS n FROM question WHERE"
OUTCOMES = Statement(f"SELECT outcome, {_COUNTED} {ANSWERED} GROUP BY outcome", slow=True)
TAKEN = Statement(f"SELECT {_COUNTED} {TAKEN_UP}", slow=True)


class Figures(NamedTuple):
    """The two numbers that are never shown apart, and of how many."""

    answered: int
    resolved: int
    total: int


async def figures() -> Figures:
    """How many questions were answered and how many of them resolved, of all that were accepted."""
    by_outcome = {row["outcome"]: row["n"] for row in await OUTCOMES.all()}
    taken = await TAKEN.one()
    return Figures(sum(by_outcome.values()), by_outcome.get(Outcome.RESOLVED, 0), taken["n"] if taken else 0)
