"""Who works in the offices of the demo city. None of these people exists."""

from dataclasses import dataclass

from app.access import Role
from app.demo.city import CITY


@dataclass(frozen=True)
class DemoPerson:
    """`account` is the part before the @; one person may hold several roles."""

    account: str
    name: str
    title: str
    roles: tuple[tuple[str, Role], ...]


# One sign-in for each role, printed by `make demo`.
PEOPLE = (
    DemoPerson("quantri", "Trần Minh Khoa", "Quản trị viên", (("VPUB", Role.ADMIN),)),
    DemoPerson(
        "dieuphoi",
        "Lê Thị Thu Hà",
        "Chuyên viên điều phối",
        (("TTXT", Role.COORDINATOR),),
    ),
    DemoPerson("tiepnhan", "Phạm Văn Lộc", "Cán bộ tiếp nhận", (("TTXT", Role.CLERK),)),
    DemoPerson(
        "thuky",
        "Ngô Thanh Trúc",
        "Trưởng phòng Hỗ trợ doanh nghiệp",
        (("TTXT", Role.SECRETARY),),
    ),
    DemoPerson(
        "chutri",
        "Nguyễn Hoàng Nam",
        "Phó Chủ tịch Ủy ban nhân dân thành phố",
        ((CITY, Role.CHAIR),),
    ),
    DemoPerson(
        "chutri2",
        "Võ Thị Mỹ Dung",
        "Chủ tịch Hiệp hội Doanh nghiệp thành phố",
        (("HHDN", Role.CHAIR),),
    ),
    DemoPerson(
        "thamtra",
        "Tô Thị Kim Chi",
        "Chuyên viên tổng hợp",
        (("TTXT", Role.CLEARANCE),),
    ),
    DemoPerson(
        "giamsat",
        "Huỳnh Công Bằng",
        "Ủy viên Thường trực Mặt trận Tổ quốc",
        (("MTTQ", Role.SUPERVISOR),),
    ),
    DemoPerson(
        "dieuphoi.bn",
        "Đặng Thị Kiều Oanh",
        "Công chức Văn phòng HĐND và UBND phường",
        (("UBP-BN", Role.COORDINATOR), ("UBP-BN", Role.SECRETARY)),
    ),
    DemoPerson(
        "chutri.bn",
        "Bùi Quốc Việt",
        "Chủ tịch Ủy ban nhân dân phường Bến Ninh",
        (("UBP-BN", Role.CHAIR),),
    ),
    DemoPerson(
        "dieuphoi.vpub",
        "Đinh Thị Ngọc Ánh",
        "Chuyên viên Phòng Kiểm soát thủ tục hành chính",
        (("VPUB", Role.COORDINATOR), ("VPUB", Role.CLERK), ("VPUB", Role.SECRETARY)),
    ),
    DemoPerson(
        "dieuphoi.hdnd",
        "Dương Thị Bích Ngân",
        "Chuyên viên Văn phòng",
        (
            ("VPDDBQH", Role.COORDINATOR),
            ("VPDDBQH", Role.CLERK),
            ("VPDDBQH", Role.SECRETARY),
        ),
    ),
    DemoPerson(
        "chutri.hdnd",
        "Trương Văn Phước",
        "Phó Chủ tịch Hội đồng nhân dân thành phố",
        (("HDND", Role.CHAIR),),
    ),
)
# The three desks of every agency that answers; accounts are daumoi.stc, soanthao.stc, lanhdao.stc …
DESKS = (
    ("daumoi", "Chuyên viên đầu mối", Role.FOCAL),
    ("soanthao", "Chuyên viên", Role.DRAFTER),
    ("lanhdao", "Phó Giám đốc", Role.APPROVER),
)
ANSWERING = (
    *(
        "SNV",
        "STP",
        "STC",
        "SCT",
        "SNNMT",
        "SXD",
        "SGDDT",
        "SYT",
        "TTTP",
        "BQLKCN",
        "CATP",
        "THUE",
        "BHXH",
    ),
    *("NHNN", "PC", "CTN", "VPUB", "UBP-BN", "BN-KTHT", "UBX-TQD", "HHDN"),
)
FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Phan",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
)
MIDDLE = (
    "Văn",
    "Thị",
    "Minh",
    "Ngọc",
    "Thanh",
    "Quốc",
    "Hữu",
    "Kim",
    "Đức",
    "Thu",
    "Anh",
)
GIVEN = (
    *(
        "An",
        "Ân",
        "Bình",
        "Châu",
        "Đạt",
        "Em",
        "Giang",
        "Hạnh",
        "Hiếu",
        "Hùng",
        "Khánh",
        "Lan",
        "Liên",
        "Mai",
    ),
    *(
        "Nghĩa",
        "Phương",
        "Quang",
        "Sơn",
        "Tâm",
        "Thảo",
        "Trang",
        "Tuấn",
        "Út",
        "Vinh",
        "Xuân",
        "Yến",
        "Ánh",
    ),
)


def agency_people() -> tuple[DemoPerson, ...]:
    """Focal point, drafter and leader of every agency that answers, with names drawn in a fixed order."""
    people = []
    number = 0
    for code in ANSWERING:
        for account, title, role in DESKS:
            name = " ".join(
                (
                    FAMILY[number % len(FAMILY)],
                    MIDDLE[number * 3 % len(MIDDLE)],
                    GIVEN[number * 7 % len(GIVEN)],
                )
            )
            people.append(DemoPerson(f"{account}.{code.lower()}", name, title, ((code, role),)))
            number += 1
    return tuple(people)
