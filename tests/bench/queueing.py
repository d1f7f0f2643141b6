"""How long a coordinator waits for a page of the queue, filtered by state, unit, field and lateness."""

import asyncio
import itertools
import re
import time
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.access import Role, Viewer
from app.clock import day_of, now
from app.database import Statement, atomic, connect, disconnect
from app.people.signing_in import open_session
from questions.queries import Filters, matching
from questions.queue import queue, span_of, states_of
from questions.states import QuestionState
from tests.bench.load import Client, connected, get, percentile
from tests.bench.server import server
from tests.support import make_person

ROUNDS = 7
STATES = (QuestionState.IN_PROGRESS, QuestionState.OFFERED, QuestionState.ADMITTED)
LATE = ("overdue", "soon", "")
# Two months of due dates around today.
SPREAD = Statement("UPDATE question SET due_on = {} WHERE id % 61 = {}", slow=True)
SOME = Statement("SELECT DISTINCT organiser, lead_unit, field FROM question ORDER BY lead_unit, field", slow=True)
NEXT = re.compile(r'rel="next" href="([^"]+)"')


def measure(database: Path) -> dict[str, float]:
    """`p95_ms` over the first and the second pages of all filters; `statements` is the most that a page asks."""
    cookie, filters, statements = asyncio.run(_prepare(f"sqlite:///{database}"))
    with server(database) as one:
        return {"p95_ms": asyncio.run(_pages(one.port, cookie, filters)), "statements": statements}


async def _pages(port: int, cookie: str, filters: list[Filters]) -> float:
    client, waits = await connected(port), []
    for each in filters:
        asked = {"state": each.state or "", "unit": each.unit_id or "", "field": each.field_id or "", "late": each.late}
        path: str | None = f"/desk/questions?{urlencode(asked)}"
        for _page in range(2):
            if path is not None:
                wait, path = await _wait(client, get(path, port, {"Cookie": cookie}))
                waits.append(wait)
    return percentile(waits, 0.95)


async def _wait(client: Client, request: bytes) -> tuple[float, str | None]:
    """The best of some rounds in milliseconds, for what else the machine does is not the queue; and the next page."""
    waits = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        status, answer = await client.ask(request)
        waits.append((time.perf_counter() - begun) * 1000)
        if status != 200:
            raise RuntimeError(f"the queue answered {status}")
    following = NEXT.search(answer.decode())
    return min(waits), unescape(following[1]) if following else None


async def _prepare(url: str) -> tuple[str, list[Filters], int]:
    """The cookie of a coordinator, what the queue is filtered by, and how many statements a page asks."""
    await connect(url)
    try:
        today = day_of(now())
        await _spread(today)
        found = await SOME.all()
        viewer = await make_person(found[0]["organiser"], Role.COORDINATOR)
        cookie = f"session={await _session(viewer)}"
        filters = [
            Filters(state=state, unit_id=row["lead_unit"], field_id=row["field"], late=late)
            for row, state, late in itertools.product(found, STATES, LATE)
        ]
        return cookie, filters, max([await _statements(viewer, each, today) for each in filters])
    finally:
        await disconnect()


@atomic
async def _session(viewer: Viewer) -> str:
    assert viewer.person_id is not None
    return (await open_session(viewer.person_id, now(), "")).token


async def _statements(viewer: Viewer, filters: Filters, today: date) -> int:
    soon = today + timedelta(days=3)
    narrowed = matching(replace(filters, late=""), today=today, soon=soon)
    with pytest.MonkeyPatch.context() as patch:
        asked: list[str] = []
        for name in ("all", "one"):
            asks = getattr(Statement, name)

            async def ask(statement: Statement, *values: object, _asks: object = asks) -> object:
                asked.append(repr(statement))
                return await _asks(statement, *values)  # type: ignore[operator]

            patch.setattr(Statement, name, ask)
        await queue(viewer, narrowed, states=states_of(filters), span=span_of(filters, today, soon))
    return len(asked)


@atomic
async def _spread(today: date) -> None:
    for number in range(61):
        await SPREAD.run(today + timedelta(days=number - 30), number)
