"""Units, fields and people of the demo city. Nobody and nothing here exists."""

from dataclasses import dataclass

from app.access import Role
from app.people.kinds import UnitKind

CITY = "UBTP"
DOMAIN = "songhau.example"
PASSWORD = "song-hau-2026"  # noqa: S105  it opens the demo city and nothing else


@dataclass(frozen=True)
class DemoUnit:
    code: str
    name: str
    short_name: str
    kind: UnitKind
    parent: str = CITY
    abbreviation: str = ""
    head_title: str = "Giám đốc"
    place: str = "Sông Hậu"


S, X, D, M, K = (
    UnitKind.DEPARTMENT,
    UnitKind.COMMUNE,
    UnitKind.VERTICAL,
    UnitKind.ORGANISATION,
    UnitKind.OTHER,
)

UNITS = (
    DemoUnit(
        CITY,
        "Ủy ban nhân dân thành phố Sông Hậu",
        "UBND thành phố",
        K,
        "",
        "UBND",
        "Chủ tịch",
    ),
    DemoUnit(
        "VPUB",
        "Văn phòng Ủy ban nhân dân thành phố",
        "VP UBND TP",
        S,
        abbreviation="VP",
        head_title="Chánh Văn phòng",
    ),
    DemoUnit("SNV", "Sở Nội vụ", "Sở Nội vụ", S),
    DemoUnit("STP", "Sở Tư pháp", "Sở Tư pháp", S),
    DemoUnit("STC", "Sở Tài chính", "Sở Tài chính", S),
    DemoUnit("SCT", "Sở Công Thương", "Sở Công Thương", S),
    DemoUnit("SNNMT", "Sở Nông nghiệp và Môi trường", "Sở NN&MT", S),
    DemoUnit("SXD", "Sở Xây dựng", "Sở Xây dựng", S),
    DemoUnit("SKHCN", "Sở Khoa học và Công nghệ", "Sở KH&CN", S),
    DemoUnit("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL", S),
    DemoUnit("SGDDT", "Sở Giáo dục và Đào tạo", "Sở GD&ĐT", S),
    DemoUnit("SYT", "Sở Y tế", "Sở Y tế", S),
    DemoUnit("TTTP", "Thanh tra thành phố", "Thanh tra TP", S, head_title="Chánh Thanh tra"),
    DemoUnit(
        "BQLKCN",
        "Ban Quản lý các khu công nghiệp",
        "BQL các KCN",
        K,
        head_title="Trưởng ban",
    ),
    DemoUnit("TTHCC", "Trung tâm Phục vụ hành chính công thành phố", "TT PVHCC", K),
    DemoUnit(
        "TTXT",
        "Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp",
        "TT Xúc tiến đầu tư",
        K,
    ),
    DemoUnit("CATP", "Công an thành phố", "Công an TP", D),
    DemoUnit("THUE", "Thuế thành phố Sông Hậu", "Thuế TP", D, head_title="Trưởng Thuế"),
    DemoUnit("HQ", "Chi cục Hải quan khu vực", "Hải quan", D, head_title="Chi cục trưởng"),
    DemoUnit("BHXH", "Bảo hiểm xã hội thành phố", "BHXH TP", D),
    DemoUnit("NHNN", "Ngân hàng Nhà nước khu vực", "NHNN khu vực", D),
    DemoUnit("PC", "Công ty Điện lực Sông Hậu", "Điện lực", K),
    DemoUnit("CTN", "Công ty Cấp thoát nước Sông Hậu", "Cấp thoát nước", K),
    DemoUnit(
        "HDND",
        "Thường trực Hội đồng nhân dân thành phố",
        "TT HĐND TP",
        K,
        "",
        "HĐND",
        "Chủ tịch",
    ),
    DemoUnit(
        "VPDDBQH",
        "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân thành phố",
        "VP ĐĐBQH và HĐND",
        K,
        "HDND",
        "VP",
        "Chánh Văn phòng",
    ),
    DemoUnit(
        "MTTQ",
        "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố",
        "MTTQ TP",
        M,
        "",
        head_title="Chủ tịch",
    ),
    DemoUnit(
        "HHDN",
        "Hiệp hội Doanh nghiệp thành phố",
        "Hiệp hội DN",
        M,
        "",
        head_title="Chủ tịch",
    ),
    DemoUnit(
        "UBP-BN",
        "Ủy ban nhân dân phường Bến Ninh",
        "UBND P. Bến Ninh",
        X,
        abbreviation="UBND",
        head_title="Chủ tịch",
        place="Bến Ninh",
    ),
    DemoUnit(
        "BN-KTHT",
        "Phòng Kinh tế, Hạ tầng và Đô thị phường Bến Ninh",
        "P. KTHT&ĐT Bến Ninh",
        X,
        "UBP-BN",
        "KTHTĐT",
        "Trưởng phòng",
        "Bến Ninh",
    ),
    DemoUnit(
        "UBX-TQD",
        "Ủy ban nhân dân xã Thạnh Quới Đông",
        "UBND X. Thạnh Quới Đông",
        X,
        abbreviation="UBND",
        head_title="Chủ tịch",
        place="Thạnh Quới Đông",
    ),
)


def deputy_of(code: str) -> str:
    """How the deputy head of a unit signs: "Phó Chủ tịch Ủy ban nhân dân phường Bến Ninh"."""
    unit = next(unit for unit in UNITS if unit.code == code)
    rank, _space, of = unit.head_title.partition(" ")
    # "Trưởng Thuế" names the unit already.
    return f"Phó {rank if of and unit.name.startswith(of) else unit.head_title} {unit.name}"


# Field -> the units behind it, the one most concerned first.
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "dat-dai": ("Đất đai", ("SNNMT", "STC")),
    "thue": ("Thuế", ("THUE",)),
    "tin-dung": ("Tín dụng", ("NHNN", "HHDN")),
    "bhxh": ("Bảo hiểm xã hội", ("BHXH", "SNV")),
    "ho-tich": ("Hộ tịch", ("STP",)),
    "moi-truong": ("Môi trường", ("SNNMT",)),
    "giao-thong": ("Giao thông", ("SXD", "CATP")),
    "lao-dong": ("Lao động", ("SNV", "BQLKCN")),
    "xay-dung": ("Xây dựng", ("SXD",)),
    "dang-ky-kinh-doanh": ("Đăng ký kinh doanh", ("STC",)),
    "dien-nuoc": ("Điện, nước", ("PC", "CTN", "SCT")),
    "y-te": ("Y tế", ("SYT", "BHXH")),
    "giao-duc": ("Giáo dục", ("SGDDT",)),
    "cchc": ("Cải cách hành chính", ("SNV", "TTHCC", "VPUB")),
    "khac": ("Lĩnh vực khác", ("VPUB",)),
}


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
