"""Pages of a list, and totals that stop counting at a thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.i18n import Sentence as _

T = TypeVar("T")
COUNTED = 1000
MOST_PAGES = 400


@dataclass(frozen=True)
class Total:
    """How many there are; counting stops at COUNTED, or sooner, then `is_more` says so."""

    count: int
    is_more: bool = False

    @classmethod
    def counted(cls, count: int, most: int = COUNTED) -> "Total":
        """From a query that counted at most `most` + 1 rows."""
        return cls(min(count, most), count > most)

    def __str__(self) -> str:
        if not self.is_more:
            return str(self.count)
        return str(_("more than 1,000") if self.count == COUNTED else _("more than %(number)s", number=self.count))


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list: `number` from 1, at most `size` items, and whether another follows."""

    items: Sequence[T]
    number: int
    size: int
    has_next: bool
    total: Total | None = None

    @classmethod
    def cut(cls, found: Sequence[T], number: int, size: int, total: Total | None = None) -> "Page[T]":
        """From a query that asked for `size + 1` rows."""
        return cls(found[:size], number, size, len(found) > size, total)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def first_index(self) -> int:
        """The place of the first item in the whole list, from 1."""
        return (self.number - 1) * self.size + 1


def page_number(wanted: object) -> int:
    """A page number from an address: what is unreadable is page 1, what is absurd the last one offered."""
    text = str(wanted or "1")
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 7 else 1
