"""The 8 commitments of the demo city, said at the two forums that were held."""

from dataclasses import dataclass

from questions.commitments.states import DueWording

BEFORE, BY, WITHIN, MONTHLY = (
    DueWording.BEFORE,
    DueWording.BY,
    DueWording.WITHIN,
    DueWording.MONTHLY,
)


@dataclass(frozen=True)
class DemoPromise:
    """`due_in` is the last day, in calendar days from the day of the run. `stage`: active, claimed, kept."""

    event: str
    owner: str
    helpers: str
    words: str
    product: str
    wording: DueWording
    due_in: int = 0
    days: int | None = None
    day_of_month: int | None = None
    stage: str = "active"
    progress: str = ""
    evidence: str = ""
    question: int | None = None


CHAIR_CITY = "Phó Chủ tịch Ủy ban nhân dân thành phố"
CHAIR_BN = "Chủ tịch Ủy ban nhân dân phường Bến Ninh"

PROMISES = (
    DemoPromise(
        "ky-8", "SNNMT", "Sở Tài chính, Thuế thành phố",
        "Giao Sở Nông nghiệp và Môi trường rà soát 17 hồ sơ chậm xác định giá đất, nêu rõ nguyên nhân và ngày hoàn thành"
        " từng hồ sơ.",
        "Danh mục 17 hồ sơ kèm nguyên nhân và ngày hoàn thành", BEFORE, due_in=-4,
        progress="Đã rà soát 11 trên 17 hồ sơ; 6 hồ sơ còn lại chờ chứng thư định giá.", question=1,
    ),
    DemoPromise(
        "ky-8", "SNV", "",
        "Giao Sở Nội vụ tham mưu kế hoạch kiểm tra việc yêu cầu giấy tờ ngoài quy định tại Bộ phận Một cửa.",
        "Kế hoạch kiểm tra được ban hành", BY, due_in=0,
    ),
    DemoPromise(
        "ky-8", "STC", "",
        "Giao Sở Tài chính công khai bộ câu hỏi - trả lời về cập nhật địa chỉ sau sáp nhập trên Cổng thông tin điện tử.",
        "Bộ câu hỏi - trả lời đăng trên Cổng thông tin điện tử", WITHIN, days=7, stage="kept",
        progress="Đã biên soạn 42 câu hỏi thường gặp.",
        evidence="Văn bản số 2871/STC-ĐKKD; chuyên mục “Sau sáp nhập” trên Cổng thông tin điện tử",
    ),
    DemoPromise(
        "ky-8", "VPUB", "Các sở, ngành",
        "Giao các sở, ngành trả lời bằng văn bản toàn bộ câu hỏi chưa trả lời tại hội nghị, gửi người hỏi và Văn phòng;"
        " Văn phòng theo dõi.",
        "Văn bản trả lời từng câu hỏi", WITHIN, days=20,
    ),
    DemoPromise(
        "ky-8", "NHNN", "Hiệp hội Doanh nghiệp",
        "Đề nghị Ngân hàng Nhà nước khu vực cùng Hiệp hội Doanh nghiệp tổ chức hội nghị kết nối ngân hàng - doanh nghiệp"
        " quý IV.",
        "Hội nghị kết nối và báo cáo số khoản vay được kết nối", BY, due_in=25,
    ),
    DemoPromise(
        "ky-8", "CATP", "Sở Xây dựng",
        "Đề nghị Công an thành phố hướng dẫn đầy đủ một lần hồ sơ thẩm duyệt phòng cháy chữa cháy và ban hành danh mục"
        " kiểm tra.",
        "Danh mục kiểm tra hồ sơ thẩm duyệt", BEFORE, due_in=12, stage="claimed",
        progress="Đã lấy ý kiến Sở Xây dựng và Hiệp hội Doanh nghiệp.",
        evidence="Văn bản số 3120/CATP-PCCC kèm danh mục 28 mục kiểm tra", question=17,
    ),
    DemoPromise(
        "ben-ninh", "BN-KTHT", "Sở Nông nghiệp và Môi trường",
        "Giao Phòng Kinh tế, Hạ tầng và Đô thị kiểm tra, lấy mẫu khí thải cơ sở tái chế tổ 7 và công khai kết quả tại nhà"
        " sinh hoạt cộng đồng.",
        "Kết quả quan trắc khí thải niêm yết tại nhà sinh hoạt cộng đồng", WITHIN, days=5, stage="kept",
        progress="Đã lấy mẫu lúc 22 giờ, gửi phòng thử nghiệm.",
        evidence="Phiếu kết quả thử nghiệm số 0457 và ảnh niêm yết", question=10,
    ),
    DemoPromise(
        "ky-8", "VPUB", "",
        "Giao Văn phòng theo dõi, đôn đốc; tổng hợp báo cáo tiến độ hằng tháng, công khai đơn vị chậm.",
        "Báo cáo tiến độ hằng tháng", MONTHLY, day_of_month=20,
    ),
)  # fmt: skip
