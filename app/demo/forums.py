"""The six forums of the demo city, as days counted from the day of the run."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DemoForum:
    """`session` is in working days from today (0 is today). `stage` is how far it has come."""

    key: str
    type: str
    organiser: str
    account: str
    session: int
    stage: str
    title: str = ""
    series: str = ""
    edition: int | None = None
    theme: str = ""
    description: str = ""
    agenda: str = ""
    place: str = ""
    online_url: str = ""
    fields: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    co_organisers: tuple[str, ...] = ()
    chairs: tuple[str, ...] = ()
    secretary: str = ""
    attendance: tuple[tuple[str, str, str, int], ...] = field(default_factory=tuple)


CAFE_AGENDA = (
    "Khai mạc, giới thiệu đại biểu\n"
    "Báo cáo kết quả thực hiện kết luận kỳ trước\n"
    "Doanh nghiệp nêu câu hỏi; sở, ngành trả lời\n"
    "Kết luận của chủ trì"
)

FORUMS = (
    DemoForum(
        "ky-8", "cafe", "TTXT", "dieuphoi", -12, "held",
        series="Cà phê doanh nhân", edition=8,
        theme="Thuế, bảo hiểm xã hội và phòng cháy chữa cháy",
        description="Kỳ thứ 8 của chuỗi gặp gỡ giữa lãnh đạo thành phố và doanh nghiệp, do Trung tâm phối hợp Hiệp hội"
        " Doanh nghiệp tổ chức.",
        agenda=CAFE_AGENDA, place="Hội trường Trung tâm Xúc tiến đầu tư, số 12 đường Hòa Bình, phường Bến Ninh",
        fields=("thue", "bhxh", "dat-dai", "xay-dung"),
        agencies=("THUE", "BHXH", "SNNMT", "CATP", "STC", "NHNN", "SNV", "VPUB"),
        co_organisers=("HHDN",), chairs=("chutri", "chutri2"), secretary="thuky",
        attendance=(
            ("agency", "Ông Trần Hữu Bình", "Phó Trưởng Thuế thành phố", 1),
            ("agency", "Bà Nguyễn Thị Châu", "Phó Giám đốc Bảo hiểm xã hội thành phố", 1),
            ("agency", "Ông Phan Đức Sơn", "Phó Giám đốc Sở Nông nghiệp và Môi trường", 1),
            ("agency", "Thượng tá Lê Quốc Hùng", "Phó Giám đốc Công an thành phố", 1),
            ("business", "Đại diện doanh nghiệp hội viên", "Hiệp hội Doanh nghiệp thành phố", 86),
            ("press", "Phóng viên các báo, đài", "Báo và Đài thành phố", 6),
        ),
    ),
    DemoForum(
        "ky-9", "cafe", "TTXT", "dieuphoi", 14, "collecting",
        series="Cà phê doanh nhân", edition=9,
        theme="Vốn và đất đai cho sản xuất, kinh doanh",
        description="Mời doanh nghiệp, hộ kinh doanh gửi câu hỏi trước về tín dụng, đất đai, lao động và đăng ký kinh"
        " doanh. Câu hỏi gửi trước sẽ được chuẩn bị trả lời ngay tại hội trường.",
        agenda=CAFE_AGENDA, place="Hội trường Trung tâm Xúc tiến đầu tư, số 12 đường Hòa Bình, phường Bến Ninh",
        online_url="https://hop.songhau.example/ca-phe-doanh-nhan-9",
        fields=("tin-dung", "dat-dai", "lao-dong", "dang-ky-kinh-doanh"),
        agencies=("NHNN", "SNNMT", "STC", "SNV", "BQLKCN", "PC"),
        co_organisers=("HHDN",), chairs=("chutri", "chutri2"), secretary="thuky",
    ),
    DemoForum(
        "ben-ninh", "people", "UBP-BN", "dieuphoi.bn", -24, "published",
        title="Hội nghị đối thoại với Nhân dân phường Bến Ninh", theme="Đất đai, hộ tịch và môi trường khu dân cư",
        description="Đối thoại hằng năm của Ủy ban nhân dân phường với Nhân dân theo Luật Tổ chức chính quyền địa phương.",
        agenda="Khai mạc\nBáo cáo việc giải quyết kiến nghị lần trước\nNhân dân nêu ý kiến, phường trả lời\nKết luận",
        place="Nhà văn hóa phường Bến Ninh", fields=("dat-dai", "ho-tich", "moi-truong", "xay-dung"),
        agencies=("UBP-BN", "BN-KTHT", "SNNMT", "CATP"), co_organisers=("MTTQ",), chairs=("chutri.bn",),
        secretary="dieuphoi.bn",
        attendance=(
            ("agency", "Bà Trần Thị Kim Giang", "Trưởng phòng Kinh tế, Hạ tầng và Đô thị", 1),
            ("citizen", "Nhân dân các khu phố", "Phường Bến Ninh", 142),
        ),
    ),
    DemoForum(
        "cchc", "cchc", "VPUB", "dieuphoi.vpub", 0, "in_session",
        title="Hội nghị đối thoại cải cách hành chính năm 2026", theme="Một cửa sau sáp nhập: nhanh, gần, không giấy tờ thừa",
        description="Lãnh đạo thành phố đối thoại với người dân và doanh nghiệp về giải quyết thủ tục hành chính.",
        agenda="Khai mạc\nĐối thoại theo nhóm thủ tục\nKết luận", place="Hội trường Ủy ban nhân dân thành phố",
        online_url="https://hop.songhau.example/cchc-2026", fields=("cchc", "ho-tich", "y-te", "giao-duc", "bhxh"),
        agencies=("SNV", "STP", "SYT", "SGDDT", "UBX-TQD", "TTHCC"), chairs=("chutri",), secretary="dieuphoi.vpub",
        attendance=(
            ("agency", "Ông Huỳnh Minh Hiếu", "Phó Giám đốc Sở Nội vụ", 1),
            ("agency", "Bà Võ Ngọc Lan", "Phó Giám đốc Sở Tư pháp", 1),
            ("citizen", "Người dân và doanh nghiệp", "Tham dự trực tiếp", 57),
        ),
    ),
    DemoForum(
        "cu-tri", "voter", "VPDDBQH", "dieuphoi.hdnd", 9, "postponed",
        title="Tiếp xúc cử tri trước Kỳ họp cuối năm 2026",
        theme="Giao thông, an sinh và chính sách", description="Đại biểu Hội đồng nhân dân thành phố tiếp xúc cử tri tại 6 điểm.",
        agenda="Báo cáo nội dung kỳ họp\nCử tri phát biểu\nĐại biểu tiếp thu, giải trình",
        place="6 điểm tại các phường, xã", fields=("giao-thong", "khac"), agencies=("SXD", "UBX-TQD", "STC"),
        co_organisers=("HDND", "MTTQ"), chairs=("chutri.hdnd",), secretary="dieuphoi.hdnd",
    ),
    DemoForum(
        "truc-tuyen", "online", "VPUB", "dieuphoi.vpub", 20, "draft",
        title="Giao lưu trực tuyến “Một cửa sau sáp nhập”", theme="Thủ tục hành chính không phụ thuộc địa giới",
        description="Hai khách mời trả lời câu hỏi của người dân trên mạng trong hai giờ.",
        online_url="https://hop.songhau.example/mot-cua", fields=("cchc",), agencies=("TTHCC", "SNV"),
        chairs=("chutri",), secretary="dieuphoi.vpub",
    ),
)  # fmt: skip
