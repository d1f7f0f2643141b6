"""What changed between two texts, word by word. Pure, and quick whatever the texts are.

Lines are compared first, and words only inside lines that changed. Where comparing would take long (the same word
thousands of times), a part is shown as taken out and put in whole: never wrong, only less fine.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

SAME, REMOVED, ADDED = "same", "removed", "added"
# How many pairs of equal words are looked at.
MOST_PAIRS = 200_000
# A word with its space, so that spaces are not equal words by the thousand.
WORDS = re.compile(r"\w+ ?|\s|[^\w\s]")
Finer = Callable[[str, str], "Iterator[Piece]"]


class Piece(NamedTuple):
    """Text that is the same in both, only in the first ("removed"), or only in the second ("added")."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order; what was taken out stands before what came in its place."""
    pieces = _compared(before.splitlines(keepends=True), after.splitlines(keepends=True), _of_words)
    return tuple(
        Piece(kind, "".join(piece.text for piece in group)) for kind, group in groupby(pieces, lambda piece: piece.kind)
    )


def is_changed(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind != SAME for piece in pieces)


def _of_words(before: str, after: str) -> Iterator[Piece]:
    return _compared(WORDS.findall(before), WORDS.findall(after), _whole)


def _whole(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece(REMOVED, before)
    if after:
        yield Piece(ADDED, after)


def _compared(before: Sequence[str], after: Sequence[str], finer: Finer) -> Iterator[Piece]:
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if start:
        yield Piece(SAME, "".join(before[:start]))
    if _pairs(old, new) > MOST_PAIRS:
        yield from _whole("".join(old), "".join(new))
    else:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                yield Piece(SAME, "".join(old[i1:i2]))
            else:
                yield from finer("".join(old[i1:i2]), "".join(new[j1:j2]))
    if end:
        yield Piece(SAME, "".join(before[len(before) - end :]))


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """How many begin alike."""
    count = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        count += 1
    return count


def _pairs(before: Sequence[str], after: Sequence[str]) -> int:
    counted = Counter(after)
    return sum(number * counted[word] for word, number in Counter(before).items() if word in counted)
