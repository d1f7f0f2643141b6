"""People are published by their initials, organisations by what they are."""

import pytest

from questions.asker_names import shown_asker


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Văn An", "N.V.A."),
        ("Hồ Thị Hội", "H.T.H."),
        ("Quý Văn Viên", "Q.V.V."),
        ("Trường Thị Bé", "T.T.B."),
        ("Công ty TNHH Thủy sản Đại Phát", "Một doanh nghiệp"),
        ("CTY CP Lương thực", "Một doanh nghiệp"),
        ("Đại Phát Co., Ltd", "Một doanh nghiệp"),
        ("HTX rau sạch Cái Sơn", "Một hợp tác xã"),
        ("Hộ kinh doanh Bà Sáu", "Một hộ kinh doanh"),
        ("Hội Nông dân phường", "Một hội, hiệp hội"),
        ("Trường THPT Cái Sơn", "Một tổ chức"),
        ("", ""),
    ],
)
def test_what_the_public_reads_of_an_asker(name, shown):
    assert shown_asker(name) == shown


def test_who_asks_in_english_is_named_in_english():
    assert shown_asker("Công ty TNHH Đại Phát", "en") == "A business"
