"""A workflow as a table: (state, event) -> state, and questions one can ask of it."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


class Transitions(Generic[S, E]):
    """An immutable table of moves.

    `start` is the state of a new thing; `final` are the states nothing leaves.
    """

    def __init__(self, start: S, moves: Mapping[tuple[S, E], S], final: Iterable[S] = ()) -> None:
        self.start = start
        self.final = frozenset(final)
        self._moves = dict(moves)

    def __iter__(self) -> Iterator[tuple[S, E, S]]:
        for (state, event), target in self._moves.items():
            yield state, event, target

    def target(self, state: S, event: E) -> S | None:
        """Where `event` leads from `state`, or None when there is no such move."""
        return self._moves.get((state, event))

    def events(self, state: S) -> tuple[E, ...]:
        """The events that `state` knows, in the order of the table."""
        return tuple(event for (source, event) in self._moves if source == state)

    def sources(self, event: E) -> tuple[S, ...]:
        """The states from which `event` may happen."""
        return tuple(source for (source, known) in self._moves if known == event)

    def reachable(self) -> frozenset[S]:
        """Every state that some path of moves reaches from the start."""
        seen, edge = {self.start}, [self.start]
        while edge:
            state = edge.pop()
            for source, _event, target in self:
                if source == state and target not in seen:
                    seen.add(target)
                    edge.append(target)
        return frozenset(seen)
