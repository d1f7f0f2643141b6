"""The minutes of a forum (biên bản, NĐ 30/2020 Mẫu 1.9): no place line, two signers, ends with "./."."""

from collections.abc import Iterator
from datetime import date, datetime

from app.clock import day_of
from app.formats import document_date, document_time
from exports.documents.facts import AttendanceGroup, CommitmentLine, MinutesFacts, Official, OwedAnswer
from exports.documents.tree import (
    Align,
    Appendix,
    Block,
    Column,
    Document,
    Header,
    Run,
    Signer,
    Table,
    body,
    clause,
)

# Points are lettered in the order of the Vietnamese alphabet; longer lists get dashes.
LETTERS = "abcdđeghiklmnopqrstuvxy"
# A longer list of people goes into an appendix.
NAMED_IN_TEXT = 12
COLUMNS = (
    Column("STT", 10, Align.CENTRE),
    Column("Người hỏi", 26),
    Column("Nội dung", 45),
    Column("Cơ quan", 24),
    Column("Tóm tắt trả lời", 35),
    Column("Hình thức trả lời", 20),
)


def minutes(facts: MinutesFacts) -> Document:
    """The tree of the minutes, ready to be drawn."""
    lists = [group for group in facts.attendance if len(group.people) > NAMED_IN_TEXT]
    return Document(
        header=Header(facts.organ.upper(), facts.parent_organ.upper(), facts.symbol, is_draft=facts.is_draft),
        dated=day_of(facts.ended_at or facts.started_at),
        kind="BIÊN BẢN",
        abstract=facts.title,
        blocks=(*_opening(facts), *_course(facts), *_ending(facts)),
        signers=(
            Signer(("THƯ KÝ",), facts.secretary.name),
            Signer(("CHỦ TỌA",), facts.chairs[0].name if facts.chairs else ""),
        ),
        recipients=facts.recipients,
        appendices=tuple(_people_list(group, at, len(lists), facts.title) for at, group in enumerate(lists)),
    )


def _opening(facts: MinutesFacts) -> Iterator[Block]:
    yield body(f"Thời gian bắt đầu: {_moment(facts.started_at)}.")
    yield body(f"Địa điểm: {facts.place}.")
    if facts.attendance:
        yield body("Thành phần tham dự:")
    for number, group in enumerate(facts.attendance, 1):
        yield from _attendance(number, group)
    for chair in facts.chairs:
        yield body(f"Chủ trì (chủ tọa): {_official(chair)}.")
    yield body(f"Thư ký (người ghi biên bản): {_official(facts.secretary)}.")
    yield body(f"Nội dung (theo diễn biến {facts.meeting.lower()}):")


def _attendance(number: int, group: AttendanceGroup) -> Iterator[Block]:
    count = group.count if group.count is not None else len(group.people)
    if not group.people:
        yield body(f"({number}) {group.name}: {count} người.")
    elif len(group.people) > NAMED_IN_TEXT:
        yield body(f"({number}) {group.name}: {count} người (danh sách kèm theo).")
    else:
        more = f" ({count} người)" if count != len(group.people) else ""
        yield body(f"({number}) {group.name}{more}:")
        yield from _dashes(group.people)


def _course(facts: MinutesFacts) -> Iterator[Block]:
    sections = [
        ("Khai mạc, nêu mục đích", list(_welcome(facts))),
        ("Báo cáo kết quả thực hiện kết luận kỳ trước", list(_old_business(facts))),
        ("Diễn biến theo chương trình", list(_agenda(facts))),
        (f"Ý kiến, câu hỏi và trả lời tại {facts.meeting.lower()}", list(_questions(facts))),
        ("Ý kiến chưa trả lời, thời hạn trả lời bằng văn bản", list(_owed(facts))),
        ("Kết luận của chủ tọa, nhiệm vụ giao", list(_conclusion(facts))),
        ("Ý kiến khác về nội dung biên bản", list(_objections(facts))),
    ]
    for number, (title, blocks) in enumerate(((title, blocks) for title, blocks in sections if blocks), 1):
        yield clause(f"{number}. {title}")
        yield from blocks


def _welcome(facts: MinutesFacts) -> Iterator[Block]:
    who = facts.chairs[0] if facts.chairs else facts.secretary
    yield body(f"{who.courtesy} {who.name} khai mạc, nêu mục đích, yêu cầu của {facts.meeting.lower()}.")


def _old_business(facts: MinutesFacts) -> Iterator[Block]:
    old = facts.old_business
    if old is None:
        return
    yield body(f"{old.edition}: đã hoàn thành {old.done}/{old.total} nhiệm vụ.")
    if old.unfinished:
        yield body("Nhiệm vụ chưa hoàn thành:")
        yield from _dashes(old.unfinished)


def _agenda(facts: MinutesFacts) -> Iterator[Block]:
    for number, item in enumerate(facts.agenda):
        yield body(f"{_letter(number, len(facts.agenda))} {_ended(item.title)}")
        for speech in item.speeches:
            yield body("- ", Run(speech.speaker, italic=True), f": {_ended(speech.words)}")


def _questions(facts: MinutesFacts) -> Iterator[Block]:
    if not facts.questions:
        yield body("Không có ý kiến, câu hỏi.")
        return
    rows = tuple(
        (
            str(line.number),
            line.asker,
            line.content,
            line.agency,
            line.answer,
            f"Tại {facts.meeting.lower()}" if line.is_answered_at_once else "Bằng văn bản",
        )
        for line in facts.questions
    )
    at_once = sum(line.is_answered_at_once for line in facts.questions)
    yield body(
        f"Có {len(rows)} ý kiến, câu hỏi; trong đó {at_once} được trả lời tại {facts.meeting.lower()}, "
        f"{len(rows) - at_once} được trả lời bằng văn bản."
    )
    yield Table(COLUMNS, rows)


def _owed(facts: MinutesFacts) -> Iterator[Block]:
    if facts.questions and not facts.owed:
        yield body("Không có.")
    yield from (body(_owed_line(owed)) for owed in facts.owed)


def _owed_line(owed: OwedAnswer) -> str:
    until = f" chậm nhất {_short_day(owed.due_on)}" if owed.due_on else ""
    return f"- Câu hỏi số {owed.number} ({_open(owed.content)}): {owed.agency} trả lời bằng văn bản{until}."


def _conclusion(facts: MinutesFacts) -> Iterator[Block]:
    yield from (body(line) for line in facts.conclusion.splitlines() if line.strip())
    for number, commitment in enumerate(facts.commitments):
        yield body(f"{_letter(number, len(facts.commitments))} {_charge(commitment)}")


# Words that already say to whom the work goes need no such words before them.
CHARGING = ("giao ", "đề nghị ", "yêu cầu ", "phân công ")


def _charge(commitment: CommitmentLine) -> str:
    verb = "Đề nghị" if commitment.is_request else "Giao"
    words = _open(commitment.words)
    is_whole = words.casefold().startswith(CHARGING)
    parts = [words if is_whole else f"{verb} {commitment.owner}: {words}"]
    if commitment.product:
        parts.append(f"sản phẩm: {_open(commitment.product)}")
    if commitment.due:
        parts.append(f"thời hạn: {_open(commitment.due)}")
    return "; ".join(parts) + "."


def _objections(facts: MinutesFacts) -> Iterator[Block]:
    for objection in facts.objections:
        by = f"{objection.by}: " if objection.by else ""
        yield body(f"- {by}{_ended(objection.words)}")


def _ending(facts: MinutesFacts) -> Iterator[Block]:
    at = _moment(facts.ended_at) if facts.ended_at else "…… giờ ……, ngày …… tháng …… năm ……"
    yield body(f"{facts.meeting} kết thúc vào {at}./.")


def _people_list(group: AttendanceGroup, at: int, of: int, title: str) -> Appendix:
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    rows = tuple((str(number), line) for number, line in enumerate(group.people, 1))
    return Appendix(
        title=f"Danh sách {group.name}",
        blocks=(Table((Column("STT", 15, Align.CENTRE), Column("Họ và tên, chức vụ, đơn vị", 145)), rows),),
        number=roman[at] if 1 < of <= len(roman) else "",
        reference=f"(Kèm theo Biên bản {title})",
    )


def _official(official: Official) -> str:
    office = f", chức vụ: {official.title}" if official.title else ""
    return f"{official.courtesy} {official.name}{office}".strip()


def _moment(at: datetime) -> str:
    return f"{document_time(at)}, {document_date(at)}"


def _short_day(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d}/{month}/{day.year}"


def _letter(number: int, of: int) -> str:
    return f"{LETTERS[number]})" if of <= len(LETTERS) else "-"


def _dashes(texts: tuple[str, ...]) -> Iterator[Block]:
    for number, text in enumerate(texts, 1):
        yield body(f"- {_open(text)}{'.' if number == len(texts) else ';'}")


def _open(text: str) -> str:
    """A text that the sentence goes on after."""
    return text.rstrip().rstrip(".;")


def _ended(text: str) -> str:
    inner = text.rstrip()
    return inner if inner.endswith((".", "?", "!", "…")) else f"{inner.rstrip(';')}."
