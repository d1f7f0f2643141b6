"""Lists of units and people, as an office would type them."""

from collections.abc import Sequence
from pathlib import Path

from tests.importing import lists

UNITS = (
    ("DANH SÁCH ĐƠN VỊ",),
    (),
    ("STT", "Mã đơn vị", "Tên đơn vị", "Loại", "Thuộc", "Địa danh", "Chức vụ thủ trưởng"),
    (1, "UBTP", "Ủy ban nhân dân thành phố", "Khác", "", "Sông Hậu", "Chủ tịch"),
    (2, "STC", "Sở Tài chính", "Sở", "UBTP", "Sông Hậu", "Giám đốc"),
    (3, "UBP-BN", "UBND phường Bến Ninh", "Phường", "Ủy ban nhân dân thành phố", "Bến Ninh", "Chủ tịch"),
)
PEOPLE = (
    ("Họ và tên", "Email", "Chức vụ", "Đơn vị", "Vai trò"),
    ("Nguyễn Văn An", "an@songhau.example", "Chuyên viên", "STC", "Soạn thảo; Đầu mối"),
    ("Trần Thị Bình", "BINH@songhau.example", "Giám đốc", "Sở Tài chính", "Lãnh đạo phê duyệt"),
    ("Lê Thị Cúc", "cuc@songhau.example", "Chuyên viên", "UBTP", "Chuyên viên điều phối"),
)


def xlsx(folder: Path, rows: Sequence[Sequence[object]], name: str = "danh-sach.xlsx") -> Path:
    return lists.xlsx(folder / name, rows)
