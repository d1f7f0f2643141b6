"""Acts that the clock does: the worker asks each of them once a minute whether something is due.

Every process of an installation asks all of them, so an act moves its rows by compare-and-set and writes
nothing when nothing is due. Which there are is listed in `app.timetable`.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

TimedAct = Callable[[datetime], Awaitable[object]]

# The acts of this process whose last run failed, by name; what watches the worker asks here.
failing: set[str] = set()
