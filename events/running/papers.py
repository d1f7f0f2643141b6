"""The papers issued for a forum, as its public page lists them.

Papers are made by `exports`, which stands above this package; it says here how to ask for them.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class IssuedPaper:
    """One issued paper: `number` as printed on it, `files` are (format, path where everyone fetches it)."""

    title: object
    number: str
    issued_on: date
    files: tuple[tuple[str, str], ...]


PaperReader = Callable[[int], Awaitable[Sequence[IssuedPaper]]]
_readers: list[PaperReader] = []


def lists_papers(reader: PaperReader) -> PaperReader:
    """Register who knows the papers of a forum (by its id); works as a decorator."""
    _readers.append(reader)
    return reader


async def issued_papers(event_id: int) -> list[IssuedPaper]:
    """Everything issued for a forum that everyone may fetch."""
    return [paper for reader in _readers for paper in await reader(event_id)]
