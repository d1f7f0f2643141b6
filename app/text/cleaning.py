"""Text as it is stored: composed, visible, trimmed."""

import re
import unicodedata

# Longer runs serve no language of this house, and ordering one takes quadratic time in `normalize`.
MOST_MARKS = 8


def clean_text(s: str) -> str:
    """Text of several lines as it is stored: NFC, lines ended by \\n, nothing invisible, trimmed."""
    s = s.replace("\r\n", "\n").replace("\r", "\n").translate(_AT_THE_EDGE)
    if not s.isascii():
        s = calm(unicodedata.normalize("NFC", calm(s)))
    return "\n".join(line.rstrip() for line in s.split("\n")).strip()


def clean_line(s: str) -> str:
    """One line of text as it is stored: as `clean_text`, with any white space as one space."""
    return " ".join(clean_text(s).split())


def calm(s: str) -> str:
    """`s` with at most MOST_MARKS combining marks in a row."""
    if s.isascii():
        return s
    for sign, marks in _DOUBLE_MARKS:
        s = s.replace(sign, marks)
    classes = bytes(map(unicodedata.combining, s))
    if not _TOO_MANY_MARKS.search(classes):
        return s
    kept, run = [], 0
    for c, mark_class in zip(s, classes, strict=True):
        run = run + 1 if mark_class else 0
        if run <= MOST_MARKS:
            kept.append(c)
    return "".join(kept)


def _characters(*ranges: tuple[int, int]) -> list[int]:
    return [c for first, last in ranges for c in range(first, last + 1)]


# Signs of two marks, three of which hide them behind a class of zero; apart, they can be counted.
_DOUBLE_MARKS = (
    ("\u0f73", "\u0f71\u0f72"),
    ("\u0f75", "\u0f71\u0f74"),
    ("\u0f81", "\u0f71\u0f80"),
    ("\u0344", "\u0308\u0301"),
)
_GONE = _characters(
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x061C, 0x061C), (0x200B, 0x200B), (0x200E, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x2060), (0x2066, 0x2069), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
)  # fmt: skip
_SPACES = _characters(
    (0x09, 0x09), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F),
    (0x3000, 0x3000),
)  # fmt: skip
# Word writes a line break as a vertical tab.
_LINE_ENDS = _characters((0x0B, 0x0C), (0x2028, 0x2029))
# Icelandic eth looks like đ and some keyboards send it.
_AT_THE_EDGE: dict[int, str | None] = {
    **dict.fromkeys(_GONE), **dict.fromkeys(_SPACES, " "), **dict.fromkeys(_LINE_ENDS, "\n"),
    0xF0: "đ", 0xD0: "Đ",
}  # fmt: skip

_TOO_MANY_MARKS = re.compile(rb"[^\x00]{%d}" % (MOST_MARKS + 1))
