"""The process that opens one spreadsheet: `python -m app.spreadsheets.sheet FILE NAME`.

Reads on standard input what the columns are called (the fields of a `Vocabulary` as JSON). Writes lines of JSON:
first {"sheet": name} or {"refused": code}, then a line for each row that is not blank.
"""

import csv
import io
import json
import re
import resource
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from app.spreadsheets.cells import Cell, RawRow, cleaned, is_blank, pack
from app.spreadsheets.flaws import flaws_of
from app.spreadsheets.headers import SEARCHED_ROWS, Header, Vocabulary, find_header
from app.spreadsheets.sniffing import MOST_ROWS, Refused, Unreadable, decode, kind_of

MOST_SHEETS = 20
MOST_COLUMNS = 200
MOST_MEMORY = 2 * 1024**3
# A workbook keeps a text once, however many cells show it: 40 KB of file can be gigabytes of cells.
MOST_IN_CELL = 12_000  # a little more than the form takes, so that the form can say what is too long
MOST_IN_SHEET = 20_000_000
DELIMITERS = (",", ";", "\t", "|")


def main(path: Path, name: str, vocabulary: Vocabulary) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        kind = kind_of(path, name)
        sheet, rows = _text_rows(path, vocabulary) if kind == "text" else _best_sheet(path, kind, vocabulary)
    except Unreadable as refusal:
        print(json.dumps({"refused": refusal.why}))
        return 0
    print(json.dumps({"sheet": sheet}))
    sys.stdout.writelines(pack(row) + "\n" for row in rows)
    return 0


def _best_sheet(path: Path, kind: str, vocabulary: Vocabulary) -> tuple[str, list[RawRow]]:
    """The visible sheet whose header names the most columns; the first one of equals."""
    import pandas
    from python_calamine import CalamineError, PasswordError, SheetVisibleEnum

    try:
        with pandas.ExcelFile(path, engine="calamine") as book:
            seen = [sheet for sheet in book.book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
            names = [sheet.name for sheet in seen][:MOST_SHEETS] or book.sheet_names[:1]
            frames = pandas.read_excel(book, sheet_name=names, header=None, dtype=object, na_filter=False)
    except PasswordError:
        raise Unreadable(Refused.PROTECTED) from None
    except (CalamineError, ValueError, OSError, KeyError, IndexError):
        raise Unreadable(Refused.DAMAGED) from None
    best: tuple[int, str, list[RawRow]] | None = None
    for name in names:
        rows = _numbered(frames[name].itertuples(index=False, name=None))
        fit = _fit(find_header(rows, vocabulary))
        if best is None or fit > best[0]:
            best = (fit, name, rows)
    assert best is not None
    _fit_count, name, rows = best
    return name, _with_flaws(rows, path, name) if kind == "excel" else rows


def _fit(header: Header | None) -> int:
    return len(header.columns) if header else 0


def _numbered(rows: Iterable[tuple[Cell, ...]]) -> list[RawRow]:
    """The rows that are not blank, with the numbers they have in the file."""
    kept: list[RawRow] = []
    characters = 0
    for number, cells in enumerate(rows, 1):
        row = RawRow(number, tuple(cleaned(_cut(cell)) for cell in cells[:MOST_COLUMNS]))
        if all(is_blank(cell) for cell in row.cells):
            continue
        kept.append(row)
        if len(kept) > MOST_ROWS + SEARCHED_ROWS:
            raise Unreadable(Refused.TOO_MANY_ROWS)
        characters += sum(len(cell) for cell in row.cells if isinstance(cell, str))
        if characters > MOST_IN_SHEET:
            raise Unreadable(Refused.TOO_BIG)
    return kept


def _cut(cell: Cell) -> Cell:
    return cell[:MOST_IN_CELL] if isinstance(cell, str) else cell


def _with_flaws(rows: list[RawRow], path: Path, sheet: str) -> list[RawRow]:
    flaws = flaws_of(path, sheet)
    if not flaws:
        return rows
    width = max((len(row.cells) for row in rows), default=0)
    marked = []
    for row in rows:
        cells = [flaws.get((row.number, at), row.cell(at)) for at in range(width)]
        marked.append(RawRow(row.number, tuple(cells)))
    return marked


def _text_rows(path: Path, vocabulary: Vocabulary) -> tuple[str, list[RawRow]]:
    text = decode(path.read_bytes()).replace("\0", "")
    told = re.match(r"sep=(.)\r?\n", text)
    if told:  # Excel's own way to name the delimiter
        text = text[told.end() :]
    delimiters = (told[1],) if told else DELIMITERS
    delimiter = max(delimiters, key=lambda sign: _fit_of_text(text, sign, vocabulary))
    try:
        return "", _numbered(_records(text, delimiter))
    except csv.Error:
        raise Unreadable(Refused.DAMAGED) from None


def _fit_of_text(text: str, delimiter: str, vocabulary: Vocabulary) -> int:
    try:
        return _fit(find_header(_numbered(islice(_records(text, delimiter), SEARCHED_ROWS)), vocabulary))
    except csv.Error:
        return -1


def _records(text: str, delimiter: str) -> Iterator[tuple[Cell, ...]]:
    return (tuple(record) for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2], Vocabulary(**json.load(sys.stdin))))
