"""Units and fields of the demo city. None of them exists."""

from dataclasses import dataclass

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
