"""Lines of a legal basis, understood as people type them."""

from datetime import date
from time import perf_counter

import pytest

from questions.bases.citing import Basis, bases, read_basis

DECREE = "điểm a khoản 2 Điều 43 Nghị định số 71/2024/NĐ-CP ngày 27 tháng 6 năm 2024 của Chính phủ quy định về giá đất"


def test_a_whole_citation_is_read_part_by_part() -> None:
    assert read_basis(DECREE) == Basis(
        DECREE,
        "Nghị định",
        kind="Nghị định",
        number="71/2024/NĐ-CP",
        issued_on=date(2024, 6, 27),
        issuer="Chính phủ",
        parts=("điểm a", "khoản 2", "Điều 43"),
    )


def test_a_law_goes_by_its_name_and_its_year() -> None:
    law = read_basis("Luật Đất đai 2024, Điều 159")
    assert (law.kind, law.name, law.number, law.parts) == ("Luật", "Luật Đất đai 2024", "", ("Điều 159",))
    assert law.key == read_basis("khoản 1 Điều 5 luật đất đai 2024").key == "luat dat dai 2024"


@pytest.mark.parametrize(
    "line",
    [
        "Nghị định 71/2024/NĐ-CP",
        "NĐ số 71/2024/nđ-cp ngày 27/6/2024 của Chính phủ, Điều 5",
        DECREE,
    ],
)
def test_lines_that_cite_one_document_have_one_key(line: str) -> None:
    assert read_basis(line).key == "71/2024/nd-cp"


def test_a_line_that_is_no_citation_is_kept_as_it_is() -> None:
    assert read_basis("Biên bản họp tổ 7") == Basis("Biên bản họp tổ 7", "Biên bản họp tổ 7")
    assert read_basis("Quyết định ngày 31/02/2024").issued_on is None
    assert bases("\n  \n") == ()


def test_issuers_and_short_dates() -> None:
    circular = read_basis("Thông tư 01/2023/TT-VPCP ngày 5-4-2023 của Văn phòng Chính phủ, khoản 1 Điều 2")
    assert (circular.issuer, circular.issued_on) == ("Văn phòng Chính phủ", date(2023, 4, 5))


@pytest.mark.parametrize("words", ["của ", "điều 1 ", "1/", "1/2024/a-", "Luật ", "ngày 1", "\n", "về "])
def test_hostile_lines_are_read_in_no_time(words: str) -> None:
    began = perf_counter()
    bases((words * 3000)[:3000])
    assert perf_counter() - began < 0.2
