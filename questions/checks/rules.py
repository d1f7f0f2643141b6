"""What makes an answer no answer, found in its words. Pure.

The check never judges whether an answer is right. It asks what a reader asks first: what comes of it, who does it,
by when, on which document it rests. What it finds is a sentence; whoever sends the answer all the same writes why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.i18n import Sentence
from app.i18n import Sentence as _
from questions.values import Outcome


class Finding(StrEnum):
    REPEATS = "repeats"
    ONLY_NOTED = "only_noted"
    SENDS_ELSEWHERE = "sends_elsewhere"
    NO_DATE = "no_date"
    NO_UNIT = "no_unit"
    NO_BASIS = "no_basis"
    CONTRADICTS_DONE = "contradicts_done"
    CONTRADICTS_REFUSAL = "contradicts_refusal"
    HIDDEN_PROMISE = "hidden_promise"


FINDING_NAMES: dict[Finding, Sentence] = {
    Finding.REPEATS: _("It says little more than the question itself."),
    Finding.ONLY_NOTED: _("It only notes, takes up or passes on: nobody can see what comes of it."),
    Finding.SENDS_ELSEWHERE: _("It sends the asker elsewhere and answers nothing itself."),
    Finding.NO_DATE: _("It names no date or time."),
    Finding.NO_UNIT: _("It does not name the unit that deals with it now."),
    Finding.NO_BASIS: _("It names no legal basis."),
    Finding.CONTRADICTS_DONE: _("“Resolved” is chosen, but the words speak of what is still to come."),
    Finding.CONTRADICTS_REFUSAL: _("The words say that it cannot be done, and the chosen result says otherwise."),
    Finding.HIDDEN_PROMISE: _(
        "The words promise something with a date; choose “Will be done”, so that it is followed."
    ),
}


@dataclass(frozen=True)
class Checked:
    """What the check reads. `is_promised` says that a commitment has its owner and date."""

    summary: str
    body: str
    legal_basis: str
    outcome: Outcome | None
    asked: str = ""
    is_promised: bool = False
    points_to: str = ""


# Results that need a date, a unit to turn to, a document: what a reader cannot do without.
NEEDS_DATE = frozenset({Outcome.RESOLVED, Outcome.WILL_BE_DONE, Outcome.FORWARDED_UP})
NEEDS_UNIT = frozenset({Outcome.FORWARDED_UP, Outcome.OUT_OF_COMPETENCE})
NEEDS_BASIS = frozenset({Outcome.EXPLAINED, Outcome.CANNOT_BE_MET, Outcome.OUT_OF_COMPETENCE})

FEWEST_WORDS = 5
MOST_OF_IT_REPEATED = 0.85
# Sentences that may stand in an answer, but are none.
NOTED = re.compile(
    r"ghi nhận|tiếp thu|xin cảm ơn|trân trọng|nhận được (câu hỏi|kiến nghị|ý kiến|phản ánh)|quan tâm, theo dõi"
    r"|sẽ (nghiên cứu|xem xét|báo cáo|tham mưu|kiến nghị|chuyển|tổng hợp|phối hợp|rà soát|lưu ý|cố gắng)"
    r"|(đang|tiếp tục) (nghiên cứu|xem xét|rà soát|tham mưu)|theo (đúng )?quy định( của pháp luật| hiện hành)?\s?$"
    r"|trả lời như sau|là ý kiến trả lời|theo thẩm quyền\s?$"
)
ELSEWHERE = re.compile(
    r"(đề nghị|mời|vui lòng|kính mời|xin mời)\b.{0,80}\b(liên hệ|gửi đơn|hỏi|tra cứu|tham khảo|đến làm việc|phản ánh)"
    r"|\bliên hệ (với|trực tiếp)\b"
)
TIME = re.compile(
    r"\d{1,2}\s{0,2}[/.-]\s{0,2}\d{1,2}|\bngày\s\d|\btháng\s(\d|này|sau|tới|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|trước)"
    r"|\bquý\s([ivx\d]{1,4}|này|sau|tới)\b|\bnăm\s(20\d\d|nay|sau|tới|học)|\btuần\s(này|sau|tới)|\bhôm (nay|qua)\b"
    r"|\d{1,4}\s(ngày|tuần|tháng|giờ)\b|\bngày mai\b|\bcuối (năm|quý|tháng|tuần)\b|20\d\d"
)
UNIT = re.compile(
    r"\b(sở|ban quản lý|ủy ban|uỷ ban|ubnd|hđnd|hội đồng nhân dân|chi cục|cục|phòng|trung tâm|công an|bảo hiểm xã hội"
    r"|kho bạc|thuế|thanh tra|bộ|chính phủ|quốc hội|văn phòng|điện lực|công ty|tòa án|toà án|viện kiểm sát|ngân hàng)\b"
)
STILL_TO_COME = re.compile(
    r"\b(sẽ|dự kiến|đang (xử lý|giải quyết|thực hiện|triển khai|lập|chờ)|chưa (xong|hoàn thành))\b"
)
DONE = re.compile(r"\bđã\b|\bhoàn thành\b|\bxong\b")
CANNOT = re.compile(
    r"\b(không thể (thực hiện|giải quyết|đáp ứng|xem xét)|chưa (có cơ sở|thể đáp ứng|đủ điều kiện|thể giải quyết)"
    r"|không (có cơ sở|đủ điều kiện|được phép|đáp ứng được|chấp thuận))"
)
PROMISE = re.compile(
    r"\bsẽ\b[^.!?\n]{0,120}?(trước|chậm nhất|trong|đến|vào|từ)\s[^.!?\n]{0,30}?(\d|tháng này|quý|năm nay)"
)
REFUSALS = frozenset({Outcome.CANNOT_BE_MET, Outcome.OUT_OF_COMPETENCE, Outcome.FORWARDED_UP, Outcome.EXPLAINED})
LEGAL = re.compile(
    r"\b(luật|nghị định|thông tư|quyết định|nghị quyết|công văn|chỉ thị|hiến pháp|bộ luật)\b[^.\n]{0,40}\d"
    r"|\d/\d{4}/"
)


def findings(answer: Checked) -> tuple[Finding, ...]:
    """What the answer lacks, in the order in which a reader stumbles over it; empty when nothing was found."""
    return tuple(_found(answer))


def _found(answer: Checked) -> Iterator[Finding]:
    body = answer.body.lower()
    both = f"{answer.summary.lower()}\n{body}"
    if answer.points_to:
        return  # the answer it points to was checked when it was given
    told = [sentence for sentence in sentences(body) if not NOTED.search(sentence) or TIME.search(sentence)]
    own = [sentence for sentence in told if not ELSEWHERE.search(sentence)]
    is_sent_on = answer.outcome in NEEDS_UNIT
    if _repeats(body, answer.asked.lower()):
        yield Finding.REPEATS
    elif not told:
        yield Finding.ONLY_NOTED
    elif not own and not is_sent_on:
        yield Finding.SENDS_ELSEWHERE
    if answer.outcome in NEEDS_DATE and not answer.is_promised and not TIME.search(both):
        yield Finding.NO_DATE
    if is_sent_on and not UNIT.search(both):
        yield Finding.NO_UNIT
    if answer.outcome in NEEDS_BASIS and not answer.legal_basis.strip() and not LEGAL.search(both):
        yield Finding.NO_BASIS
    if answer.outcome is Outcome.RESOLVED and STILL_TO_COME.search(both) and not DONE.search(both):
        yield Finding.CONTRADICTS_DONE
    if answer.outcome in (Outcome.RESOLVED, Outcome.WILL_BE_DONE) and CANNOT.search(both):
        yield Finding.CONTRADICTS_REFUSAL
    if answer.outcome in REFUSALS and PROMISE.search(both):
        yield Finding.HIDDEN_PROMISE


def sentences(text: str) -> list[str]:
    """What lines and full stops part, without numbers such as "1." and what is too short to say anything."""
    parts = re.split(r"(?<=[^\d\s][.!?;])\s|\n", text)
    return [part.strip(" .;!?-") for part in parts if len(_words(part)) >= FEWEST_WORDS]


def _repeats(body: str, asked: str) -> bool:
    said, known = _words(body), set(_words(asked))
    if len(said) < FEWEST_WORDS or not known or len(said) > 2 * len(_words(asked)):
        return False
    return sum(word in known for word in said) / len(said) >= MOST_OF_IT_REPEATED


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
