"""The worker's heartbeat: what it did by the clock, and when, for whoever asks whether one is alive."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.clock import now
from app.database import Statement, atomic
from app.post.timed import failing

LATE = timedelta(minutes=3)  # a round comes once a minute
FORGOTTEN = timedelta(days=1)

BEAT = Statement(
    "INSERT INTO worker_beat (worker, started_at, beat_at, failed) VALUES ({}, {}, {}, {})"
    " ON CONFLICT (worker) DO UPDATE SET beat_at = excluded.beat_at, failed = excluded.failed"
)
FORGET = Statement("DELETE FROM worker_beat WHERE beat_at < {}")
BEATS = Statement("SELECT worker, started_at, beat_at, failed FROM worker_beat ORDER BY beat_at DESC LIMIT 20")

WORKER = f"{socket.gethostname()[:80]} {os.getpid()}"
STARTED_AT = now()


@dataclass(frozen=True)
class Beat:
    """The last round of one worker; `failed` names the acts that failed in it."""

    worker: str
    started_at: datetime
    beat_at: datetime
    failed: tuple[str, ...]


@atomic
async def beat(at: datetime) -> None:
    """The last act of each round. Its own clock: the round may have begun some time ago."""
    done_at = now()
    await BEAT.run(WORKER, STARTED_AT, done_at, " ".join(sorted(failing)))
    await FORGET.run(at - FORGOTTEN)


async def beats() -> list[Beat]:
    """The workers of the last day, the latest sign of life first."""
    return [Beat(**{**row, "failed": tuple(row["failed"].split())}) for row in await BEATS.all()]


def is_late(found: list[Beat], at: datetime) -> bool:
    """Whether no worker has been heard of for three minutes; a process just started waits as long for the first."""
    if found:
        return at - found[0].beat_at > LATE
    return at - STARTED_AT > LATE
