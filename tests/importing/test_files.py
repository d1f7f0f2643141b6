"""Files as offices send them: three formats, odd headers, and what is no list at all."""

import unicodedata
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from app.errors import Invalid
from app.i18n import speaking
from questions.importing.reading import Sheet, read_file
from tests.importing import lists
from tests.importing.lists import AN, BINH, HEADER

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TITLES = (("ỦY BAN NHÂN DÂN THÀNH PHỐ SÔNG HẬU",), ("TỔNG HỢP Ý KIẾN DOANH NGHIỆP",), (), ("Kỳ thứ 9",))
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100)


async def read(path: Path, name: str = "") -> Sheet:
    return await read_file(path, name or path.name, at=NOW)


def names(sheet: Sheet) -> list[str]:
    assert not sheet.has_problems, [row.problems for row in sheet.rows]
    return [row.ask.name for row in sheet.rows if row.ask]


@pytest.mark.parametrize(
    ("make", "name"),
    [(lists.xlsx, "a.xlsx"), (lists.ods, "a.ods"), (lists.text, "a.csv"), (lists.xlsx, "A.XLSX")],
)
async def test_a_list_is_read_from_each_format(tmp_path: Path, make: Callable[..., Path], name: str) -> None:
    sheet = await read(make(tmp_path / name, (HEADER, AN, BINH)))
    assert names(sheet) == ["Nguyễn Văn An", "Trần Thị Bình"]
    first = sheet.rows[0].ask
    assert first is not None
    assert first.phone == "+84912345678"
    assert (first.summary, first.detail) == AN[4:]
    assert [row.number for row in sheet.rows] == [2, 3]
    assert sheet.ignored == ("STT",)


async def test_the_header_may_stand_below_titles(tmp_path: Path) -> None:
    rows = (*TITLES, HEADER, AN, (), BINH)
    sheet = await read(lists.xlsx(tmp_path / "a.xlsx", rows, merged=("A1:F1", "A2:F2")))
    assert [row.number for row in sheet.rows] == [6, 8]
    assert names(sheet) == ["Nguyễn Văn An", "Trần Thị Bình"]


async def test_header_cells_may_be_merged_over_two_rows(tmp_path: Path) -> None:
    above = ("STT", "Người hỏi", None, None, "Nội dung", None)
    below = (None, "Họ và tên", "Địa chỉ", "Điện thoại", "Tóm tắt", "Chi tiết")
    counting = ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
    path = lists.xlsx(tmp_path / "a.xlsx", (*TITLES, above, below, counting, AN), merged=("A5:A6", "B5:D5", "E5:F5"))
    sheet = await read(path)
    assert names(sheet) == ["Nguyễn Văn An"]
    assert sheet.rows[0].ask is not None
    assert sheet.rows[0].ask.detail == "Đèn đường hẻm 5 hỏng."


async def test_a_file_named_from_here_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert names(await read(lists.text(Path("a.csv"), (HEADER, AN)))) == ["Nguyễn Văn An"]


async def test_english_headings_are_understood(tmp_path: Path) -> None:
    header = ("No.", "Full name *", "Contact address", "Phone number", "Summary", "Details (optional)")
    assert names(await read(lists.text(tmp_path / "a.csv", (header, AN)))) == ["Nguyễn Văn An"]


async def test_the_sheet_that_fits_best_is_read(tmp_path: Path) -> None:
    path = lists.xlsx(tmp_path / "a.xlsx", (("Ghi chú",), ("Không có gì ở đây",)), sheet="Bìa")
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("Câu hỏi")
    for row in (HEADER, AN):
        page.append(row)
    book.save(path)
    sheet = await read(path)
    assert (sheet.name, names(sheet)) == ("Câu hỏi", ["Nguyễn Văn An"])


async def test_text_typed_on_a_mac_is_composed(tmp_path: Path) -> None:
    rows = [[unicodedata.normalize("NFD", str(cell)) for cell in row] for row in (HEADER, AN)]
    path = lists.text(tmp_path / "a.csv", rows, delimiter=";", line_end="\r")
    assert names(await read(path)) == ["Nguyễn Văn An"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_csv_of_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = lists.text(tmp_path / "a.csv", (*TITLES, HEADER, AN, BINH), encoding=encoding, delimiter=delimiter)
    assert names(await read(path)) == ["Nguyễn Văn An", "Trần Thị Bình"]


async def test_csv_of_an_old_vietnamese_windows(tmp_path: Path) -> None:
    def old(value: object) -> str:
        """Windows-1258 keeps the shape of a vowel in the letter and its tone as a mark behind it."""
        plain = unicodedata.normalize("NFD", str(value))
        for shaped in "ăâêôơưĂÂÊÔƠƯ":
            base, mark = unicodedata.normalize("NFD", shaped)
            for tone in ("", "\u0323"):
                plain = plain.replace(f"{base}{tone}{mark}", f"{shaped}{tone}")
        return plain

    rows = [[old(cell) for cell in row] for row in (HEADER, AN)]
    path = lists.text(tmp_path / "a.csv", rows, encoding="cp1258")
    sheet = await read(path)
    assert names(sheet) == ["Nguyễn Văn An"]
    assert sheet.rows[0].ask is not None
    assert sheet.rows[0].ask.summary == "Đèn đường hỏng"


async def test_a_csv_that_names_its_delimiter(tmp_path: Path) -> None:
    path = lists.text(tmp_path / "a.csv", (HEADER, AN), delimiter=";")
    path.write_bytes(b"sep=;\r\n" + path.read_bytes())
    assert names(await read(path)) == ["Nguyễn Văn An"]


async def test_quoted_line_ends_stay_in_the_text(tmp_path: Path) -> None:
    sheet = await read(lists.text(tmp_path / "a.csv", (HEADER, (*AN[:5], "Dòng một\nDòng hai"), BINH)))
    assert sheet.rows[0].ask is not None
    assert sheet.rows[0].ask.detail == "Dòng một\nDòng hai"
    assert sheet.rows[1].number == 3


async def test_a_formula_without_a_result_is_a_problem_beside_its_row(tmp_path: Path) -> None:
    path = lists.xlsx(tmp_path / "a.xlsx", (HEADER, (*AN[:4], "=A2&B2", "Chi tiết"), BINH))
    sheet = await read(path)
    assert list(sheet.rows[0].problems) == ["summary"]
    with speaking("en"):
        assert "formula" in str(sheet.rows[0].problems["summary"])
    assert not sheet.rows[1].problems


async def test_a_formula_gives_its_stored_result(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write_row(0, 0, HEADER)
    page.write_row(1, 0, AN)
    page.write_formula(1, 4, '="Đèn "&"đường"', None, "Đèn đường")
    book.close()
    sheet = await read(path)
    assert sheet.rows[0].ask is not None
    assert sheet.rows[0].ask.summary == "Đèn đường"


async def test_an_error_of_the_spreadsheet_is_a_problem(tmp_path: Path) -> None:
    sheet = await read(lists.xlsx(tmp_path / "a.xlsx", (HEADER, (*AN[:4], "#REF!", "Chi tiết"))))
    assert list(sheet.rows[0].problems) == ["summary"]


async def test_numbers_and_days_of_excel_are_understood(tmp_path: Path) -> None:
    header = ("Họ tên", "Địa chỉ", "SĐT", "MST", "Nội dung", "Kênh", "Mã phiếu 1022", "Ngày tiếp nhận")
    day = date(2026, 9, 5)
    row = ("Công ty A", "Bến Ninh", 912345678, 9900000016, "Hỏi về thuế.", "Tổng đài 1022", 20260012, day)
    rows = (header, row)
    for path in (lists.xlsx(tmp_path / "a.xlsx", rows), lists.ods(tmp_path / "a.ods", rows)):
        ask = (await read(path)).rows[0].ask
        assert ask is not None
        assert (ask.phone, ask.tax_code, ask.outside_ticket) == ("+84912345678", "9900000016", "20260012")
        assert ask.channel.value == "phone"
        assert ask.happened_at == datetime(2026, 9, 4, 17, tzinfo=UTC)


async def test_a_total_and_numbered_blank_rows_are_no_questions(tmp_path: Path) -> None:
    sheet = await read(lists.xlsx(tmp_path / "a.xlsx", (HEADER, AN, (2,), (3, "", " "), ("Tổng cộng", "1"))))
    assert names(sheet) == ["Nguyễn Văn An"]


async def test_a_row_that_repeats_another_says_which(tmp_path: Path) -> None:
    again = (9, *AN[1:3], "0912.345.678", *AN[4:])
    sheet = await read(lists.text(tmp_path / "a.csv", (HEADER, AN, BINH, again)))
    assert [row.repeats for row in sheet.rows] == [None, None, 2]
    assert sheet.rows[0].fingerprint == sheet.rows[2].fingerprint != sheet.rows[1].fingerprint


async def test_5000_rows_are_read_and_5001_are_refused(tmp_path: Path) -> None:
    rows = [(number, *AN[1:4], f"Câu hỏi số {number}", "Chi tiết") for number in range(1, 5_002)]
    with pytest.raises(Invalid, match=r"5[.,]000"):
        await read(lists.text(tmp_path / "a.csv", (*TITLES, HEADER, *rows)))
    with pytest.raises(Invalid, match=r"5[.,]000"):
        await read(lists.text(tmp_path / "b.csv", (HEADER, *rows * 3)))
    sheet = await read(lists.text(tmp_path / "c.csv", (*TITLES, HEADER, *rows[:5_000])))
    assert (len(sheet.rows), sheet.has_problems) == (5_000, False)


def picture(path: Path) -> None:
    path.write_bytes(PNG)


def prose(path: Path) -> None:
    path.write_text("Đây chỉ là một đoạn văn.\n", encoding="utf-8")


def damaged(path: Path) -> None:
    lists.xlsx(path.with_suffix(".good.xlsx"), (HEADER, AN))
    path.write_bytes(path.with_suffix(".good.xlsx").read_bytes()[:-400])


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")


def broken_sheet(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _number in range(320):
                part.write(bytes(2**20))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def protected(path: Path) -> None:
    old_excel(path)
    path.write_bytes(path.read_bytes() + "EncryptedPackage".encode("utf-16-le"))


def old_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


@pytest.mark.parametrize(
    ("make", "name", "word"),
    [
        (picture, "list.xlsx", "not what its name says"),
        (picture, "list.csv", "not what its name says"),
        (prose, "list.xlsx", "not what its name says"),
        (prose, "list.ods", "not what its name says"),
        (prose, "list.csv", "No row names the columns"),
        (prose, "list.docx", ".xlsx, .ods and .csv"),
        (picture, "list", ".xlsx, .ods and .csv"),
        (damaged, "list.xlsx", "damaged"),
        (broken_sheet, "list.xlsx", "damaged"),
        (other_zip, "list.xlsx", "not what its name says"),
        (bomb, "list.xlsx", "too big"),
        (empty, "list.csv", "empty"),
        (protected, "list.xlsx", "password"),
        (old_excel, "list.xls", "old Excel"),
        (old_excel, "list.xlsx", "not what its name says"),
    ],
)
async def test_what_is_no_list_gets_a_sentence(
    tmp_path: Path, make: Callable[[Path], None], name: str, word: str
) -> None:
    path = tmp_path / "upload"
    make(path)
    with speaking("en"), pytest.raises(Invalid, match=word):
        await read(path, name)


async def test_a_list_without_a_header_names_the_columns_it_needs(tmp_path: Path) -> None:
    with speaking("en"), pytest.raises(Invalid, match=r"Full name, Contact address, Phone number"):
        await read(lists.xlsx(tmp_path / "a.xlsx", (AN, BINH)))


async def test_a_list_that_lacks_a_column_names_it(tmp_path: Path) -> None:
    rows = (("Họ tên", "Nội dung"), ("An", "Hỏi"))
    with speaking("en"), pytest.raises(Invalid, match=r"columns: Contact address, Phone number\."):
        await read(lists.xlsx(tmp_path / "a.xlsx", rows))


async def test_a_header_without_rows_gets_a_sentence(tmp_path: Path) -> None:
    with speaking("en"), pytest.raises(Invalid, match="no question below"):
        await read(lists.xlsx(tmp_path / "a.xlsx", (HEADER,)))


async def test_a_small_file_that_shows_one_long_text_in_many_cells_is_refused(tmp_path: Path) -> None:
    long = "ớ" * 30_000
    rows = [(number, "Nguyễn Văn An", long, long, long, long) for number in range(600)]
    path = lists.xlsx(tmp_path / "a.xlsx", (HEADER, *rows))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(Invalid) as refusal:
        await read(path)
    assert "20 MB" in str(refusal.value.sentence)


async def test_a_cell_longer_than_the_form_takes_is_a_problem_of_its_row(tmp_path: Path) -> None:
    sheet = await read(lists.xlsx(tmp_path / "a.xlsx", (HEADER, (*AN[:5], "dài " * 7000))))
    assert set(sheet.rows[0].problems) == {"detail"}
    assert len(sheet.rows[0].typed["detail"]) <= 12_000
