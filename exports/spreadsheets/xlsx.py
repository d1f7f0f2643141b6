"""Writes .xlsx row by row in constant memory; text stays text, whatever it begins with."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from app.clock import local
from exports.spreadsheets.columns import Column, Row, Value, writable

# Excel's own limits; beyond them a cell or a row would be lost without a word.
CELL_LENGTH = 32_767
MOST_ROWS = 1_048_575


def write_xlsx(
    columns: Sequence[Column],
    rows: Iterable[Row],
    target: Path | IO[bytes],
    *,
    title: str = "",
    language: str = "vi",
) -> int:
    """Writes one sheet with a frozen header; returns the number of rows. Instants show a Vietnamese clock.

    Raises ValueError when there are more rows than a sheet can hold.
    """
    from xlsxwriter import Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(str(target) if isinstance(target, Path) else target, options)
    book.set_properties({"title": writable(title)[:255]})
    sheet = book.add_worksheet(_sheet_name(title))
    wrapped = {"text_wrap": True, "valign": "top"}
    styles = {
        "text": book.add_format(wrapped),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"}),
        "header": book.add_format(wrapped | {"bold": True, "bottom": 1, "bg_color": "#F4F6F8"}),
    }
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.name(language), styles["header"])
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise ValueError(f"A sheet holds at most {MOST_ROWS} rows.")
        for at, value in enumerate(row):
            _write(sheet, count, at, value, styles)
    sheet.autofilter(0, 0, count, len(columns) - 1)
    book.close()
    return count


def _write(sheet: Any, row: int, at: int, value: Value, styles: dict[str, Any]) -> None:
    match value:
        case None | "":
            pass
        case bool():
            sheet.write_boolean(row, at, value)
        case int() | float():
            sheet.write_number(row, at, value)
        case datetime():
            shown = local(value) if value.tzinfo else value
            sheet.write_datetime(row, at, shown.replace(tzinfo=None), styles["moment"])
        case date():
            sheet.write_datetime(row, at, value, styles["day"])
        case _:
            sheet.write_string(row, at, _cell_text(value), styles["text"])


def _cell_text(text: str) -> str:
    kept = writable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return kept if len(kept) <= CELL_LENGTH else kept[: CELL_LENGTH - 1] + "…"


def _sheet_name(title: str) -> str:
    """At most 31 characters without those that Excel forbids in the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\\s]+", " ", writable(title)).strip(" '")[:31].strip(" '") or "Sheet1"
