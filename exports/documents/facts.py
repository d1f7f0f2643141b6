"""What the composers of documents need to know, as plain values; `exports` reads them from the database."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Official:
    """A chair or secretary; `title` is the office held ("Phó Chủ tịch UBND thành phố")."""

    name: str
    title: str = ""
    courtesy: str = "Ông (Bà)"


@dataclass(frozen=True)
class AttendanceGroup:
    """`people` are lines ("Ông Đỗ Văn Ước, Giám đốc Sở Tài chính"); `count` when more came than are named."""

    name: str
    people: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True)
class Speech:
    speaker: str
    words: str


@dataclass(frozen=True)
class AgendaLine:
    title: str
    speeches: tuple[Speech, ...] = ()


@dataclass(frozen=True)
class OldBusiness:
    """What became of the promises of the edition before: `done` of `total`; the unfinished ones as lines, older too."""

    edition: str
    done: int
    total: int
    unfinished: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionLine:
    """A row of the table of questions; `asker` as it may be shown, `answer` "" while there is none."""

    number: int
    asker: str
    content: str
    agency: str
    answer: str = ""
    is_answered_at_once: bool = False


@dataclass(frozen=True)
class OwedAnswer:
    """A question that will be answered in writing, at the latest on `due_on`."""

    number: int
    content: str
    agency: str
    due_on: date | None = None


@dataclass(frozen=True)
class CommitmentLine:
    """`due` is the phrase as said ("trước ngày 30/9/2026"). A vertical agency is asked, not charged."""

    words: str
    owner: str
    product: str = ""
    due: str = ""
    is_request: bool = False


@dataclass(frozen=True)
class Objection:
    by: str
    words: str


@dataclass(frozen=True)
class ApologyFacts:
    """A letter of apology for a late answer, as it was sent.

    `asker` is the whole line of whom it is to, `you` how it speaks to them. `authority` are the lines above the
    signer's name, `contact` how the unit is reached (each may be empty).
    """

    organ: str
    unit: str
    sent_on: date
    asker: str
    code: str
    summary: str
    received_by: str
    asked_on: date
    missed_on: date
    reason: str
    new_date: date
    signer: str
    parent_organ: str = ""
    place: str = ""
    you: str = "Ông (Bà)"
    forum: str = ""
    authority: tuple[str, ...] = ()
    contact: str = ""
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")


@dataclass(frozen=True)
class MinutesFacts:
    """Everything the minutes of one forum say; instants are aware, texts as people wrote them.

    `symbol` is "03/BB-TTXT"; before issue "/BB-TTXT" or "". `title` is the whole name of the forum with its
    edition; `meeting` the noun for it at the start of a sentence. The first chair signs.
    """

    organ: str
    title: str
    started_at: datetime
    place: str
    chairs: tuple[Official, ...]
    secretary: Official
    parent_organ: str = ""
    symbol: str = ""
    is_draft: bool = True
    meeting: str = "Hội nghị"
    ended_at: datetime | None = None
    attendance: tuple[AttendanceGroup, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
    old_business: OldBusiness | None = None
    questions: tuple[QuestionLine, ...] = ()
    owed: tuple[OwedAnswer, ...] = ()
    conclusion: str = ""
    commitments: tuple[CommitmentLine, ...] = ()
    objections: tuple[Objection, ...] = ()
    recipients: tuple[str, ...] = ("Như thành phần tham dự", "Lưu: VT, Hồ sơ")
