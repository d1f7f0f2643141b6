"""Real spreadsheet files for the tests of importing, made by the programs' own formats."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

HEADER = ("STT", "Họ và tên", "Địa chỉ", "Điện thoại", "Nội dung tóm tắt", "Nội dung chi tiết")
AN = (1, "Nguyễn Văn An", "12 Lê Lợi, Bến Ninh", "0912345678", "Đèn đường hỏng", "Đèn đường hẻm 5 hỏng.")
BINH = (2, "Trần Thị Bình", "Xã Thạnh Quới Đông", "+84 987 654 321", "Cầu hư", "Cầu kênh Ba Thước hư rồi.")
Rows = Sequence[Sequence[object]]


def xlsx(path: Path, rows: Rows, *, merged: Sequence[str] = (), sheet: str = "Danh sách") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    book.save(path)
    return path


def ods(path: Path, rows: Rows) -> Path:
    book = OpenDocumentSpreadsheet()
    page = Table(name="Danh sách")
    for row in rows:
        line = TableRow()
        for value in row:
            line.addElement(_ods_cell(value))
        page.addElement(line)
    book.spreadsheet.addElement(page)
    book.save(str(path))
    return path


def _ods_cell(value: object) -> TableCell:
    match value:
        case None:
            return TableCell()
        case int() | float():
            cell = TableCell(valuetype="float", value=str(value))
        case datetime() | date():
            cell = TableCell(valuetype="date", datevalue=value.isoformat())
        case _:
            cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def text(path: Path, rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8", line_end: str = "\r\n") -> Path:
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    path.write_bytes(lines.getvalue().encode(encoding))
    return path
