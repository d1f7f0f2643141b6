"""How long 10,000 running deadlines take to follow a day off that is declared late, while pages are served."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path

from app.access import SYSTEM
from app.calendar.queries import load_calendar
from app.calendar.working_days import DayKind
from app.clock import day_of, now
from app.database import Insert, Statement, atomic, connect, disconnect
from app.office.calendar_keeping import declare_day
from questions.clocks.recounting import follow_the_calendar
from questions.clocks.tables import ClockEvent
from tests.bench.filling import fill

COUNT = 10_000
LOOK = 0.002
ADD = Insert(ClockEvent, "question", "kind", "happened_on", "days", "unit", "clock", "reason", "happened_at",
             "entered_at")  # fmt: skip
RUN = Statement(
    "UPDATE question SET state = 'in_progress', due_on = {}, due_from = {}, due_days = 10, due_clock = 'answer'"
)
IDS = Statement("SELECT id FROM question ORDER BY id", slow=True)


def measure(folder: Path) -> dict[str, float]:
    """`seconds` for all of them, and `longest_ms` that the event loop was held meanwhile."""
    path = folder / "clocks" / "doithoai.sqlite"
    path.parent.mkdir()
    asyncio.run(fill(f"sqlite:///{path}", COUNT))
    return asyncio.run(_measure(f"sqlite:///{path}"))


async def _measure(url: str) -> dict[str, float]:
    await connect(url)
    try:
        starts_on = day_of(now()) + timedelta(days=1)
        due_on = (await load_calendar()).add(starts_on, 10)
        await _start(starts_on, due_on)
        await declare_day(due_on, DayKind.OFF, "Nghỉ đột xuất", "", by=SYSTEM, at=now())
        gaps: list[float] = []
        looking = asyncio.create_task(_look(gaps))
        begun = time.perf_counter()
        moved = await follow_the_calendar(now())
        seconds = time.perf_counter() - begun
        looking.cancel()
        if moved != COUNT:
            raise RuntimeError(f"{moved} of {COUNT} deadlines moved")
        return {"seconds": seconds, "longest_ms": max(gaps) * 1000}
    finally:
        await disconnect()


@atomic
async def _start(starts_on: object, due_on: object) -> None:
    await RUN.run(due_on, starts_on)
    ids = [row["id"] for row in await IDS.all()]
    at = now()
    await ADD.many([(one, "started", starts_on, 10, "working", "answer", "", at, at) for one in ids])


async def _look(gaps: list[float]) -> None:
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(LOOK)
        gaps.append(time.perf_counter() - begun - LOOK)
