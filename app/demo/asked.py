"""The 24 questions of the demo city: what was asked, by whom, and how far each one got."""

from dataclasses import dataclass
from unicodedata import normalize

from questions.clocks.starting import Weight
from questions.values import Channel, Competence, Kind, Outcome

H, K, P = Kind.QUESTION, Kind.PETITION, Kind.FEEDBACK
C, T, W = Competence.COMMUNE, Competence.CITY, Competence.CENTRAL


@dataclass(frozen=True)
class DemoAnswer:
    summary: str
    body: str
    basis: str = ""
    outcome: Outcome = Outcome.EXPLAINED
    number: str = ""


@dataclass(frozen=True)
class DemoQuestion:
    """`until` is the last stage it reaches: submitted, rejected, admitted, offered, in_progress, drafting,
    review, returned, approved, published. `declined_by` is an agency that gave it back first."""

    number: int
    event: str
    field: str
    summary: str
    kind: Kind
    competence: Competence
    lead: str
    helpers: tuple[str, ...]
    asker: tuple[str, str, str]  # name, address, phone
    until: str
    detail: str = ""
    answer: DemoAnswer | None = None
    oral: str = ""
    channel: Channel = Channel.PORTAL
    ticket: str = ""
    tax_code: str = ""
    email: str = ""
    weight: Weight = Weight.PLAIN
    declined_by: str = ""
    publish_name: bool = False
    marks: tuple[int, int] | None = None  # for the result and for the attitude, from 1 to 5
    dispute: str = ""


def _people(number: int) -> tuple[str, str, str]:
    names = (
        *(
            "Nguyễn Thị Ánh Hồng",
            "Trần Văn Út",
            "Lê Hoàng Phúc",
            "Công ty TNHH Gạo Phù Sa",
            "Phạm Thị Lan",
        ),
        *(
            "Công ty CP May Cồn Én",
            "Võ Văn Tám",
            "Đỗ Thị Diễm",
            "Huỳnh Ngọc Ân",
            "Bùi Thị Sáu",
            "Lý Văn Đạt",
        ),
        *(
            "Phan Thị Mười",
            "Hồ Văn Lành",
            "Công ty TNHH Dệt may Sông Hậu",
            "Đặng Minh Ảnh",
            "Đinh Công Thành",
        ),
        *(
            "Công ty CP Kho vận Bến Ninh",
            "Dương Thị Ánh",
            "Công ty TNHH Thủy sản Hậu Giang Xanh",
            "Ngô Văn Bảy",
        ),
        *("Trương Thị Kim Liên", "Lâm Quốc Bảo", "Tạ Văn Chín", "Cao Thị Ngọc Ân"),
    )
    places = (
        "phường Bến Ninh",
        "xã Thạnh Quới Đông",
        "phường Tân An Hòa",
        "phường Cái Sơn",
    )
    return (
        names[number - 1],
        f"Tổ {number}, {places[number % 4]}, thành phố Sông Hậu",
        f"09123456{number:02d}",
    )


def _q(number: int, *rest, **more) -> DemoQuestion:  # type: ignore[no-untyped-def]
    event, field, summary, kind, competence, lead, helpers, until = rest
    return DemoQuestion(
        number,
        event,
        field,
        summary,
        kind,
        competence,
        lead,
        helpers,
        _people(number),
        until,
        **more,
    )


KY9, KY8, BN, CCHC, VOTER = "ky-9", "ky-8", "ben-ninh", "cchc", "cu-tri"

QUESTIONS: tuple[DemoQuestion, ...] = (
    _q(
        1, KY8, "dat-dai",
        "Công ty chúng tôi nộp hồ sơ chuyển mục đích 1,2 ha đất nhà xưởng từ tháng 5 nhưng đến nay chưa được thông báo"
        " giá đất để nộp tiền. Xin cho biết vướng ở khâu nào và khi nào có kết quả?",
        H, T, "SNNMT", ("STC", "THUE"), "review",
        detail="Hồ sơ đã nộp đủ và được hẹn trả kết quả sau 30 ngày. Công ty đã ký hợp đồng thi công nên mỗi tháng chậm"
        " phải chịu phạt. Đề nghị ba cơ quan cùng trả lời một lần về giá đất, tiền sử dụng đất và thời điểm nộp.",
        weight=Weight.SEVERAL, tax_code="9900000016", email="phapche@gaophusa.example", publish_name=False,
        oral="Lãnh đạo Sở Nông nghiệp và Môi trường cho biết hồ sơ đang chờ Hội đồng thẩm định giá đất cụ thể.",
        answer=DemoAnswer(
            "Hồ sơ đang ở bước thẩm định giá đất cụ thể; dự kiến có quyết định giá trong tháng tới.",
            "1. Hồ sơ chuyển mục đích sử dụng 1,2 ha đất của Công ty đã hoàn thành bước thẩm định nhu cầu sử dụng đất.\n"
            "2. Vướng mắc hiện nay là phương án giá đất cụ thể phải lấy lại chứng thư định giá vì chứng thư cũ đã quá"
            " thời hạn sử dụng.\n"
            "3. Sở Tài chính họp Hội đồng thẩm định giá đất trong tuần tới; Thuế thành phố ra thông báo nộp tiền trong"
            " 05 ngày làm việc kể từ khi có quyết định giá đất.",
            "Luật Đất đai 2024\nNghị định số 71/2024/NĐ-CP ngày 27 tháng 6 năm 2024 của Chính phủ quy định về giá đất",
            Outcome.WILL_BE_DONE,
        ),
    ),
    _q(
        2, BN, "dat-dai",
        "Gia đình tôi được cấp giấy chứng nhận năm 1998, nay đo lại dư 36 m². Phường mới có được tiếp nhận hồ sơ cấp đổi"
        " không hay phải lên Văn phòng đăng ký đất đai?",
        H, C, "UBP-BN", ("SNNMT",), "published",
        answer=DemoAnswer(
            "Phường tiếp nhận hồ sơ cấp đổi tại Trung tâm Phục vụ hành chính công phường.",
            "1. Hồ sơ cấp đổi giấy chứng nhận được tiếp nhận tại Trung tâm Phục vụ hành chính công phường Bến Ninh, bà"
            " con không phải lên Văn phòng đăng ký đất đai.\n2. Phần diện tích 36 m² tăng thêm được xem xét nếu ranh"
            " giới thửa đất không thay đổi và không có tranh chấp; phường đo đạc, xác minh tại chỗ.\n3. Thời gian"
            " giải quyết không quá 10 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
            "Luật Đất đai 2024", Outcome.RESOLVED, "118/UBND-KTHTĐT",
        ),
    ),
    _q(
        3, KY8, "thue",
        "Hộ kinh doanh ăn uống chuyển từ thuế khoán sang kê khai cần sử dụng hóa đơn điện tử loại nào, có được hỗ trợ chi"
        " phí máy tính tiền không?",
        H, T, "THUE", (), "published", publish_name=True, email="lehoangphuc@songhau.example", marks=(4, 5),
        oral="Đại diện Thuế thành phố trả lời tại chỗ: dùng hóa đơn điện tử khởi tạo từ máy tính tiền.",
        answer=DemoAnswer(
            "Hộ kinh doanh dùng hóa đơn điện tử khởi tạo từ máy tính tiền; được dùng phần mềm miễn phí 12 tháng.",
            "1. Hộ kinh doanh ăn uống bán hàng trực tiếp đến người tiêu dùng sử dụng hóa đơn điện tử khởi tạo từ máy tính"
            " tiền có kết nối chuyển dữ liệu với cơ quan thuế.\n2. Không bắt buộc mua máy tính tiền chuyên dụng; có thể"
            " dùng điện thoại hoặc máy tính bảng cài phần mềm bán hàng.\n3. Thuế thành phố và các đơn vị cung cấp phần"
            " mềm hỗ trợ miễn phí 12 tháng đầu cho hộ đăng ký trong quý này; liên hệ bộ phận hỗ trợ hộ kinh doanh của"
            " Thuế cơ sở nơi kinh doanh.",
            "Nghị định số 70/2025/NĐ-CP ngày 20 tháng 3 năm 2025 của Chính phủ về hóa đơn, chứng từ",
            Outcome.RESOLVED, "2204/THUE-HKD",
        ),
    ),
    _q(
        4, KY8, "thue",
        "Doanh nghiệp xuất khẩu gạo của chúng tôi chờ hoàn thuế giá trị gia tăng đã 5 tháng, ảnh hưởng dòng tiền mùa vụ."
        " Đề nghị nêu rõ thời hạn giải quyết.",
        K, T, "THUE", (), "in_progress", tax_code="9900000023", publish_name=True,
    ),
    _q(
        5, KY9, "tin-dung",
        "Doanh nghiệp nhỏ không còn tài sản thế chấp, thành phố có quỹ bảo lãnh tín dụng hoặc chương trình kết nối ngân"
        " hàng nào trong quý IV?",
        H, T, "NHNN", ("STC", "HHDN"), "offered", weight=Weight.SEVERAL,
    ),
    _q(
        6, KY8, "bhxh",
        "Công ty gặp khó khăn sau bão, xin được hướng dẫn điều kiện tạm dừng đóng vào quỹ hưu trí và không bị tính lãi"
        " chậm đóng.",
        H, T, "BHXH", ("SNV",), "approved", tax_code="9900000030", email="nhansu@maycon-en.example",
        answer=DemoAnswer(
            "Doanh nghiệp được tạm dừng đóng khi giảm từ 50% lao động hoặc thiệt hại trên 50% tài sản do thiên tai.",
            "1. Doanh nghiệp được tạm dừng đóng vào quỹ hưu trí và tử tuất tối đa 12 tháng khi thiệt hại trên 50% giá trị"
            " tài sản do thiên tai hoặc phải bố trí cho từ 50% lao động tạm ngừng việc.\n2. Hồ sơ gồm văn bản đề nghị và"
            " biên bản xác nhận thiệt hại, nộp tại Sở Nội vụ; thời hạn giải quyết 10 ngày làm việc.\n3. Trong thời gian"
            " được tạm dừng đóng, doanh nghiệp không bị tính tiền chậm đóng.",
            "Luật Bảo hiểm xã hội 2024", Outcome.EXPLAINED, "911/BHXH-QLT",
        ),
    ),
    _q(
        7, CCHC, "bhxh",
        "Mẹ tôi 76 tuổi chưa có lương hưu, nay nhập xã thì nộp hồ sơ trợ cấp hưu trí xã hội ở đâu, bao nhiêu ngày có quyết"
        " định?",
        H, C, "UBX-TQD", ("SYT",), "in_progress", channel=Channel.PHONE, ticket="1022-26-004518",
        oral="Đại diện UBND xã: nộp tại Trung tâm Phục vụ hành chính công xã; sẽ có văn bản hướng dẫn cụ thể.",
    ),
    _q(
        8, BN, "ho-tich",
        "Con tôi sinh ở tỉnh khác, tôi muốn đăng ký khai sinh, thường trú và thẻ BHYT một lần tại phường đang tạm trú có"
        " được không?",
        H, C, "UBP-BN", ("CATP", "BHXH"), "published", weight=Weight.SEVERAL,
        answer=DemoAnswer(
            "Được, bằng thủ tục liên thông khai sinh, thường trú, thẻ BHYT tại phường nơi cư trú.",
            "1. Anh/chị có thể làm liên thông ba thủ tục trong một lần nộp tại Trung tâm Phục vụ hành chính công phường"
            " hoặc trên Cổng dịch vụ công.\n2. Trẻ được đăng ký thường trú theo cha hoặc mẹ; nếu cha mẹ mới tạm trú thì"
            " phần thường trú thực hiện tại nơi cha mẹ có thường trú, hồ sơ được chuyển liên thông.\n3. Thời gian giải"
            " quyết không quá 06 ngày làm việc.",
            "Nghị định số 63/2024/NĐ-CP ngày 10 tháng 6 năm 2024 của Chính phủ", Outcome.RESOLVED, "121/UBND-VHXH",
        ),
    ),
    _q(
        9, CCHC, "ho-tich",
        "Giấy khai sinh của tôi ghi sai chữ lót so với căn cước, cải chính ở xã cũ hay xã mới sau sáp nhập?",
        H, C, "UBX-TQD", ("STP",), "offered",
        oral="Đại diện Sở Tư pháp: nộp tại UBND xã mới, nơi kế thừa sổ hộ tịch.",
    ),
    _q(
        10, BN, "moi-truong",
        "Cơ sở tái chế nhựa cạnh khu dân cư tổ 7 xả khói có mùi khét vào ban đêm, bà con đã phản ánh hai lần qua 1022 nhưng"
        " chưa dứt điểm.",
        P, C, "UBP-BN", ("SNNMT", "CATP"), "published", channel=Channel.PHONE, ticket="1022-26-003377",
        weight=Weight.SEVERAL,
        answer=DemoAnswer(
            "Phường đã kiểm tra đột xuất, lập biên bản; sẽ lấy mẫu khí thải và công khai kết quả.",
            "1. Phường đã kiểm tra đột xuất vào ban đêm, lập biên bản cơ sở vận hành lò không đúng cam kết bảo vệ môi"
            " trường.\n2. Phòng Kinh tế, Hạ tầng và Đô thị phối hợp Sở Nông nghiệp và Môi trường lấy mẫu khí thải trong"
            " 05 ngày làm việc và công khai kết quả tại nhà sinh hoạt cộng đồng.\n3. Nếu vượt quy chuẩn, phường xử phạt"
            " và yêu cầu ngừng hoạt động lò cho đến khi khắc phục.",
            "Luật Bảo vệ môi trường 2020\nNghị định số 45/2022/NĐ-CP ngày 07 tháng 7 năm 2022 của Chính phủ",
            Outcome.WILL_BE_DONE, "127/UBND-KTHTĐT",
        ),
    ),
    _q(
        11, BN, "moi-truong",
        "Phí thu gom rác tăng từ tháng 7 nhưng xe chỉ vào hẻm 2 lần mỗi tuần. Đề nghị công khai lịch và mức thu theo từng"
        " nhóm hộ.",
        K, C, "UBP-BN", ("STC",), "published",
        answer=DemoAnswer(
            "Lịch thu gom và mức thu đã niêm yết tại các nhà sinh hoạt cộng đồng; tăng lên 3 lần mỗi tuần.",
            "1. Từ đầu tháng sau, xe vào các hẻm 3 lần mỗi tuần (thứ Hai, thứ Tư, thứ Sáu).\n2. Mức thu theo từng nhóm hộ"
            " được niêm yết tại nhà sinh hoạt cộng đồng các khu phố và trên trang thông tin của phường.\n3. Bà con phản"
            " ánh xe không đúng lịch qua tổng đài 1022.",
            "", Outcome.RESOLVED, "124/UBND-KTHTĐT",
        ),
    ),
    _q(
        12, VOTER, "giao-thong",
        "Nút giao trước trường tiểu học thường ùn tắc giờ tan học, đề nghị lắp đèn tín hiệu hoặc phân luồng xe tải từ 6 giờ"
        " 30 đến 7 giờ 30.",
        K, T, "SXD", ("CATP", "UBP-BN"), "admitted", channel=Channel.ASSOCIATION,
    ),
    _q(
        13, VOTER, "giao-thong",
        "Cầu ván kênh Ba Thước đã hư hai nhịp, học sinh đi lại nguy hiểm. Khi nào xã có kế hoạch sửa chữa?",
        K, C, "UBX-TQD", ("SXD",), "submitted", channel=Channel.LETTER,
    ),
    _q(
        14, KY9, "lao-dong",
        "Doanh nghiệp cần tuyển 300 công nhân may, mong được kết nối sàn việc làm và lớp đào tạo ngắn hạn tại chỗ.",
        K, T, "SNV", ("SGDDT", "BQLKCN"), "admitted", tax_code="9900000048", publish_name=True,
    ),
    _q(
        15, KY9, "lao-dong",
        "Thủ tục cấp giấy phép lao động cho chuyên gia nước ngoài nay nộp ở Sở Nội vụ hay Ban Quản lý khu công nghiệp?",
        H, T, "SNV", ("BQLKCN",), "drafting", declined_by="BQLKCN",
        answer=DemoAnswer(
            "Doanh nghiệp trong khu công nghiệp nộp tại Ban Quản lý; ngoài khu nộp tại Sở Nội vụ.",
            "1. Doanh nghiệp trong khu công nghiệp nộp hồ sơ tại Ban Quản lý các khu công nghiệp theo ủy quyền.\n"
            "2. Doanh nghiệp ngoài khu công nghiệp nộp tại Sở Nội vụ, qua Trung tâm Phục vụ hành chính công.",
        ),
    ),
    _q(
        16, BN, "xay-dung",
        "Xin hỏi nhà ở riêng lẻ 3 tầng trong khu đã có quy hoạch chi tiết có được miễn giấy phép xây dựng không, cần thông"
        " báo cho ai?",
        H, C, "UBP-BN", ("SXD",), "published", marks=(5, 5),
        answer=DemoAnswer(
            "Được miễn giấy phép khi phù hợp quy hoạch chi tiết 1/500; phải thông báo khởi công cho phường.",
            "1. Nhà ở riêng lẻ dưới 7 tầng trong khu đã có quy hoạch chi tiết 1/500 được miễn giấy phép xây dựng.\n"
            "2. Chủ nhà gửi thông báo khởi công kèm bản vẽ cho UBND phường trước khi khởi công 03 ngày làm việc.",
            "Luật Xây dựng 2014 (sửa đổi, bổ sung năm 2020)", Outcome.EXPLAINED, "119/UBND-KTHTĐT",
        ),
    ),
    _q(
        17, KY8, "xay-dung",
        "Dự án nhà kho logistics bị trả hồ sơ thẩm duyệt PCCC ba lần, mỗi lần một lý do khác nhau. Đề nghị hướng dẫn đầy đủ"
        " một lần.",
        P, T, "CATP", ("SXD",), "published", tax_code="9900000055", publish_name=True,
        marks=(2, 4),
        dispute="Câu trả lời chưa cho biết danh mục kiểm tra có hiệu lực từ ngày nào và hồ sơ đang nộp có áp dụng không.",
        oral="Lãnh đạo Công an thành phố nhận trách nhiệm và hứa ban hành danh mục kiểm tra thống nhất.",
        answer=DemoAnswer(
            "Công an thành phố xin lỗi doanh nghiệp và sẽ hướng dẫn đầy đủ một lần theo danh mục kiểm tra.",
            "1. Qua kiểm tra, ba lần trả hồ sơ do ba cán bộ thụ lý khác nhau; Công an thành phố xin lỗi doanh nghiệp.\n"
            "2. Cán bộ thụ lý đã làm việc trực tiếp và hướng dẫn đầy đủ một lần; hồ sơ bổ sung được thẩm duyệt trong 10"
            " ngày làm việc.\n3. Danh mục kiểm tra hồ sơ thẩm duyệt sẽ được ban hành và công khai.",
            "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ 2024", Outcome.WILL_BE_DONE, "3056/CATP-PCCC",
        ),
    ),
    _q(
        18, KY9, "dang-ky-kinh-doanh",
        "Sau khi sáp nhập tỉnh, doanh nghiệp có phải đổi địa chỉ trên giấy chứng nhận đăng ký doanh nghiệp và con dấu ngay"
        " không? Lệ phí thế nào?",
        H, T, "STC", ("THUE",), "returned",
        answer=DemoAnswer(
            "Không bắt buộc đổi ngay; cập nhật khi đăng ký thay đổi nội dung khác và được miễn lệ phí.",
            "1. Doanh nghiệp không bắt buộc thay đổi ngay địa chỉ trên giấy chứng nhận do thay đổi địa giới hành chính.\n"
            "2. Khi có nhu cầu, doanh nghiệp cập nhật địa chỉ qua Cổng thông tin quốc gia về đăng ký doanh nghiệp.",
            "Nghị định số 168/2025/NĐ-CP ngày 30 tháng 6 năm 2025 của Chính phủ về đăng ký doanh nghiệp",
            Outcome.EXPLAINED,
        ),
    ),
    _q(
        19, KY9, "dien-nuoc",
        "Khu sản xuất hay mất điện đột xuất, mỗi lần thiệt hại cả mẻ hàng đông lạnh. Đề nghị ngành điện báo trước ít nhất 3"
        " ngày.",
        K, T, "PC", ("SCT",), "submitted", tax_code="9900000062", channel=Channel.QR,
    ),
    _q(
        20, CCHC, "y-te",
        "Trạm y tế xã hết thuốc huyết áp theo BHYT đã 2 tháng, người già phải lên bệnh viện thành phố lấy thuốc.",
        P, T, "SYT", ("BHXH",), "admitted", channel=Channel.DIRECT,
    ),
    _q(
        21, CCHC, "giao-duc",
        "Phụ huynh đề nghị công khai các khoản thu đầu năm và phương án xe đưa rước khi gộp hai điểm trường.",
        K, C, "UBX-TQD", ("SGDDT",), "submitted", channel=Channel.ZALO,
    ),
    _q(
        22, VOTER, "khac",
        "Kiến nghị sửa quy định để mức giảm trừ gia cảnh phù hợp giá cả hiện nay.",
        K, W, "STC", ("THUE",), "admitted", channel=Channel.ASSOCIATION,
    ),
    _q(
        23, BN, "khac",
        "Tôi không đồng ý quyết định xử phạt của Chủ tịch UBND phường, đề nghị hủy quyết định.",
        K, C, "TTTP", (), "rejected", channel=Channel.DESK,
    ),
    _q(
        24, KY9, "dang-ky-kinh-doanh",
        normalize("NFD", "Cong ty toi co phai lam lai giay phep kinh doanh sau khi sap nhap tinh khong?"),
        H, T, "STC", (), "submitted",
        detail=normalize("NFD", "Công ty đăng ký ở tỉnh cũ, nay đã sáp nhập vào thành phố Sông Hậu."),
    ),
)  # fmt: skip
