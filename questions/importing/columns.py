"""Which row of a sheet names its columns, and what each holds, by Vietnamese or English names. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.text import search_text
from questions.importing.cells import RawRow, text_of

# The header stands within this many rows; titles, dates and signatures may come before it.
SEARCHED_ROWS = 30
# Fewer columns than this are a sentence that happens to hold a word of ours.
LEAST_COLUMNS = 2
MOST_WORDS = 12

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
NEVER = frozenset({"tra loi", "ket qua", "xu ly", "giai quyet", "answer", "reply", "response", "han"})
KNOWN = {search_text(name): (key, at) for key, names in NAMES.items() for at, name in enumerate(names)}
# Inside a longer heading only names that cannot mean something else are looked for.
DISTINCT = {
    name: found for name, found in KNOWN.items() if " " in name or name in {"email", "mst", "sdt", "phone"}
}


@dataclass(frozen=True)
class Header:
    """`number` is the sheet's row after which the questions begin; `columns` are positions by key."""

    number: int
    columns: dict[str, int]
    headings: dict[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The needed keys that no column holds; one of summary and detail is enough."""
        needed = [key for key in ("name", "address", "phone") if key not in self.columns]
        if not {"summary", "detail"} & set(self.columns):
            needed.append("summary")
        return tuple(needed)


def find_header(rows: Sequence[RawRow]) -> Header | None:
    """The row, or the two rows where cells are merged, that name the most columns; None when no row does."""
    first = rows[:SEARCHED_ROWS]
    found = [_header(row.number, _headings(row)) for row in first]
    found += [
        _header(below.number, _merged(above, below))
        for above, below in pairwise(first)
        if below.number == above.number + 1
    ]
    best = max(found, key=lambda header: len(header.columns), default=None)
    return best if best and len(best.columns) >= LEAST_COLUMNS else None


def is_counting(row: RawRow) -> bool:
    """True for a row like (1) (2) (3), with which offices number their columns."""
    texts = [text for cell in row.cells if (text := text_of(cell))]
    numbers = [int(found[1]) for text in texts if (found := re.fullmatch(r"\(?(\d{1,2})\)?", text))]
    return len(numbers) == len(texts) >= 3 and all(after == before + 1 for before, after in pairwise(numbers))


def _headings(row: RawRow) -> list[str]:
    return [text_of(cell) for cell in row.cells]


def _merged(above: RawRow, below: RawRow) -> list[str]:
    """Headings of two rows: the lower one speaks, where it is empty the cell above was merged downwards."""
    width = max(len(above.cells), len(below.cells))
    return [text_of(below.cell(at)) or text_of(above.cell(at)) for at in range(width)]


def _header(number: int, headings: list[str]) -> Header:
    claims = sorted((claim, at) for at, heading in enumerate(headings) if (claim := _claim(heading)))
    columns: dict[str, int] = {}
    for (_rank, _order, key), at in claims:
        if key not in columns and at not in columns.values():
            columns[key] = at
    taken = set(columns.values())
    ignored = tuple(heading for at, heading in enumerate(headings) if heading and at not in taken)
    return Header(number, columns, {key: headings[at] for key, at in columns.items()}, ignored)


def _claim(heading: str) -> tuple[int, int, str] | None:
    """What a heading may be: (0 for the very name, 1 for a longer text with it; order among names; key)."""
    if len(heading) > 200:
        return None
    plain = search_text(re.sub(r"\([^)]*\)", " ", heading)) or search_text(heading)
    if plain in KNOWN:
        key, order = KNOWN[plain]
        return 0, order, key
    padded = f" {plain} "
    if len(plain.split()) > MOST_WORDS or any(f" {word} " in padded for word in NEVER):
        return None
    within = [name for name in DISTINCT if f" {name} " in padded]
    if not within:
        return None
    key, order = DISTINCT[max(within, key=len)]
    return 1, order, key
