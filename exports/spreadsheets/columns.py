"""What a spreadsheet of ours is made of: columns with a name in each language, and rows of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Value = str | int | float | bool | date | datetime | None
Row = Sequence[Value]
Format = Literal["xlsx", "csv"]

# No reader of spreadsheets takes these: control characters but tab and line ends, surrogates, non-characters.
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


@dataclass(frozen=True)
class Column:
    """`width` in characters."""

    vi: str
    en: str
    width: float = 18

    def name(self, language: str) -> str:
        return self.en if language == "en" else self.vi


def writable(text: str) -> str:
    """The text without what would spoil the file; all else stays as it was typed."""
    return text.translate(_UNWRITABLE)
