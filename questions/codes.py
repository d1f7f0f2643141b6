"""Codes that people can say on the phone: CH-2026-0012 for a question, CK-2026-0003 for a commitment."""

from datetime import datetime

from app.clock import local
from app.database import Statement

QUESTION = "CH"
COMMITMENT = "CK"

NEXT = Statement(
    "INSERT INTO code_counter (name, value) VALUES ({}, 1)"
    " ON CONFLICT (name) DO UPDATE SET value = code_counter.value + 1 RETURNING value"
)
NEXT_ROW = Statement(
    "INSERT INTO code_counter (name, value) VALUES ({}, {})"
    " ON CONFLICT (name) DO UPDATE SET value = code_counter.value + excluded.value RETURNING value"
)


async def next_code(prefix: str, at: datetime) -> str:
    """The next code of the year; numbers restart on 1 January. Runs inside the act's transaction."""
    name = f"{prefix}-{local(at).year}"
    row = await NEXT.one(name)
    assert row is not None
    return f"{name}-{row['value']:04d}"


async def next_codes(prefix: str, how_many: int, at: datetime) -> list[str]:
    """As many codes in a row, as `next_code` gives one."""
    name = f"{prefix}-{local(at).year}"
    row = await NEXT_ROW.one(name, how_many)
    assert row is not None
    last = int(row["value"])
    return [f"{name}-{number:04d}" for number in range(last - how_many + 1, last + 1)]
