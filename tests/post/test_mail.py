"""The message as other programs read it."""

from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from app.clock import now
from app.post.mail import message_of
from app.post.moving import Claimed
from app.settings import Settings


@pytest.mark.parametrize(
    "subject",
    [
        "Đã tiếp nhận câu hỏi CH-2026-0025 của anh/chị",
        "Câu hỏi CH-2026-0025 của anh/chị đã được trả lời",
        "Giấy mời: Hội nghị đối thoại cải cách hành chính và chuyển đổi số năm 2026 của thành phố " * 2,
        "Receipt CH-2026-0025",
    ],
)
def test_a_long_subject_keeps_every_space(settings: Settings, subject: str) -> None:
    claimed = Claimed(1, "lan@example.vn", subject.strip(), "Kính gửi", "vi", 1, "m1", now())
    sent = message_of(claimed, settings).as_bytes()
    read = message_from_bytes(sent)
    assert str(make_header(decode_header(read["Subject"]))) == subject.strip()
    assert all(len(line) <= 78 for line in sent.partition(b"\r\n\r\n")[0].split(b"\r\n"))
    assert sent.isascii()
