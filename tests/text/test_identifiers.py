"""Telephones, tax codes and e-mail addresses as people write them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.identifiers import TaxKind, read_email, read_phone, read_tax_code, show_phone, valid_email


@pytest.mark.parametrize(
    "written",
    [
        "0912345678",
        "0912.345.678",
        "0912-345-678",
        "(0912) 345 678",
        "+84 912 345 678",
        "+84912345678",
        "(+84) 912345678",
        "84912345678",
        " 0912\u00a0345 678 ",
    ],
)
def test_one_mobile_number_is_stored_one_way(written: str) -> None:
    assert read_phone(written) == "+84912345678"


@pytest.mark.parametrize(
    ("written", "stored", "shown"),
    [
        ("(0274) 3835 029", "+842743835029", "0274 3835 029"),
        ("02923.123.456", "+842923123456", "0292 3123 456"),
        ("1900 6012", "+8419006012", "1900 6012"),
        ("0849123456", "+84849123456", "0849 123 456"),
    ],
)
def test_telephones_are_shown_as_people_write_them(written: str, stored: str, shown: str) -> None:
    assert read_phone(written) == stored
    assert show_phone(stored) == shown


@pytest.mark.parametrize(
    "written",
    [
        "", "113", "1022", "0292.1022", "01612345678", "09123", "091234567890", "+1 650 253 0000",
        "0912345678 gọi buổi sáng", "0912345678;ext=5", "0912345678/0987654321", "tel:0912345678", "٠٩١٢٣٤٥٦٧٨",
        "0912345678\x00x", "+", "((((((((((",
    ],
)  # fmt: skip
def test_what_is_no_vietnamese_telephone_is_refused(written: str) -> None:
    assert read_phone(written) is None


@pytest.mark.parametrize("number", ["9900000016", "9900000023", "9900000030", "9900000048", "9900000055", "9900000062"])
def test_tax_codes_of_organisations_have_a_check_digit(number: str) -> None:
    code = read_tax_code(f" {number} ")
    assert code is not None
    assert (str(code), code.kind) == (number, TaxKind.ORGANISATION)
    for wrong in range(10):
        changed = f"{number[:9]}{wrong}"
        assert (read_tax_code(changed) is not None) == (changed == number)


@pytest.mark.parametrize(
    ("written", "number", "kind"),
    [
        ("9900000016-001", "9900000016-001", TaxKind.BRANCH),
        ("9900000016001", "9900000016-001", TaxKind.BRANCH),
        ("001099012345", "001099012345", TaxKind.PERSON),
    ],
)
def test_branches_and_persons_have_tax_codes_too(written: str, number: str, kind: TaxKind) -> None:
    code = read_tax_code(written)
    assert code is not None
    assert (code.number, code.kind) == (number, kind)


@pytest.mark.parametrize(
    "written",
    ["", "123", "9900000017", "9900000016-000", "9900000016-1", "0000000000", "99000000l6", "9" * 14],
)
def test_wrong_tax_codes_are_refused(written: str) -> None:
    assert read_tax_code(written) is None


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("An.Nguyen+hoi@Example.VN", "An.Nguyen+hoi@example.vn"),
        (" vanphong@songhau.gov.vn\n", "vanphong@songhau.gov.vn"),
        ("lienhe@đấtviệt.vn", "lienhe@xn--tvit-zua6456b5ga.vn"),
    ],
)
def test_the_domain_of_an_address_is_stored_in_lower_case(written: str, stored: str) -> None:
    assert read_email(written) == stored


@pytest.mark.parametrize(
    "written",
    [
        "", "a", "a@", "@b.vn", "a@b", "a@@b.vn", "a b@c.vn", "a@b..vn", ".a@b.vn", "a.@b.vn", "a..b@c.vn", "a@-b.vn",
        "a@b.vn\r\nBcc: x@y.vn", "a\n@b.vn", "a@b.vn, c@d.vn", '"a b"@c.vn', "a@[127.0.0.1]", "a@127.0.0.1", "a@b_c.vn",
        "ă@b.vn", "a@b\x00.vn", "a@b.vn.", "x" * 65 + "@b.vn", "a@" + "b" * 64 + ".vn", "a@" + "b." * 126 + "vn",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(written: str) -> None:
    assert not valid_email(written)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_refused_without_an_error(s: str) -> None:
    for read in (read_phone, read_tax_code, read_email):
        found = read(s)
        assert found is None or read(str(found)) == found


@pytest.mark.parametrize(
    "hostile", ["0" * 100_000, "(" * 100_000, "a." * 50_000 + "@b.vn", "@" * 100_000, "đ" * 50_000]
)
def test_s16_hostile_identifiers_cost_at_most_fifty_milliseconds(hostile: str) -> None:
    for read in (read_phone, read_tax_code, read_email):
        started = time.process_time()
        assert read(hostile) is None
        assert time.process_time() - started < 0.05
