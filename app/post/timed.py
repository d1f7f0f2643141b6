"""Acts that the clock does: the worker asks each of them once a minute whether something is due."""

from collections.abc import Awaitable, Callable
from datetime import datetime

TimedAct = Callable[[datetime], Awaitable[object]]

# Features add theirs: `timed_acts.append(open_and_close_events)`. Every process of an installation runs the
# list, so an act moves its rows by compare-and-set and writes nothing when nothing is due.
timed_acts: list[TimedAct] = []
