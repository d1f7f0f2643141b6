"""Facts for papers: a small forum, and one of a hundred questions with every Vietnamese letter."""

import unicodedata
from datetime import UTC, date, datetime

from exports.documents.facts import (
    AgendaLine,
    AttendanceGroup,
    CommitmentLine,
    MinutesFacts,
    Objection,
    Official,
    OldBusiness,
    OwedAnswer,
    QuestionLine,
    Speech,
)
from exports.documents.fonts import vietnamese_letters

TITLE = "Hội nghị đối thoại doanh nghiệp “Cà phê doanh nhân” kỳ thứ 9"
MARKED = "".join(letter for letter in vietnamese_letters() if not letter.isascii())


def small_forum(**changes: object) -> MinutesFacts:
    facts: dict[str, object] = {
        "organ": "Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp",
        "parent_organ": "UBND thành phố Sông Hậu",
        "symbol": "03/BB-TTXT",
        "is_draft": False,
        "title": TITLE,
        "started_at": datetime(2026, 9, 5, 1, 0, tzinfo=UTC),
        "ended_at": datetime(2026, 9, 5, 4, 30, tzinfo=UTC),
        "place": "Hội trường số 2, phường Bến Ninh, thành phố Sông Hậu",
        "chairs": (Official("Đỗ Văn Ước", "Phó Chủ tịch UBND thành phố", "Ông"),),
        "secretary": Official("Nguyễn Thị Ánh", "Chuyên viên", "Bà"),
        "attendance": (
            AttendanceGroup("Cơ quan trả lời", ("Ông Đinh Văn Dân, Giám đốc Sở Tài chính",)),
            AttendanceGroup("Doanh nghiệp, người dân", count=64),
        ),
        "agenda": (AgendaLine("Phát biểu đề dẫn", (Speech("Ông Lê Văn Ẩn", "Chào mừng các doanh nghiệp"),)),),
        "old_business": OldBusiness("Kỳ thứ 8", 5, 7, ("Công khai bộ câu hỏi",)),
        "questions": (
            QuestionLine(1, "Công ty TNHH A & B", "Bao giờ có <giá đất>?", "Sở Tài chính", "Trong tháng 9", True),
            QuestionLine(2, "N.V.A.", "Xe rác vào hẻm mấy lần?", "UBND phường Bến Ninh"),
        ),
        "owed": (OwedAnswer(2, "Xe rác vào hẻm mấy lần?", "UBND phường Bến Ninh", date(2026, 2, 5)),),
        "commitments": (
            CommitmentLine("Rà soát 17 hồ sơ.", "Sở Tài chính", "Danh mục", "trước ngày 30/9/2026"),
            CommitmentLine("Hướng dẫn đầy đủ một lần", "Công an thành phố", is_request=True),
        ),
        "objections": (Objection("Sở Tài chính", "đề nghị ghi rõ số hồ sơ"),),
    }
    return MinutesFacts(**(facts | changes))  # type: ignore[arg-type]


def large_forum() -> MinutesFacts:
    """A hundred questions with every letter as a Mac stores it (NFD), and what breaks careless writers."""
    text = unicodedata.normalize("NFD", f"{MARKED} ₫ “ệ” – không có điện")
    questions = tuple(
        QuestionLine(number, f"Công ty số {number}\x00", f"{text}\x0b\ufffe {number}", "Sở Tài chính", text * 2, True)
        for number in range(1, 101)
    )
    return small_forum(questions=questions, secretary=Official(unicodedata.normalize("NFD", "Nguyễn Thị Ánh")))
