"""Reads a list of questions from a spreadsheet: opened apart, its rows checked here in slices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.errors import Invalid
from app.i18n import Sentence as _
from app.spreadsheets.cells import RawRow
from app.spreadsheets.headers import Header, find_header, is_counting
from app.spreadsheets.reading import REFUSALS, in_slices, raw_rows
from app.spreadsheets.sniffing import MOST_ROWS, Refused
from questions.forms import LABELS
from questions.importing.columns import VOCABULARY, missing
from questions.importing.rows import ImportedRow, is_question, read_row
from questions.values import Channel


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
    sheet, raw = await raw_rows(path, name, VOCABULARY)
    header = _header(raw)
    raw = [row for row in raw if row.number > header.number]
    if raw and is_counting(raw[0]):
        raw = raw[1:]
    rows: list[ImportedRow] = []
    first_seen: dict[str, int] = {}
    async for row in in_slices(raw):
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


def _header(rows: list[RawRow]) -> Header:
    header = find_header(rows, VOCABULARY)
    if header is None:
        needed = ", ".join(str(LABELS[key]) for key in ("name", "address", "phone", "summary"))
        raise Invalid(_("No row names the columns. The list needs at least: %(needed)s.", needed=needed))
    if lacking := missing(header):
        names = ", ".join(str(LABELS[key]) for key in lacking)
        raise Invalid(_("The list lacks these columns: %(missing)s.", missing=names))
    return header
