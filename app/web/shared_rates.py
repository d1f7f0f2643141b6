"""Token buckets in PostgreSQL, for the processes that serve one installation together."""

import hashlib
from collections.abc import Mapping

from app.database import Statement
from app.web.rates import Rate

# One statement and the row's own lock: of many processes that take the last token, one gets it. No row comes
# back where no token was left. The clock is the database's: those of the machines may differ.
TAKE = Statement(
    "SELECT 1",
    postgres="""
    INSERT INTO rate_bucket AS bucket (key, tokens, since)
    VALUES ({}, {}::float8 - 1, extract(epoch FROM clock_timestamp()))
    ON CONFLICT (key) DO UPDATE SET
        tokens = LEAST(
            excluded.tokens + 1, bucket.tokens + GREATEST(0, excluded.since - bucket.since) * {}::float8
        ) - 1,
        since = excluded.since
    WHERE bucket.tokens + GREATEST(0, excluded.since - bucket.since) * {}::float8 >= 1
    RETURNING tokens""",
)
LEFT = Statement(
    "SELECT 1",
    postgres="SELECT tokens + GREATEST(0, extract(epoch FROM clock_timestamp()) - since) * {}::float8 AS tokens"
    " FROM rate_bucket WHERE key = {}",
)
FORGET = Statement("DELETE FROM rate_bucket WHERE key = {}")
SWEEP = Statement("SELECT 1", postgres="DELETE FROM rate_bucket WHERE since < extract(epoch FROM now()) - 86400")


class PostgresBuckets:
    """Counts tokens by key for all processes. Keys are stored as hashes."""

    async def take(self, wanted: Mapping[str, Rate]) -> float:
        """Take one token under each key; the seconds to wait where one lacked, 0 when all were there."""
        waits = [await self._take(key, wanted[key]) for key in sorted(wanted)]
        return max(waits, default=0.0)

    async def forget(self, key: str) -> None:
        await FORGET.run(_hidden(key))

    async def _take(self, key: str, rate: Rate) -> float:
        pace, name = rate.burst / rate.seconds, _hidden(key)
        if await TAKE.one(name, float(rate.burst), pace, pace) is not None:
            return 0.0
        row = await LEFT.one(pace, name)
        return max(0.001, (1 - row["tokens"]) / pace) if row else 1.0


async def sweep(_at: object = None) -> None:
    """Forget what nobody touched for a day: every bucket is full again long before."""
    await SWEEP.run()


def _hidden(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
