"""Versions of the office's calendar: every change adds one, and running deadlines follow it."""

from dataclasses import dataclass
from datetime import datetime

from app.calendar.tables import CalendarChange
from app.database import Insert, Statement

ADD = Insert(CalendarChange, "days", "changed_at")
PENDING = Statement("SELECT id, days FROM calendar_change WHERE recounted_at IS NULL ORDER BY id LIMIT 200")
FINISH = Statement("UPDATE calendar_change SET recounted_at = {} WHERE id <= {} AND recounted_at IS NULL")
DAYS_MOST = 300


@dataclass(frozen=True)
class Pending:
    """The newest version that deadlines do not follow yet, and what has changed since they were counted."""

    version: int
    days: str


async def add_version(days: str, *, at: datetime) -> int:
    """A new version, inside the transaction that changes the days; `days` tells readers what changed."""
    return await ADD(days[:DAYS_MOST], at)


async def pending() -> Pending | None:
    """What deadlines have not followed yet, or None."""
    rows = await PENDING.all()
    return Pending(rows[-1]["id"], "; ".join(row["days"] for row in rows)) if rows else None


async def finish(version: int, *, at: datetime) -> bool:
    """Every deadline follows `version` now; False when another process said so before."""
    return bool(await FINISH.run(at, version))
