"""Every piece of the look on one page, with made-up contents; served in the demo and in tests."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from litestar import Response, get

from app.access import Access
from app.clock import VIETNAM
from app.web.pages import page
from app.web.paging import Page
from app.web.posted import AnyRequest


@dataclass(frozen=True)
class Due:
    words: str
    on: date
    tone: str
    why_path: str | None = None


@dataclass(frozen=True)
class Step:
    at: datetime
    words: str
    detail: str = ""
    is_now: bool = False


@dataclass(frozen=True)
class Act:
    label: str
    path: str = "/styleguide"
    method: str = "get"
    icon: str = ""
    is_main: bool = False
    is_grave: bool = False
    confirm: str = ""
    why_not: str = ""


DUES = {
    "soon": Due("còn 3 ngày làm việc", date(2026, 9, 5), "soon", "/styleguide"),
    "late": Due("quá hạn 2 ngày", date(2026, 8, 31), "late", "/styleguide"),
    "quiet": Due("còn 12 ngày làm việc", date(2026, 9, 18), "quiet"),
    "ok": Due("trả lời trước hạn 1 ngày", date(2026, 9, 4), "ok"),
}
STEPS = [
    Step(datetime(2026, 8, 20, 8, 30, tzinfo=VIETNAM), "Đã nhận câu hỏi qua cổng"),
    Step(datetime(2026, 8, 21, 14, 5, tzinfo=VIETNAM), "Chuyển Sở Tài chính trả lời", "Hạn trả lời 05/9/2026."),
    Step(datetime(2026, 8, 24, 9, 12, tzinfo=VIETNAM), "Sở Tài chính nhận trả lời", is_now=True),
]
ACTS = [
    Act("Phê duyệt", method="post", icon="check", is_main=True, confirm="Phê duyệt câu trả lời này?"),
    Act("Trả lại", icon="history"),
    Act("Công khai", icon="send", why_not="Câu trả lời chưa được phê duyệt."),
    Act("Rút câu hỏi", icon="ban", is_grave=True),
]
ROWS = [
    (
        "CH-2026-0012",
        "Thủ tục hoàn thuế giá trị gia tăng cho doanh nghiệp xuất khẩu",
        "Thuế thành phố",
        "late",
    ),
    ("CH-2026-0015", "Cấp điện cho cụm công nghiệp Thới Hòa trong giờ cao điểm", "Công ty Điện lực", "soon"),
    ("CH-2026-0021", "Bãi đỗ xe tải quanh chợ đầu mối", "Sở Xây dựng", "quiet"),
]
TYPED = {
    "name": "Trần Thị Ước",
    "phone": "0912",
    "detail": "Doanh nghiệp chúng tôi đã nộp hồ sơ…",
    "field": "tax",
}
PROBLEMS = {
    "phone": "Số điện thoại cần 10 chữ số, ví dụ 0912 345 678.",
    "agree": "Anh/chị cần đồng ý để chúng tôi xử lý.",
}
LABELS = {"phone": "Số điện thoại", "agree": "Đồng ý"}


@get("/styleguide", opt={"access": Access.PUBLIC})
async def styleguide(request: AnyRequest) -> Response[Any]:
    return page(request, "styleguide.html", **_samples())


@get("/styleguide/desk", opt={"access": Access.PUBLIC})
async def styleguide_desk(request: AnyRequest) -> Response[Any]:
    return page(request, "styleguide_desk.html", **_samples())


def _samples() -> dict[str, Any]:
    return {
        "dues": DUES,
        "steps": STEPS,
        "acts": ACTS,
        "rows": Page(ROWS, 2, 25, has_next=True),
        "typed": TYPED,
        "problems": PROBLEMS,
        "labels": LABELS,
    }
