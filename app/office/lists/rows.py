"""A row of a list, as it was typed and as it was understood. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from app.forms import read_day
from app.i18n import Sentence
from app.spreadsheets.cells import Cell, RawRow, is_blank, text_of
from app.spreadsheets.headers import Header
from app.text import search_text

V = TypeVar("V")


class ListKind(StrEnum):
    UNITS = "units"
    PEOPLE = "people"


@dataclass(frozen=True)
class TypedRow:
    """`number` is the row's number in the spreadsheet; texts by column key."""

    number: int
    typed: Mapping[str, str]


@dataclass(frozen=True)
class ReadRow(Generic[V]):
    """`value` when nothing is amiss; `is_known` when taking it would add nothing."""

    number: int
    typed: Mapping[str, str]
    value: V | None = None
    problems: Mapping[str, Sentence] = field(default_factory=dict)
    is_known: bool = False

    @property
    def is_new(self) -> bool:
        return self.value is not None and not self.is_known


@dataclass(frozen=True)
class Column:
    """One column of a list: what our own template calls it, in both languages, and what else it may be called."""

    key: str
    name: Sentence
    names: tuple[str, ...]
    hint: Sentence
    is_needed: bool = False
    width: int = 24


def typed_rows(rows: Sequence[RawRow], header: Header) -> list[TypedRow]:
    """The rows below the header that hold anything in our columns."""
    found = []
    for row in rows:
        cells = {key: row.cell(at) for key, at in header.columns.items()}
        if row.number > header.number and not all(is_blank(cell) for cell in cells.values()):
            found.append(TypedRow(row.number, {key: _text(cell) for key, cell in cells.items()}))
    return found


def _text(cell: Cell) -> str:
    return text_of(cell).strip()


def day_of_text(text: str) -> date | None:
    """A day as people or programs write it, a time after it passed over."""
    return read_day(text.partition(" ")[0]) or _iso_day(text)


def _iso_day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def by_name(names: Mapping[V, Sequence[str]]) -> dict[str, V]:
    """Folded names, so that marks and capitals do not matter."""
    return {search_text(name): value for value, known in names.items() for name in known}
