"""Every letter that an office may word itself, and a letter filled with examples."""

from app.i18n import Sentence
from app.i18n import Sentence as _
from app.people import letters as account_letters
from app.post.letter import Letter
from app.post.texts import LetterText, write
from events.planning import letters as forum_letters
from questions import agency_letters, undo_letters
from questions import letters as question_letters
from questions.apologies import letters as apology_letters
from questions.askers import letters as asker_letters
from questions.bases import letters as basis_letters
from questions.clearance import letters as clearance_letters
from questions.clocks import forum_letters as moved_forum_letters
from questions.clocks import letters as clock_letters
from questions.commitments import letters as commitment_letters
from questions.digest import letters as digest_letters
from questions.followers import letters as follower_letters
from questions.handing_up import letters as handing_up_letters
from questions.linking import letters as linking_letters
from questions.merging import letters as merge_letters
from questions.one_time import letters as link_letters
from questions.opinions import letters as after_letters
from questions.oversight import letters as oversight_letters
from questions.parts import letters as part_letters
from questions.reminding import letters as reminder_letters
from questions.splitting import letters as split_letters
from questions.successors import letters as successor_letters
from questions.transfers import letters as transfer_letters
from questions.triage import letters as triage_letters

GROUPS: tuple[tuple[Sentence, tuple[LetterText, ...]], ...] = (
    (
        _("Questions and answers"),
        (
            *question_letters.TEXTS,
            *agency_letters.TEXTS,
            *clock_letters.TEXTS,
            *moved_forum_letters.TEXTS,
            *apology_letters.TEXTS,
            *undo_letters.TEXTS,
            *after_letters.TEXTS,
            *oversight_letters.TEXTS,
            *triage_letters.TEXTS,
            *part_letters.TEXTS,
            *merge_letters.TEXTS,
            *link_letters.TEXTS,
            *transfer_letters.TEXTS,
            *handing_up_letters.TEXTS,
            *successor_letters.TEXTS,
            *basis_letters.TEXTS,
            *split_letters.TEXTS,
            *linking_letters.TEXTS,
            *clearance_letters.TEXTS,
            *asker_letters.TEXTS,
        ),
    ),
    (_("Reminders and daily letters"), (*reminder_letters.TEXTS, *digest_letters.TEXTS)),
    (_("Followers"), follower_letters.TEXTS),
    (_("Forums"), forum_letters.TEXTS),
    (_("Commitments"), commitment_letters.TEXTS),
    (_("Accounts"), account_letters.TEXTS),
)
TEXTS = {text.code: text for _name, texts in GROUPS for text in texts}
# What stands in the places of a preview.
EXAMPLES = {
    "code": "CH-2026-0012",
    "event": "Cà phê doanh nhân, kỳ thứ 9",
    "title": "Cà phê doanh nhân, kỳ thứ 9",
    "summary": "Khi nào công ty được thông báo giá đất để nộp tiền thuê đất?",
    "text": "Mời anh/chị gửi đơn đến Ban Tiếp công dân thành phố.",
    "unit": "Sở Tài chính",
    "organiser": "Trung tâm Xúc tiến đầu tư và Hỗ trợ doanh nghiệp",
    "reported": "UBND phường Sông Hậu",
    "before": "Sở Kế hoạch và Đầu tư",
    "questions": "12",
    "parts": "3",
    "drafter": "Nguyễn Văn An",
    "leader": "Trần Thị Bình",
    "comment": "Nêu rõ số ngày và người liên hệ.",
    "answer": "Giá đất được thông báo trong tháng này.",
    "words": "Rà soát các hồ sơ chậm xác định giá đất",
    "product": "Danh mục hồ sơ và ngày hoàn thành",
    "number": "123/UBND-TH",
    "document": "Nghị định số 44/2014/NĐ-CP",
    "successor": "Nghị định số 71/2024/NĐ-CP",
    "count": "2",
    "newer": "CH-2026-0031",
    "date": "05/09/2026",
    "dates": "CH-2026-0012: 04/09/2026 → 05/09/2026",
    "day": "05/09/2026",
    "time": "08:00",
    "place": "Hội trường A, 1 đường Bờ Sông",
    "link": "https://hop.songhau.example/9",
    "theme": "Vốn và đất đai",
    "role": "Soạn trả lời",
    "task": "soạn trả lời trình lãnh đạo duyệt",
    "what": "Mật khẩu vừa được thay đổi.",
    "tries": "5",
    "name": "Trần Thị Bình",
    "deputy": "Nguyễn Văn An, Phó Giám đốc",
    "since": "05/09/2026",
    "until": "12/09/2026",
    "letters": "CÀ PHÊ DOANH NHÂN, KỲ THỨ 9\n- Câu hỏi CH-2026-0012 đã chuyển đến đơn vị\n/desk/questions/CH-2026-0012",
    "news": "Câu hỏi được trả lời: Khi nào công ty được thông báo giá đất?\n/questions/CH-2026-0012",
    "missed": "04/09/2026",
    "was": "04/09/2026",
    "send_by": "05/09/2026",
    "new_date": "12/09/2026",
    "when": "Còn 3 ngày làm việc",
    "desk": "soạn trả lời",
    "who": "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố",
    "reply": "được chấp nhận",
    "reason": "Việc này thuộc thẩm quyền của cơ quan khác.",
}


def preview(text: LetterText, language: str) -> Letter:
    """The letter as it would be read, with made-up contents."""
    examples = EXAMPLES | {"site": account_letters.site_name()}
    values = {place: examples.get(place, "…") for place in text.places}
    return write(text, "nguoinhan@vidu.example", values, name="Lê Thị Cúc", language=language)
