"""Acts that the clock does: each is asked once a minute whether something is due."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime

import structlog

TimedAct = Callable[[datetime], Awaitable[object]]

# Features add theirs: `timed_acts.append(open_and_close_events)`. Every process of an installation runs the
# list, so an act moves its rows by compare-and-set and writes nothing when nothing is due.
timed_acts: list[TimedAct] = []

log = structlog.get_logger(__name__)


async def run_timed_acts(acts: Iterable[TimedAct], at: datetime) -> None:
    """Run every act; one that fails is logged and does not stop the others."""
    for act in acts:
        try:
            await act(at)
        except Exception:
            log.exception("timed_act_failed", act=getattr(act, "__qualname__", repr(act)))
