"""Writes a long list to a file in a process of its own, so that no page waits for it."""

import json
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from app.apart import run_apart
from exports.spreadsheets.columns import Column, Format, Row, Value, writable

SECONDS = 300
# Rows are handed over in slices, between which the server does other work.
SLICE = 200


async def save_table(
    columns: Sequence[Column],
    rows: Iterable[Row] | AsyncIterable[Row],
    target: Path,
    *,
    format: Format,  # noqa: A002 - what everybody calls it
    title: str = "",
    language: str = "vi",
) -> int:
    """Writes `target`; returns the number of rows. Raises app.errors.Unavailable after five minutes."""
    about: dict[str, object] = {
        "columns": [asdict(column) for column in columns],
        "target": _whole(target),
        "format": format,
        "title": title,
        "language": language,
    }
    return int(await run_apart("exports.spreadsheets.writing", given=_lines(about, rows), seconds=SECONDS))


def _whole(path: Path) -> str:
    """The process apart may stand in another folder."""
    return str(path.absolute())


async def _lines(about: dict[str, object], rows: Iterable[Row] | AsyncIterable[Row]) -> AsyncIterator[bytes]:
    slice_: list[str] = [json.dumps(about)]
    async for row in _each(rows):
        slice_.append(json.dumps([_packed(value) for value in row]))
        if len(slice_) >= SLICE:
            yield ("\n".join(slice_) + "\n").encode()
            slice_ = []
    if slice_:
        yield ("\n".join(slice_) + "\n").encode()


async def _each(rows: Iterable[Row] | AsyncIterable[Row]) -> AsyncIterator[Row]:
    if isinstance(rows, AsyncIterable):
        async for row in rows:
            yield row
    else:
        for row in rows:
            yield row


def _packed(value: Value) -> object:
    """JSON knows no days: they travel as {"moment": …} or {"day": …}."""
    match value:
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case str():
            return writable(value)
        case _:
            return value
