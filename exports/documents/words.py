"""Text on its way onto paper: cleaned of what no paper holds, and cut where it must be."""

import re
from collections.abc import Iterator

from app.text import clean_text
from exports.documents.tree import Paragraph, Run

ZERO_WIDTH_SPACE = "\u200b"


def clean(text: str) -> str:
    """As `clean_text`, but a space at either end stays: it may part two runs."""
    inner = clean_text(text).replace("\t", " ")
    before = " " if text.startswith(" ") else ""
    after = " " if text.endswith(" ") and inner else ""
    return before + inner + after


def symbol(text: str) -> str:
    """The number line's symbol; a draft has no number yet, so the room for it stays."""
    inner = clean(text)
    return inner if inner and not inner.startswith("/") else "\u00a0" * 8 + inner


def lines(paragraph: Paragraph) -> Iterator[tuple[Run, ...]]:
    """A paragraph cut at its line ends: a forced break inside justified text would be pulled wide."""
    line: list[Run] = []
    for piece in paragraph.runs:
        first, *more = clean(piece.text).split("\n")
        line.append(Run(first, piece.bold, piece.italic))
        for text in more:
            yield tuple(line)
            line = [Run(text, piece.bold, piece.italic)]
    yield tuple(line)


def breakable(text: str, *, points: float, within: float) -> str:
    """Lets a word wider than its column (mm), such as a web address, break; Word does so by itself."""
    most = max(4, int(within / (points * 0.2)))
    return re.sub(rf"\S{{{most + 1},}}", lambda word: _cut(word.group(), most), text)


def _cut(word: str, most: int) -> str:
    return ZERO_WIDTH_SPACE.join(word[at : at + most] for at in range(0, len(word), most))
