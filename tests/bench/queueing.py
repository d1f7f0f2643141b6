"""How long a page of the coordinator's queue takes, filtered by state, unit, field and lateness."""

import asyncio
import itertools
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.access import Role, Viewer
from app.clock import day_of, now
from app.database import Statement, atomic, connect, disconnect
from questions.queries import Filters, matching
from questions.queue import Place, queue, span_of, states_of
from questions.states import QuestionState
from tests.bench.load import percentile

ROUNDS = 15
STATES = (QuestionState.IN_PROGRESS, QuestionState.OFFERED, QuestionState.ADMITTED)
# Two months of due dates around today.
SPREAD = Statement("UPDATE question SET due_on = {} WHERE id % 61 = {}", slow=True)
SOME = Statement("SELECT DISTINCT organiser, lead_unit, field FROM question ORDER BY lead_unit, field", slow=True)


def measure(database: Path) -> dict[str, float]:
    """`p95_ms` of the first and the second pages of all filters, each the best of some rounds; `statements` is
    the most that one page asks of the database."""
    return asyncio.run(_measure(f"sqlite:///{database}"))


async def _measure(url: str) -> dict[str, float]:
    await connect(url)
    try:
        today = day_of(now())
        await _spread(today)
        found = await SOME.all()
        viewer = Viewer(1, "Lê Thị Thu Hà", roles=frozenset({(found[0]["organiser"], Role.COORDINATOR)}))
        waits, asked = [], 0
        for row, state, late in itertools.product(found, STATES, ("overdue", "soon", "")):
            filters = Filters(state=state, unit_id=row["lead_unit"], field_id=row["field"], late=late)
            after: Place | None = None
            for _page in range(2):
                page_waits = []
                for _round in range(ROUNDS):
                    with pytest.MonkeyPatch.context() as patch:
                        seen = _counted(patch)
                        begun = time.perf_counter()
                        following = await _page_of(viewer, filters, today, after)
                        page_waits.append((time.perf_counter() - begun) * 1000)
                        asked = max(asked, len(seen))
                waits.append(min(page_waits))  # what else the machine does is not the queue
                after = following
                if after is None:
                    break
        return {"p95_ms": percentile(waits, 0.95), "statements": asked}
    finally:
        await disconnect()


async def _page_of(viewer: Viewer, filters: Filters, today: date, after: Place | None) -> Place | None:
    soon = today + timedelta(days=3)
    narrowed = matching(replace(filters, late=""), today=today, soon=soon)
    span = span_of(filters, today, soon)
    return (await queue(viewer, narrowed, states=states_of(filters), span=span, after=after)).next


def _counted(patch: pytest.MonkeyPatch) -> list[str]:
    """The statements that are asked from here on."""
    seen: list[str] = []
    for name in ("all", "one"):
        asks = getattr(Statement, name)

        async def ask(statement: Statement, *values: object, _asks: object = asks) -> object:
            seen.append(repr(statement))
            return await _asks(statement, *values)  # type: ignore[operator]

        patch.setattr(Statement, name, ask)
    return seen


@atomic
async def _spread(today: date) -> None:
    for number in range(61):
        await SPREAD.run(today + timedelta(days=number - 30), number)
