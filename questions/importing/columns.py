"""What the columns of a list of questions are called, in Vietnamese and English. Pure."""

from app.spreadsheets.headers import Header, Vocabulary

# By key of the intake form; the first name of a key that is found wins over the later ones.
NAMES: dict[str, tuple[str, ...]] = {
    "name": (
        "họ và tên", "họ tên", "full name", "họ và tên người hỏi", "họ tên người hỏi", "tên người hỏi",
        "người hỏi", "người gửi", "người phản ánh", "người kiến nghị", "người nêu", "name", "tên",
        "asker", "tên doanh nghiệp", "doanh nghiệp", "tên công ty", "công ty", "tên tổ chức, cá nhân",
        "tổ chức, cá nhân", "cá nhân, tổ chức", "tổ chức", "cử tri", "company name", "company",
        "organisation", "organization",
    ),
    "address": (
        "địa chỉ", "địa chỉ liên hệ", "địa chỉ nơi ở", "nơi ở", "nơi cư trú", "contact address",
        "address",
    ),
    "phone": (
        "điện thoại", "số điện thoại", "điện thoại liên hệ", "sđt", "số đt", "đt", "di động",
        "số di động", "phone", "phone number", "telephone", "mobile", "tel",
    ),
    "tax_code": ("mã số thuế", "mst", "mã số doanh nghiệp", "tax code", "tax id", "tax number"),
    "email": (
        "email", "e-mail", "thư điện tử", "địa chỉ email", "địa chỉ e-mail", "địa chỉ thư điện tử",
        "mail",
    ),
    "field": (
        "lĩnh vực", "chủ đề", "nhóm vấn đề", "field", "theme", "topic", "field of work", "sector",
    ),
    "summary": (
        "tóm tắt", "nội dung tóm tắt", "tóm tắt nội dung", "summary", "trích yếu", "tiêu đề",
        "your question in short", "subject", "title",
    ),
    "detail": (
        "nội dung chi tiết", "chi tiết", "detail", "details", "the details", "nội dung câu hỏi",
        "nội dung kiến nghị", "nội dung phản ánh", "nội dung", "câu hỏi", "kiến nghị", "phản ánh",
        "ý kiến", "content", "question", "description",
    ),
    "channel": (
        "kênh", "kênh tiếp nhận", "hình thức tiếp nhận", "nguồn tiếp nhận", "nguồn", "channel",
        "source", "how it came in", "tiếp nhận qua kênh",
    ),
    "outside_ticket": (
        "mã phiếu 1022", "số phiếu 1022", "số phiếu", "mã phiếu", "mã 1022", "mã phản ánh", "mã hồ sơ",
        "ticket", "ticket number", "outside ticket", "reference", "number at the other service",
    ),
    "happened_at": (
        "ngày tiếp nhận", "thời gian tiếp nhận", "thời điểm tiếp nhận", "ngày gửi", "ngày nhận",
        "ngày hỏi", "ngày phản ánh", "received", "received at", "received on", "date received",
        "happened at", "happened on", "when it was put", "thời điểm hỏi", "ngày", "thời gian", "date", "time",
    ),
}  # fmt: skip
# A column of answers is nobody's question.
NEVER = ("tra loi", "ket qua", "xu ly", "giai quyet", "answer", "reply", "response", "han")
VOCABULARY = Vocabulary(NAMES, never=NEVER, short=("email", "mst", "sdt", "phone"))


def missing(header: Header) -> tuple[str, ...]:
    """The needed keys that no column holds; one of summary and detail is enough."""
    needed = [key for key in ("name", "address", "phone") if key not in header.columns]
    if not {"summary", "detail"} & set(header.columns):
        needed.append("summary")
    return tuple(needed)
