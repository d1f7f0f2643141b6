"""Which row of a sheet names its columns, and what each holds, by the names that a kind of list uses. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from app.spreadsheets.cells import RawRow, text_of
from app.text import search_text

# The header stands within this many rows; titles, dates and signatures may come before it.
SEARCHED_ROWS = 30
# Fewer columns than this are a sentence that happens to hold a word of ours.
LEAST_COLUMNS = 2
MOST_WORDS = 12


@dataclass(frozen=True)
class Vocabulary:
    """What columns of one kind of list are called, by key; the first name found wins over the later ones.

    A heading that holds a word of `never` is taken only when it is a name as a whole; `short` are names of
    one word that are looked for inside longer headings too.
    """

    names: Mapping[str, Sequence[str]]
    never: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @cached_property
    def known(self) -> dict[str, tuple[str, int]]:
        return {search_text(name): (key, at) for key, names in self.names.items() for at, name in enumerate(names)}

    @cached_property
    def distinct(self) -> dict[str, tuple[str, int]]:
        """Names that cannot mean something else inside a longer heading."""
        return {name: found for name, found in self.known.items() if " " in name or name in self.short}


@dataclass(frozen=True)
class Header:
    """`number` is the sheet's row after which the list begins; `columns` are positions by key."""

    number: int
    columns: dict[str, int]
    headings: dict[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


def find_header(rows: Sequence[RawRow], vocabulary: Vocabulary) -> Header | None:
    """The row, or the two rows where cells are merged, that name the most columns; None when no row does."""
    first = rows[:SEARCHED_ROWS]
    found = [_header(row.number, _headings(row), vocabulary) for row in first]
    found += [
        _header(below.number, _merged(above, below), vocabulary)
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


def _header(number: int, headings: list[str], vocabulary: Vocabulary) -> Header:
    claims = sorted((claim, at) for at, heading in enumerate(headings) if (claim := _claim(heading, vocabulary)))
    columns: dict[str, int] = {}
    for (_rank, _order, key), at in claims:
        if key not in columns and at not in columns.values():
            columns[key] = at
    taken = set(columns.values())
    ignored = tuple(heading for at, heading in enumerate(headings) if heading and at not in taken)
    return Header(number, columns, {key: headings[at] for key, at in columns.items()}, ignored)


def _claim(heading: str, vocabulary: Vocabulary) -> tuple[int, int, str] | None:
    """What a heading may be: (0 for the very name, 1 for a longer text with it; order among names; key)."""
    if len(heading) > 200:
        return None
    plain = search_text(re.sub(r"\([^()]*\)", " ", heading)) or search_text(heading)
    if plain in vocabulary.known:
        key, order = vocabulary.known[plain]
        return 0, order, key
    padded = f" {plain} "
    if len(plain.split()) > MOST_WORDS or any(f" {word} " in padded for word in vocabulary.never):
        return None
    within = [name for name in vocabulary.distinct if f" {name} " in padded]
    if not within:
        return None
    key, order = vocabulary.distinct[max(within, key=len)]
    return 1, order, key
