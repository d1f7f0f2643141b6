"""What a search finds: groups of a few things of one kind, with how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.i18n import Sentence
from app.web.paging import COUNTED, Total

SHOWN = 5
COUNT_MOST = COUNTED + 1


@dataclass(frozen=True)
class Hit:
    """One thing: where it stands, what it is called, and how it is told from others."""

    path: str
    title: str
    detail: str = ""
    look: Any = None  # a Look


@dataclass(frozen=True)
class Group:
    """Things of one kind; `path` is the whole list, empty when there is none."""

    key: str
    title: Sentence
    items: Sequence[Any]
    total: Total
    path: str = ""

    @property
    def has_more(self) -> bool:
        return self.total.count > len(self.items)
