"""Lists of units: each hard row is told apart, and nothing is taken in unless all of it can be."""

import time
from datetime import date
from pathlib import Path

import pytest

from app.access import SYSTEM, Viewer
from app.clock import now
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.i18n import speaking
from app.office.lists.rows import ListKind, TypedRow
from app.office.lists.staging import Staged, looked_over, read_sheet, stage, staged
from app.office.lists.taking import take_units
from app.office.lists.unit_list import in_order, read_units
from app.people.directory import Directory
from app.people.kinds import UnitKind
from app.people.units import directory
from tests.office.lists import UNITS, xlsx

TODAY = date(2026, 11, 21)
HEADER = UNITS[2]


def rows_of(*units: tuple[str, str, str]) -> list[TypedRow]:
    """Rows of (code, name, parent)."""
    return [
        TypedRow(number, {"code": code, "name": name, "kind": "Sở", "parent": parent})
        for number, (code, name, parent) in enumerate(units, 2)
    ]


def problems_of(*units: tuple[str, str, str]) -> dict[int, dict[str, str]]:
    with speaking("en"):
        return {
            row.number: {column: str(sentence) for column, sentence in row.problems.items()}
            for row in read_units(rows_of(*units), Directory(), TODAY)
            if row.problems
        }


async def waiting(path: Path) -> Staged:
    sheet = await read_sheet(path, path.name, ListKind.UNITS)
    return await staged(await stage(sheet, file_name=path.name, file_sha256="", by=SYSTEM, at=now()), ListKind.UNITS)


def test_a_cycle_of_units_is_found_in_each_of_its_rows() -> None:
    found = problems_of(("A", "Sở A", "C"), ("B", "Sở B", "A"), ("C", "Sở C", "B"), ("D", "Sở D", "A"))
    assert found == {n: {"parent": "This unit would stand above itself."} for n in (2, 3, 4)}


def test_a_unit_that_stands_above_itself() -> None:
    assert list(problems_of(("A", "Sở A", "A"))) == [2]


def test_a_unit_named_twice_is_told_with_the_row_of_the_first() -> None:
    assert problems_of(("A", "Sở Y tế", ""), ("B", "SỞ Y TẾ", "")) == {3: {"name": "Row 2 names the same unit."}}
    assert problems_of(("A", "Sở A", ""), ("a", "Sở B", "")) == {3: {"code": "Row 2 has the same code."}}


def test_rooms_of_one_name_in_two_communes_are_two_units() -> None:
    communes = (("X1", "Xã Một", ""), ("X2", "Xã Hai", ""))
    assert problems_of(*communes, ("P1", "Phòng Kinh tế", "X1"), ("P2", "Phòng Kinh tế", "X2")) == {}
    below = ("T", "Tổ Một cửa", "Phòng Kinh tế")
    found = problems_of(*communes, ("P1", "Phòng Kinh tế", "X1"), ("P2", "Phòng Kinh tế", "X2"), below)
    assert found == {6: {"parent": "Several units have this name. Please write the code."}}


def test_a_parent_that_nobody_knows() -> None:
    assert "parent" in problems_of(("A", "Sở A", "KHONGCO"))[2]


def test_empty_and_odd_cells_are_told_beside_their_columns() -> None:
    row = TypedRow(
        2,
        {
            "code": "A B",
            "name": "",
            "kind": "Huyện",
            "email": "không phải thư",
            "valid_from": "32/13/2026",
            "valid_until": "01/01/2020",
        },
    )
    [read] = read_units([row], Directory(), TODAY)
    assert set(read.problems) == {"code", "name", "kind", "email", "valid_from", "valid_until"}
    assert read.value is None


def test_units_come_level_by_level() -> None:
    rows = read_units(rows_of(("C", "C", "B"), ("B", "B", "A"), ("A", "A", "")), Directory(), TODAY)
    units = [row.value for row in rows if row.value]
    assert [[unit.code for unit in level] for level in in_order(units)] == [["A"], ["B"], ["C"]]


async def test_a_list_is_taken_in_once(database: str, tmp_path: Path) -> None:
    path = xlsx(tmp_path, UNITS)
    taken = await take_units(await waiting(path), by=SYSTEM, at=now())
    assert (taken.new, taken.known) == (3, 0)
    units = await directory()
    ward = units.by_code("UBP-BN")
    assert ward
    assert ward.kind is UnitKind.COMMUNE
    assert units.name(ward.parent_id) == "Ủy ban nhân dân thành phố"
    assert ward.head_title == "Chủ tịch"
    again = await take_units(await waiting(path), by=SYSTEM, at=now())
    assert (again.new, again.known) == (0, 3)
    assert len((await directory()).units) == 3


async def test_one_bad_row_keeps_all_of_it_out(database: str, tmp_path: Path) -> None:
    path = xlsx(tmp_path, [*UNITS, (4, "SYT", "Sở Y tế", "Sở", "KHONGCO")])
    with pytest.raises(Invalid):
        await take_units(await waiting(path), by=SYSTEM, at=now())
    assert (await directory()).units == ()


async def test_two_who_take_the_same_list_take_it_once(database: str, tmp_path: Path) -> None:
    one = await waiting(xlsx(tmp_path, UNITS))
    await take_units(one, by=SYSTEM, at=now())
    with pytest.raises(Conflict):
        await take_units(one, by=SYSTEM, at=now())


async def test_only_an_administrator_takes_lists_in(database: str, tmp_path: Path) -> None:
    one = await waiting(xlsx(tmp_path, UNITS))
    with pytest.raises(NotAllowed):
        await take_units(one, by=Viewer(), at=now())


async def test_a_code_of_another_unit_is_a_problem(database: str, tmp_path: Path) -> None:
    await take_units(await waiting(xlsx(tmp_path, UNITS)), by=SYSTEM, at=now())
    other = xlsx(tmp_path, [HEADER, (1, "STC", "Sở Tư pháp", "Sở", "UBTP")])
    [row] = await looked_over(await waiting(other), now())
    assert set(row.problems) == {"code"}


@pytest.mark.parametrize("rows", [[("Ghi chú", "Khác")], [HEADER], [HEADER[:2]]], ids=["none", "empty", "short"])
async def test_a_file_of_no_use_says_why(database: str, tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(Invalid):
        await read_sheet(xlsx(tmp_path, rows), "a.xlsx", ListKind.UNITS)


async def test_a_thousand_units_are_looked_over_quickly(database: str) -> None:
    many = [(f"U{n}", f"Đơn vị số {n}", f"U{n // 10}" if n > 9 else "") for n in range(1, 1001)]
    started = time.process_time()
    assert not any(row.problems for row in read_units(rows_of(*many), Directory(), TODAY))
    assert time.process_time() - started < 2
    count = await Statement("SELECT count(*) AS number FROM unit").one()
    assert count == {"number": 0}
