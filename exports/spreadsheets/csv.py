"""Writes .csv as offices open it: UTF-8 with its mark, ISO dates, nothing that runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO

from app.clock import local
from exports.spreadsheets.columns import Column, Row, Value, writable

# A cell that begins with one of these may run as a formula; the full-width ones do in East Asian editions.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(
    columns: Sequence[Column],
    rows: Iterable[Row],
    target: Path | IO[bytes],
    *,
    title: str = "",
    language: str = "vi",
) -> int:
    """Writes the header and the rows, lines ended by CRLF; returns the number of rows.

    `title` has no place in a .csv; it is taken so that both writers are called alike.
    """
    if isinstance(target, Path):
        with target.open("wb") as opened:
            return write_csv(columns, rows, opened, language=language)
    lines = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([_cell(column.name(language)) for column in columns])
    count = 0
    for row in rows:
        count += 1
        writer.writerow([_cell(value) for value in row])
    lines.flush()
    lines.detach()
    return count


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int() | float():
            return str(value)
        case datetime():
            return (local(value) if value.tzinfo else value).strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case _:
            text = writable(value)
            return f"'{text}" if text.startswith(DANGEROUS) else text
