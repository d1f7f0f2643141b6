"""The pages on which lists are taken in: looked over row by row, then all or nothing."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from app.i18n import speaking
from app.office.lists.rows import ListKind
from app.office.lists.staging import COLUMNS, VOCABULARIES
from app.office.lists.template import template_of
from app.people import queries
from app.people.units import directory
from app.spreadsheets.cells import RawRow
from app.spreadsheets.headers import find_header
from tests.office.lists import PEOPLE, UNITS, xlsx
from tests.site.site import Visitor


@pytest.mark.parametrize("kind", list(ListKind))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_column_of_our_template_is_known_again(kind: ListKind, language: str) -> None:
    with speaking(language):
        book = openpyxl.load_workbook(BytesIO(template_of(kind)))
        page = book.worksheets[0]
        header = find_header([RawRow(1, tuple(cell.value for cell in page[1]))], VOCABULARIES[kind])
    assert header
    assert header.columns == {column.key: at for at, column in enumerate(COLUMNS[kind])}


async def test_a_filled_template_goes_through(admin: Visitor) -> None:
    fetched = await admin.open("/office/lists/units/template")
    assert fetched.headers["content-disposition"] == 'attachment; filename="units.xlsx"'
    book, out = openpyxl.load_workbook(BytesIO(fetched.content)), BytesIO()
    page = book.worksheets[0]
    kinds = page.data_validations.dataValidation[0].formula1.strip('"').split(",")
    page.append(["STC", "Sở Tài chính", "", kinds[0], "VPUB"])
    book.save(out)
    shown = await admin.upload("/office/lists/units", "don-vi.xlsx", out.getvalue())
    assert shown.status_code == 303
    address = shown.headers["location"]
    assert "Sở Tài chính" in (await admin.open(address)).text
    assert (await admin.act(address)).status_code == 303
    assert (await directory()).by_code("STC")


async def test_rows_with_problems_stand_first_and_nothing_can_be_taken(admin: Visitor, tmp_path: Path) -> None:
    path = xlsx(tmp_path, [*UNITS, (4, "SYT", "Sở Y tế", "Sở", "KHÔNG CÓ")])
    shown = await admin.upload("/office/lists/units", path.name, path.read_bytes())
    address = shown.headers["location"]
    text = (await admin.open(address)).text
    assert text.index("KHÔNG CÓ") < text.index("Sở Tài chính")
    assert "Nhập toàn bộ danh sách" not in text
    assert (await admin.act(address)).status_code == 422
    assert (await directory()).by_code("STC") is None


async def test_people_come_in_with_or_without_letters(admin: Visitor, tmp_path: Path) -> None:
    units, people = xlsx(tmp_path, UNITS, "a.xlsx"), xlsx(tmp_path, PEOPLE, "b.xlsx")
    address = (await admin.upload("/office/lists/units", "a.xlsx", units.read_bytes())).headers["location"]
    await admin.act(address)
    address = (await admin.upload("/office/lists/people", "b.xlsx", people.read_bytes())).headers["location"]
    page = await admin.open(address)
    assert 'name="invite"' in page.text
    assert "checked" not in page.text
    assert (await admin.act(address, {"invite": "on"})).status_code == 303
    assert await queries.person_by_email("binh@songhau.example")
    assert (await admin.act(address)).status_code == 409


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7"), ("a.csv", b""), ("a.xlsx", b"PK\x03\x04nothing"), ("a.csv", "Ghi chú\nx".encode())],
    ids=["kind", "empty", "damaged", "no header"],
)
async def test_a_file_of_no_use_says_why_beside_the_field(admin: Visitor, name: str, content: bytes) -> None:
    answer = await admin.upload("/office/lists/people", name, content)
    assert answer.status_code == 422
    assert 'id="file-problem"' in answer.text or "Vui lòng chọn" in answer.text


async def test_the_lists_are_for_administrators(admin: Visitor, coordinator: Visitor, stranger: Visitor) -> None:
    for address in ("/office/lists/units", "/office/lists/people/template", "/office/site"):
        assert (await admin.open(address)).status_code == 200
        assert (await coordinator.open(address)).status_code == 403
        assert (await stranger.open(address)).status_code == 303
    for address in ("/office/lists/cats", "/office/lists/units/999", "/office/lists/people/2147483647"):
        assert (await admin.open(address)).status_code == 404
