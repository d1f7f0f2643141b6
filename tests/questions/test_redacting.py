"""What is found in a text before it becomes public, and what is not."""

import pytest

from questions.askers.redacting import Known, Secret, findings, leave_out, veiled

FOUND = (
    ("Xin gọi số 0912345678 sau giờ làm.", Secret.PHONE, "0912345678"),
    ("ĐT: 0912 345 678", Secret.PHONE, "0912 345 678"),
    ("sđt 0912.345.678.", Secret.PHONE, "0912.345.678"),
    ("Zalo 091-234-5678 nhé", Secret.PHONE, "091-234-5678"),
    ("liên hệ +84 912 345 678", Secret.PHONE, "+84 912 345 678"),
    ("số (+84)912345678", Secret.PHONE, "(+84)912345678"),
    ("84912345678", Secret.PHONE, "84912345678"),
    ("nhà (0292) 3830 123", Secret.PHONE, "(0292) 3830 123"),
    ("số cũ 01689 123 456", Secret.PHONE, "01689 123 456"),
    ("0 9 1 2 3 4 5 6 7 8", Secret.PHONE, "0 9 1 2 3 4 5 6 7 8"),
    ("không chín một hai ba bốn năm sáu bảy tám", Secret.PHONE, "không chín một hai ba bốn năm sáu bảy tám"),
    ("thư: nguyen.van-a@example.vn, cảm ơn", Secret.EMAIL, "nguyen.van-a@example.vn"),
    ("lan (at) example.com", Secret.EMAIL, "lan (at) example.com"),
    ("lan a còng example.com.vn", Secret.EMAIL, "lan a còng example.com.vn"),
    ("CCCD số 079123456789 cấp ngày", Secret.IDENTITY, "079123456789"),
    ("căn cước 092 083 001 234", Secret.IDENTITY, "092 083 001 234"),
    ("CMND: 361234567", Secret.IDENTITY, "361234567"),
    ("so chung minh nhan dan 361 234 567", Secret.IDENTITY, "361 234 567"),
    ("mã số thuế cá nhân 092083001234", Secret.IDENTITY, "092083001234"),
    ("hộ chiếu B1234567", Secret.IDENTITY, "B1234567"),
    ("chuyển vào tài khoản 0071000123456 Vietcombank", Secret.BANK, "0071000123456"),
    ("STK: 1903 4567 8901 23", Secret.BANK, "1903 4567 8901 23"),
    ("so tai khoan ngan hang la 123456789", Secret.BANK, "123456789"),
    ("thửa đất số 125, tờ bản đồ số 7", Secret.LAND, "thửa đất số 125"),
    ("Thửa 125 và 126 ở ấp 3", Secret.LAND, "Thửa 125 và 126"),
    ("thua dat so 12", Secret.LAND, "thua dat so 12"),
    ("tờ bản đồ 15", Secret.LAND, "tờ bản đồ 15"),
    ("giấy chứng nhận quyền sử dụng đất số BA 123456", Secret.LAND, "BA 123456"),
)
INNOCENT = (
    "Nghị định 30/2020/NĐ-CP ngày 05/3/2020", "Luật 91/2025/QH15", "Quyết định số 1234/QĐ-UBND",
    "hỗ trợ 1.250.000.000 đồng", "84.500.000.000 đồng", "0,5 ha và 120 m2", "thửa đất 100 m2", "3 thửa đất",
    "ngày 05.09.2026 08:30", "05/09/2026 08:30 đến 11:30", "từ 01-01-2026 đến 31-12-2026", "MST 0312345678",
    "mã số thuế: 0312345678-001", "Mã số doanh nghiệp 1801234567", "đường dây nóng 1022 hoặc 19001234",
    "Thưa ông, 12 hộ dân", "đo thừa 36 m2", "tổ 7, khu phố 3", "hồ sơ số 2026-0912-345", "phiếu 1022-20260905-123",
    "tài khoản số tiền 100.000.000 đồng", "mở tài khoản năm 2026", "CH-2026-0012", "điểm a khoản 2 Điều 43",
    "lúc 6 giờ 30 đến 7 giờ 30", "sotaichinh@songhau.gov.vn", "tài khoản 112 theo Thông tư 200/2014/TT-BTC",
    "một hai năm nữa", "bản đồ quy hoạch 2026-2030", "20.000.000 đồng/tháng", "098/QĐ-UBND", "công văn 0912/UBND-KT",
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "found"), FOUND)
def test_what_should_not_be_public_is_found(text: str, kind: Secret, found: str) -> None:
    assert (kind, found) in [(finding.kind, finding.text) for finding in findings(text)]


@pytest.mark.parametrize("text", INNOCENT)
def test_numbers_that_are_meant_to_be_read_are_left(text: str) -> None:
    assert findings(text) == []


def test_an_office_may_name_its_own_telephone_but_nobody_s_mobile() -> None:
    text = "Liên hệ 0292 3830 123 hoặc ông An 0912 345 678."
    assert [finding.text for finding in findings(text, of_office=True)] == ["0912 345 678"]


def test_what_is_known_of_the_asker_is_found_however_it_is_written() -> None:
    known = Known("Nguyễn Thị Hoàng Yến", "12 hẻm Chim", "+84912345678", "yen@example.vn")
    text = "Tôi là NGUYEN THI  HOANG YEN, ở 12 hẻm chim, số 0912-345.678, thư yen@example.vn."
    assert veiled(text, known) == ("Tôi là [người hỏi], ở [người hỏi], số [số điện thoại], thư [địa chỉ thư điện tử].")


def test_only_what_was_chosen_is_left_out() -> None:
    text = "Gọi 0912345678, thửa đất số 125."
    phone, _plot = findings(text)
    assert leave_out(text, [phone]) == "Gọi [số điện thoại], thửa đất số 125."


def test_a_long_text_takes_little_time() -> None:
    import time

    for text in ("0 " * 5000, "a" * 10_000, "tài khoản " * 1000, "một " * 2500, "thửa 1, " * 1250, "0912345678" * 1000):
        start = time.perf_counter()
        findings(text, Known("Nguyễn Văn An", "12 hẻm Chim", "+84912345678", "an@example.vn"))
        assert time.perf_counter() - start < 1.0, text[:20]
