"""Reads a list of questions from a spreadsheet: opened apart, its rows checked here in slices."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from app.apart import Failed, run_apart
from app.errors import Invalid
from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.forms import LABELS
from questions.importing.cells import RawRow, unpack
from questions.importing.columns import Header, find_header, is_counting
from questions.importing.rows import ImportedRow, is_question, read_row
from questions.importing.sniffing import MOST_BYTES, MOST_ROWS, Refused
from questions.states import Channel

SECONDS = 60
T = TypeVar("T")
# Rows checked between two looks at what else the server has to do; about 10 ms.
SLICE = 25
REFUSALS: dict[Refused, Sentence] = {
    Refused.EMPTY: _("This file is empty."),
    Refused.TOO_BIG: _("This file is too big. A list may have %(most)s MB.", most=MOST_BYTES // 1024**2),
    Refused.ENDING: _("Lists are read from .xlsx, .ods and .csv files."),
    Refused.OLD_EXCEL: _("This is a file of an old Excel. Open it, save it as .xlsx and try again."),
    Refused.PROTECTED: _("This file is protected by a password. Save it without one and try again."),
    Refused.OTHER_KIND: _(
        "What is in this file is not what its name says. Save the list as .xlsx, .ods or .csv and try again."
    ),
    Refused.DAMAGED: _("This file cannot be read; it may be damaged. Open it, save it again and retry."),
    Refused.ENCODING: _("The letters of this file cannot be read. Save it as “CSV UTF-8” or as .xlsx."),
    Refused.TOO_MANY_ROWS: _("This list has more than 5,000 rows. Please split it."),
}


@dataclass(frozen=True)
class Sheet:
    """A list as it was understood: `headings` by column key, `ignored` the headings nobody asked for."""

    name: str
    rows: tuple[ImportedRow, ...]
    headings: dict[str, str]
    ignored: tuple[str, ...]

    @property
    def has_problems(self) -> bool:
        return any(row.problems for row in self.rows)


async def read_file(
    path: Path,
    name: str,
    *,
    at: datetime,
    fields: Mapping[str, int] | None = None,
    channel: Channel = Channel.DESK,
    language: str = "vi",
) -> Sheet:
    """The rows of the file at `path`, which its owner calls `name`; see `rows.read_row` for the rest.

    Raises Invalid with a sentence when the file as a whole is of no use, Unavailable after a minute.
    """
    sheet, raw = await _raw_rows(path, name)
    header = _header(raw)
    raw = [row for row in raw if row.number > header.number]
    if raw and is_counting(raw[0]):
        raw = raw[1:]
    rows: list[ImportedRow] = []
    first_seen: dict[str, int] = {}
    async for row in _in_slices(raw):
        if not is_question(row, header):
            continue
        if len(rows) == MOST_ROWS:
            raise Invalid(REFUSALS[Refused.TOO_MANY_ROWS])
        read = read_row(row, header, at=at, fields=fields, channel=channel, language=language)
        if read.ask:
            first = first_seen.setdefault(read.fingerprint, read.number)
            read = replace(read, repeats=first if first != read.number else None)
        rows.append(read)
    if not rows:
        raise Invalid(_("There is no question below the header of this list."))
    return Sheet(sheet, tuple(rows), header.headings, header.ignored)


async def _raw_rows(path: Path, name: str) -> tuple[str, list[RawRow]]:
    try:
        out = await run_apart("questions.importing.sheet", _whole(path), name, seconds=SECONDS)
    except Failed:
        raise Invalid(REFUSALS[Refused.DAMAGED]) from None
    first, *lines = out.splitlines()
    about = json.loads(first)
    if "refused" in about:
        raise Invalid(REFUSALS[Refused(about["refused"])])
    return about["sheet"], [unpack(line) async for line in _in_slices(lines)]


def _whole(path: Path) -> str:
    """The process apart may stand in another folder."""
    return str(path.absolute())


async def _in_slices(items: Sequence[T]) -> AsyncIterator[T]:
    for done, item in enumerate(items, 1):
        yield item
        if done % SLICE == 0:
            await asyncio.sleep(0)


def _header(rows: list[RawRow]) -> Header:
    header = find_header(rows)
    if header is None:
        needed = ", ".join(str(LABELS[key]) for key in ("name", "address", "phone", "summary"))
        raise Invalid(_("No row names the columns. The list needs at least: %(needed)s.", needed=needed))
    if header.missing:
        missing = ", ".join(str(LABELS[key]) for key in header.missing)
        raise Invalid(_("The list lacks these columns: %(missing)s.", missing=missing))
    return header
