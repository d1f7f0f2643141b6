"""Rate limits: tight for a browser, an e-mail or a phone; wide for an address that a whole hall may share.

Buckets live in this process. Several processes on PostgreSQL also count in its shared ones.
"""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from app.errors import TooMany
from app.i18n import Sentence as _

MOST_BUCKETS = 50_000


@dataclass(frozen=True)
class Rate:
    """`burst` at once, then evenly `burst` per `seconds`."""

    burst: int
    seconds: int


MINUTE, HOUR = 60, 3600
# One row an act; each act counts apart, so that a burst of one leaves the others alone.
RATES: dict[str, dict[str, Rate]] = {
    "submit": {"browser": Rate(10, 10 * MINUTE), "email": Rate(10, HOUR), "phone": Rate(10, HOUR)},
    # Codes are known to everyone, so the phone is what one would guess: each try of a code counts, whoever tries.
    "look_up": {"browser": Rate(20, 10 * MINUTE), "phone": Rate(10, 15 * MINUTE), "code": Rate(20, HOUR)},
    # Five at once and one more every three minutes: at most ten in any quarter of an hour.
    "sign_in": {"browser": Rate(20, 15 * MINUTE), "email": Rate(5, 15 * MINUTE)},
    "letter": {"browser": Rate(10, 15 * MINUTE), "email": Rate(3, 15 * MINUTE)},
    "second_step": {"browser": Rate(20, 15 * MINUTE), "email": Rate(5, 15 * MINUTE)},
    "passkey": {"browser": Rate(30, 15 * MINUTE)},
    "provider": {"browser": Rate(20, 15 * MINUTE)},
    "search": {"browser": Rate(60, MINUTE)},
    # As one types: one look for each pause.
    "similar": {"browser": Rate(60, MINUTE)},
    "support": {"browser": Rate(20, 10 * MINUTE), "code": Rate(200, HOUR)},
    "follow": {"browser": Rate(10, 10 * MINUTE), "email": Rate(5, HOUR)},
    # A new address for letters: whoever it belongs to gets few that nobody there asked for.
    "new_email": {"email": Rate(5, HOUR)},
    "opinion": {"browser": Rate(20, 10 * MINUTE), "code": Rate(20, HOUR)},
    # Each is drawn in a process of its own.
    "paper": {"browser": Rate(20, 10 * MINUTE), "code": Rate(20, HOUR)},
    "rate": {"browser": Rate(20, 10 * MINUTE)},
}
# Reading is limited for the sake of this process's own time, and a row for each search would cost more than it.
OF_ONE_PROCESS = frozenset({"search", "similar"})


class Buckets(Protocol):
    """Counts tokens by key. `take` answers seconds to wait, 0 when a token was there."""

    def take(self, key: str, rate: Rate, at: float) -> float: ...

    def forget(self, key: str) -> None: ...


class SharedBuckets(Protocol):
    """Counts tokens for all processes of an installation."""

    async def take(self, wanted: Mapping[str, Rate]) -> float: ...

    async def forget(self, key: str) -> None: ...


class MemoryBuckets:
    """Token buckets of one process; the longest unused go first when there are too many."""

    def __init__(self, most: int = MOST_BUCKETS) -> None:
        self._most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, rate: Rate, at: float) -> float:
        left, since = self._left.pop(key, (float(rate.burst), at))
        left = min(float(rate.burst), left + (at - since) * rate.burst / rate.seconds)
        wait = 0.0 if left >= 1 else (1 - left) * rate.seconds / rate.burst
        self._left[key] = (left if wait else left - 1, at)
        while len(self._left) > self._most:
            self._left.popitem(last=False)
        return wait

    def forget(self, key: str) -> None:
        self._left.pop(key, None)


class Limits:
    """The limits of one application."""

    def __init__(self, per_address: int, buckets: Buckets | None = None, shared: SharedBuckets | None = None) -> None:
        self._address = Rate(per_address, MINUTE)
        self._buckets = buckets or MemoryBuckets()
        self._shared = shared

    def take(self, act: str, who: dict[str, str | None], at: float | None = None) -> None:
        """Count one `act` for every named kind in `who` (browser, email, phone, code, address).

        Raises TooMany with the seconds to wait. Kinds without a value or without a rate are passed over.
        """
        at = time.monotonic() if at is None else at
        waits = [self._buckets.take(key, rate, at) for key, rate in self._wanted(act, who).items()]
        wait = max(waits, default=0.0)
        if wait:
            raise too_many(wait)

    async def take_shared(self, act: str, who: dict[str, str | None]) -> None:
        """Count the same among all processes, where they share a database that can."""
        if self._shared is None or act in OF_ONE_PROCESS:
            return
        wait = await self._shared.take(self._wanted(act, who))
        if wait:
            raise too_many(wait)

    async def forget_shared(self, act: str, kind: str, value: str) -> None:
        if self._shared is not None:
            await self._shared.forget(f"{act} {kind} {value}")

    def _wanted(self, act: str, who: dict[str, str | None]) -> dict[str, Rate]:
        rates = RATES[act] | {"address": self._address}
        return {f"{act} {kind} {value}": rates[kind] for kind, value in who.items() if value and kind in rates}

    def forget(self, act: str, kind: str, value: str) -> None:
        """Start anew, for example after a sign-in that succeeded."""
        self._buckets.forget(f"{act} {kind} {value}")


def too_many(wait: float) -> TooMany:
    seconds = max(1, int(wait) + 1)
    if seconds < 2 * MINUTE:
        return TooMany(_("That was a little fast. Please try again in %(seconds)s seconds.", seconds=seconds), seconds)
    minutes = -(-seconds // MINUTE)
    return TooMany(_("That was a little fast. Please try again in %(minutes)s minutes.", minutes=minutes), seconds)
