import pytest

from app.errors import Invalid
from app.i18n import Sentence as _
from app.post.letter import Letter, compose, with_addresses, without_secrets

SECRET = "k3Jx9-QmW2vLr8TzYb1nCd5FhGs7Pa_0"


def test_a_letter_opens_and_closes_in_the_language_of_its_reader():
    letter = compose(
        "lan@example.vn",
        _("Sign in"),
        ["Câu hỏi CH-2026-0012 đã được trả lời."],
        name="Nguyễn Thị Lan",
        links=[("Xem câu trả lời", "/questions/CH-2026-0012")],
        signed="Trung tâm Xúc tiến đầu tư",
        language="en",
    )
    assert letter.body == (
        "Dear Nguyễn Thị Lan,\n\n"
        "Câu hỏi CH-2026-0012 đã được trả lời.\n\n"
        "Xem câu trả lời:\n/questions/CH-2026-0012\n\n"
        "Yours sincerely,\nTrung tâm Xúc tiến đầu tư\n\n"
        "This letter was sent by a program; please do not answer it.\n"
    )
    assert compose("lan@example.vn", _("Sign in"), []).body.startswith("Kính gửi Anh/chị,")


def test_a_line_that_is_a_path_becomes_a_link_and_nothing_else_does():
    body = "Xem tại:\n/track/abc\nmức 3/4 /x\n//nơi khác\n/\n"
    assert with_addresses(body, "https://doithoai.example.vn/") == (
        "Xem tại:\nhttps://doithoai.example.vn/track/abc\nmức 3/4 /x\n//nơi khác\n/\n"
    )


def test_what_is_kept_of_a_letter_opens_nothing():
    body = f"Theo dõi:\n/track/{SECRET}\nXem:\n/questions/CH-2026-0012\n"
    assert without_secrets(body) == "Theo dõi:\n/track/…\nXem:\n/questions/CH-2026-0012\n"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lan",
        "lan@",
        "@example.vn",
        "lan@example.vn\nBcc: all@example.vn",
        "lan@example.vn\r\nBcc: all@example.vn",
        "lan@example.vn,all@example.vn",
        "lan@example.vn;all@example.vn",
        '"Lan" <lan@example.vn>',
        "lan @example.vn",
        "lan@example.vn\x00",
        "=?utf-8?q?lan=40example.vn,?=all@example.vn, x@example.vn",
    ],
)
def test_s11_an_address_that_could_name_another_reader_is_refused(address: str):
    with pytest.raises(Invalid):
        Letter(address, "Phiếu tiếp nhận", "…")


def test_s11_a_subject_of_several_lines_becomes_one_line():
    letter = Letter("lan@example.vn", "Phiếu\r\nBcc: all@example.vn\n tiếp nhận", "…")
    assert letter.subject == "Phiếu Bcc: all@example.vn tiếp nhận"
