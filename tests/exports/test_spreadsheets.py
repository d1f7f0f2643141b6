"""Lists as .xlsx and .csv: what is text stays text, and nothing is lost on the way."""

import csv
import io
import time
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from exports.spreadsheets.columns import Column, Row
from exports.spreadsheets.csv import write_csv
from exports.spreadsheets.saving import save_table
from exports.spreadsheets.xlsx import write_xlsx
from tests.exports.papers import MARKED

pytestmark = pytest.mark.anyio
COLUMNS = (Column("Mã câu hỏi", "Question code"), Column("Nội dung", "Content", 60), Column("Ngày", "Day"))
RECEIVED = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
DANGEROUS = [sign + '1+1 HYPERLINK("http://evil")' for sign in ("=", "+", "-", "@", "\t", "\r")]
DANGEROUS += ["=cmd|' /C calc'!A0", "http://evil.example", "mailto:a@b.vn", "{=1}", "_x0041_"]


def wall_clock(*parts: int) -> datetime:
    """A moment as spreadsheets keep it: without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def written(rows: list[Row], language: str = "vi") -> tuple[bytes, bytes]:
    book, lines = io.BytesIO(), io.BytesIO()
    assert write_xlsx(COLUMNS, rows, book, title="Câu hỏi: kỳ 9/2026", language=language) == len(rows)
    assert write_csv(COLUMNS, rows, lines, language=language) == len(rows)
    return book.getvalue(), lines.getvalue()


def cells_of(book: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def lines_of(lines: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(lines.decode("utf-8-sig"), newline="")))


def test_both_files_hold_the_same_rows() -> None:
    rows: list[Row] = [("CH-2026-0012", "Đất đai\nhai dòng", date(2026, 9, 5))]
    rows.append(("CH-2026-0013", None, RECEIVED))
    book, lines = written(rows)
    assert cells_of(book) == [
        ["Mã câu hỏi", "Nội dung", "Ngày"],
        ["CH-2026-0012", "Đất đai\nhai dòng", wall_clock(2026, 9, 5)],
        ["CH-2026-0013", None, wall_clock(2026, 11, 21, 1, 30)],
    ]
    assert lines_of(lines) == [
        ["Mã câu hỏi", "Nội dung", "Ngày"],
        ["CH-2026-0012", "Đất đai\nhai dòng", "2026-09-05"],
        ["CH-2026-0013", "", "2026-11-21 01:30"],
    ]


def test_the_sheet_is_ready_to_be_read() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written([("a", "b", None)])[0])).worksheets[0]
    assert sheet.title == "Câu hỏi kỳ 9 2026"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert round(sheet.column_dimensions["B"].width) == 61


def test_headers_speak_the_readers_language() -> None:
    book, lines = written([], language="en")
    assert cells_of(book)[0] == lines_of(lines)[0] == ["Question code", "Content", "Day"]


def test_a_csv_opens_in_excel() -> None:
    lines = written([("a", "b", None)])[1]
    assert lines.startswith(b"\xef\xbb\xbf")
    assert lines.endswith(b"a,b,\r\n")


def test_days_carry_vietnamese_formats() -> None:
    rows: list[Row] = [("a", date(2026, 9, 5), RECEIVED)]
    sheet = openpyxl.load_workbook(io.BytesIO(written(rows)[0])).worksheets[0]
    assert [sheet.cell(2, at).number_format for at in (2, 3)] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_s10_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    book, lines = written([(text, text, None), ("x", text, None)])
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        drawn = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f" not in drawn
        assert b"hyperlink" not in drawn.lower().replace(b"1+1 hyperlink", b"")
        assert not [name for name in parts.namelist() if "worksheets/_rels" in name]
    assert unescape(sheet["B3"].value) == text.replace("\r", "\n")
    in_csv = lines_of(lines)[1][0]
    assert in_csv.removeprefix("'") == text
    assert in_csv[0] not in "=+-@\t\r"


def test_s10_headers_are_guarded_too() -> None:
    lines = io.BytesIO()
    write_csv((Column("=1+1", "@x"),), [], lines)
    assert lines_of(lines.getvalue()) == [["'=1+1"]]


def test_q4_every_vietnamese_letter_comes_back_from_xlsx_and_csv() -> None:
    book, lines = written([(MARKED, MARKED + " ₫", None)] * 100)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert sheet[100][:2] == [MARKED, MARKED + " ₫"]
    assert lines_of(lines)[100][:2] == [MARKED, MARKED + " ₫"]


def test_what_no_file_can_hold_is_left_out() -> None:
    book, lines = written([("a\x00b\x0bc\ud800\ufffed", "x" * 40_000, -5)])
    row = cells_of(book)[1]
    assert row[0] == lines_of(lines)[1][0] == "abcd"
    assert len(str(row[1])) == 32_767
    assert str(row[1]).endswith("…")
    assert (row[2], lines_of(lines)[1][2]) == (-5, "-5")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
async def test_a_long_list_is_written_apart_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)

    async def rows() -> AsyncIterator[Row]:
        for number in range(1_000):
            yield (f"CH-{number}", "=Đất", date(2026, 9, 5))
        yield ("CH-last", None, RECEIVED)

    target = Path(f"list.{kind}")
    started = time.perf_counter()
    count = await save_table(COLUMNS, rows(), target, format=kind, title="Câu hỏi")  # type: ignore[arg-type]
    assert (count, time.perf_counter() - started < 20) == (1_001, True)
    if kind == "xlsx":
        read = cells_of(target.read_bytes())
        assert read[1] == ["CH-0", "=Đất", wall_clock(2026, 9, 5)]
        assert read[-1] == ["CH-last", None, wall_clock(2026, 11, 21, 1, 30)]
    else:
        assert lines_of(target.read_bytes())[-1] == ["CH-last", "", "2026-11-21 01:30"]
