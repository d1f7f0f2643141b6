"""A line of a legal basis understood: which document, its number, date and issuer, and where in it. Pure.

A line stays as it was typed; what is understood of it stands beside it. Two lines cite the same document when
their `key` is the same: the number where it has one ("31/2024/QH15"), else the name ("luat dat dai 2024").
"""

import re
from dataclasses import dataclass
from datetime import date

from app.text import fold

KINDS = (
    *("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Thông tư liên tịch", "Thông tư"),
    *("Quyết định", "Chỉ thị", "Kế hoạch", "Thông báo", "Công văn", "Văn bản", "Quy chế", "Quy định"),
)
KIND = re.compile(rf"\b({'|'.join(KINDS)})\b", re.IGNORECASE)
# Searched for only where a document or a part of it may begin, so every pattern stays short.
NUMBER = re.compile(r"\b\d{1,5}(?:/\d{4})?/[^\W_]{1,12}(?:-[^\W_]{1,12}){0,4}")
DATE = re.compile(
    r"ngày (\d{1,2})(?: tháng (\d{1,2}) năm (\d{4})|\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}))", re.IGNORECASE
)
PART = re.compile(
    r"\b(?:điểm [a-zđ]{1,2}|(?:khoản|điều|mục|chương|phụ lục) [\divxlc]{1,6}[a-zđ]?)(?!\w)", re.IGNORECASE
)
ISSUER = re.compile(r"\bcủa ([^,;()\n]{2,120})", re.IGNORECASE)
AFTER_ISSUER = re.compile(r" (?:về|quy định|sửa đổi|hướng dẫn|ban hành|ngày|tại|số)\b", re.IGNORECASE)
CUT = re.compile(r"[,;(]| (?:số|ngày|của|về|tại|quy định|sửa đổi)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Basis:
    """`parts` are points, clauses and articles as they were typed; what a line does not say is empty."""

    line: str
    name: str
    kind: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for every line that cites this document; at most 120 characters."""
        named = self.number if self.number else self.name
        return " ".join(fold(named).split())[:120]


def bases(text: str) -> tuple[Basis, ...]:
    """One for each line that is not empty, at most 60."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return tuple(read_basis(line) for line in [line for line in lines if line][:60])


def read_basis(line: str) -> Basis:
    """What one line says. A line that is no citation is its own name."""
    line = line[:1000]
    found = KIND.search(line)
    number = NUMBER.search(line)
    issuer = ISSUER.search(line, number.end() if number else 0)
    return Basis(
        line,
        _name(line, found.start() if found else 0),
        kind=_kind(found.group(1)) if found else "",
        number=number.group() if number else "",
        issued_on=_date(line),
        issuer=AFTER_ISSUER.split(issuer.group(1), maxsplit=1)[0].strip(" .") if issuer else "",
        parts=tuple(part.group() for part in PART.finditer(line)),
    )


def _kind(typed: str) -> str:
    return next(kind for kind in KINDS if kind.lower() == typed.lower())


def _name(line: str, start: int) -> str:
    """From the kind of the document to what is said about it: "Luật Đất đai 2024"."""
    named = line[start:]
    part = PART.search(named)
    named = named[: part.start()] if part and part.start() else named
    return (CUT.split(named, maxsplit=1)[0].strip(" .:") or line)[:200]


def _date(line: str) -> date | None:
    found = DATE.search(line)
    if found is None:
        return None
    day, month, year, short_month, short_year = found.groups()
    try:
        return date(int(year or short_year), int(month or short_month), int(day))
    except ValueError:
        return None
