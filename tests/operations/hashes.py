"""Every table of a database as a number of rows and one hash, the same on both engines."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.database import Statement, connect, disconnect

SQLITE = (
    "SELECT name FROM sqlite_master AS one WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT EXISTS"
    " (SELECT 1 FROM sqlite_master AS found WHERE found.sql LIKE 'CREATE VIRTUAL%'"
    " AND one.name LIKE found.name || '_%')"
)
POSTGRES = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"


@dataclass(frozen=True)
class Contents:
    rows: int
    sha256: str


async def hashes(url: str) -> dict[str, Contents]:
    await connect(url)
    try:
        names = [row["name"] for row in await Statement(SQLITE, postgres=POSTGRES).all()]
        return {name: await _contents(name) for name in sorted(names)}
    finally:
        await disconnect()


async def _contents(table: str) -> Contents:
    rows = await Statement(f'SELECT * FROM "{table}"', slow=True).all()
    lines = sorted(json.dumps({key: _plain(value) for key, value in row.items()}, sort_keys=True) for row in rows)
    return Contents(len(rows), hashlib.sha256("\n".join(lines).encode()).hexdigest())


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value
