"""What people of a city ask about, in pieces that combine to thousands of different questions."""

import random
from dataclasses import dataclass

ASKS = (
    ("Đất đai", "Hồ sơ chuyển mục đích {area} m² đất tại {place} nộp từ tháng {month} chưa có thông báo giá đất",
     "Xin cho biết hồ sơ vướng ở khâu nào, cơ quan nào đang giữ và khi nào có kết quả để nộp tiền."),
    ("Đất đai", "Cấp đổi giấy chứng nhận tại {place} khi đo lại dư {area} m²",
     "Giấy chứng nhận cấp năm 1998, nay đo lại có phần dư; xin hướng dẫn nơi tiếp nhận hồ sơ sau khi bỏ cấp huyện."),
    ("Thuế", "Hộ kinh doanh ăn uống ở {place} chuyển từ thuế khoán sang kê khai cần hóa đơn điện tử nào",
     "Chúng tôi có được hỗ trợ chi phí máy tính tiền và hướng dẫn kê khai lần đầu hay không?"),
    ("Thuế", "Hoàn thuế giá trị gia tăng cho doanh nghiệp xuất khẩu tại {place} chậm {month} tháng",
     "Việc chậm hoàn thuế ảnh hưởng dòng tiền mùa vụ. Đề nghị nêu rõ thời hạn giải quyết."),
    ("Tín dụng", "Doanh nghiệp nhỏ ở {place} không còn tài sản thế chấp, vay vốn qua quỹ bảo lãnh nào",
     "Thành phố có chương trình kết nối ngân hàng trong quý tới không, điều kiện tham gia ra sao?"),
    ("Bảo hiểm xã hội", "Điều kiện tạm dừng đóng vào quỹ hưu trí cho {area} lao động tại {place}",
     "Công ty gặp khó khăn sau bão, xin được hướng dẫn để không bị tính lãi chậm đóng."),
    ("Hộ tịch", "Đăng ký khai sinh, thường trú và thẻ bảo hiểm y tế một lần tại {place}",
     "Con tôi sinh ở tỉnh khác, gia đình đang tạm trú. Xin hỏi có làm liên thông tại phường được không?"),
    ("Môi trường", "Cơ sở tái chế nhựa cạnh {place} xả khói có mùi khét vào ban đêm",
     "Bà con đã phản ánh {month} lần qua tổng đài nhưng chưa dứt điểm. Đề nghị kiểm tra, lấy mẫu và công khai."),
    ("Môi trường", "Phí thu gom rác tại {place} tăng nhưng xe chỉ vào hẻm {month} lần mỗi tuần",
     "Đề nghị công khai lịch thu gom và mức thu theo từng nhóm hộ."),
    ("Giao thông", "Nút giao trước trường tiểu học ở {place} thường ùn tắc giờ tan học",
     "Đề nghị lắp đèn tín hiệu hoặc phân luồng xe tải vào giờ cao điểm buổi sáng."),
    ("Giao thông", "Cầu ván tại {place} đã hư {month} nhịp, học sinh đi lại nguy hiểm",
     "Khi nào có kế hoạch sửa chữa, trong thời gian chờ có biển cảnh báo và lối đi tạm không?"),
    ("Lao động", "Doanh nghiệp tại {place} cần tuyển {area} công nhân may",
     "Mong được kết nối sàn việc làm và mở lớp đào tạo ngắn hạn tại chỗ."),
    ("Xây dựng", "Nhà ở riêng lẻ {month} tầng ở {place} có được miễn giấy phép xây dựng không",
     "Khu đất đã có quy hoạch chi tiết. Xin hỏi cần thông báo khởi công cho cơ quan nào?"),
    ("Xây dựng", "Dự án nhà kho tại {place} bị trả hồ sơ thẩm duyệt phòng cháy {month} lần",
     "Mỗi lần một lý do khác nhau. Đề nghị hướng dẫn đầy đủ một lần để doanh nghiệp thực hiện."),
    ("Đăng ký kinh doanh", "Sau sáp nhập, doanh nghiệp ở {place} có phải đổi địa chỉ trên giấy chứng nhận không",
     "Con dấu có phải làm lại ngay không, lệ phí thế nào, thời hạn đến khi nào?"),
    ("Điện, nước", "Khu sản xuất {place} hay mất điện đột xuất, thiệt hại cả mẻ hàng đông lạnh",
     "Đề nghị ngành điện báo trước ít nhất {month} ngày và thông tin lịch bảo trì."),
    ("Y tế", "Trạm y tế {place} hết thuốc huyết áp theo bảo hiểm y tế đã {month} tháng",
     "Người già phải lên bệnh viện thành phố lấy thuốc, đi lại rất khó khăn."),
    ("Giáo dục", "Đề nghị công khai các khoản thu đầu năm của trường tại {place}",
     "Phụ huynh cũng mong biết phương án xe đưa rước khi gộp {month} điểm trường."),
)  # fmt: skip
PLACES = tuple(
    f"{kind} {name}"
    for kind, names in (
        ("phường", ("Bến Ninh", "Cái Sơn", "An Thới", "Hưng Lợi", "Trà Nóc", "Long Tuyền", "Xuân Khánh")),
        ("xã", ("Thạnh Quới Đông", "Trung Thạnh", "Vĩnh Trinh", "Đông Hiệp", "Mỹ Khánh", "Nhơn Nghĩa", "Thới Lai")),
        ("khu công nghiệp", ("Hưng Phú", "Thốt Nốt", "Vĩnh Thạnh")),
        ("hẻm", ("14 đường Bờ Kè", "27 đường Nam Kỳ", "51 đường Chợ Nổi")),
    )
    for name in names
)
ANSWERS = (
    "Sở đã rà soát hồ sơ và trình cấp có thẩm quyền; kết quả được thông báo bằng văn bản trước ngày cuối tháng.",
    "Theo quy định hiện hành, hồ sơ nộp tại Trung tâm Phục vụ hành chính công; thời hạn giải quyết 10 ngày làm việc.",
    "Đơn vị đã kiểm tra thực tế, yêu cầu khắc phục trong 15 ngày và sẽ phúc tra, công khai kết quả tại địa phương.",
    "Nội dung thuộc thẩm quyền của cơ quan trung ương; thành phố đã kiến nghị và sẽ thông tin khi có trả lời.",
)
BASES = ("Luật Đất đai 2024, Điều 159", "Nghị định 61/2018/NĐ-CP, Điều 17", "Luật Bảo vệ môi trường 2020, Điều 72")


@dataclass(frozen=True)
class Asked:
    field: str
    summary: str
    detail: str
    answer: str
    basis: str


def asked(chance: random.Random) -> Asked:
    """One question out of some hundred thousand, always the same for the same seed."""
    field, summary, detail = chance.choice(ASKS)
    pieces = {"place": chance.choice(PLACES), "area": chance.randrange(20, 900), "month": chance.randrange(2, 12)}
    return Asked(
        field, f"{summary.format(**pieces)}?", detail.format(**pieces), chance.choice(ANSWERS), chance.choice(BASES)
    )


def queries(count: int) -> list[str]:
    """Fixed searches of one to three syllables that follow one another in what people ask, typed without marks."""
    from app.text import fold

    chance = random.Random(7)
    found = []
    while len(found) < count:
        words = asked(chance).summary.replace(",", "").replace("?", "").split()
        length = chance.randrange(1, 4)
        start = chance.randrange(0, len(words) - length)
        found.append(fold(" ".join(words[start : start + length])))
    return found
