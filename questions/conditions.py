"""Pieces of a WHERE clause that are put together: text with `{}` for each value, and the values."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce

from app.access import Viewer


@dataclass(frozen=True)
class Condition:
    """A condition about one row of `question` (with its event, field and answer beside it)."""

    sql: str
    values: tuple[object, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(f"({self.sql}) AND ({other.sql})", self.values + other.values)

    def __or__(self, other: "Condition") -> "Condition":
        return Condition(f"({self.sql}) OR ({other.sql})", self.values + other.values)


EVERYTHING = Condition("1 = 1")
NOTHING = Condition("1 = 0")


def one_of(column: str, values: Collection[object]) -> Condition:
    """True where the column has one of these values; never, when there are none."""
    if not values:
        return NOTHING
    ordered = tuple(sorted(values, key=str))
    return Condition(f"{column} IN ({', '.join(['{}'] * len(ordered))})", ordered)


def same_unit(viewer: Viewer, one: str, other: str) -> Condition:
    """`Viewer.is_same_unit` of two columns."""
    merged: dict[int, set[int]] = {}
    for unit_id, today in viewer.successors.items():
        merged.setdefault(today, {today}).add(unit_id)
    groups = [one_of(one, ids) & one_of(other, ids) for _today, ids in sorted(merged.items())]
    return reduce(Condition.__or__, groups, Condition(f"{one} = {other}"))


def all_of(*conditions: Condition) -> Condition:
    return reduce(Condition.__and__, conditions, EVERYTHING)


def not_reported(viewer: Viewer) -> Condition:
    """`policy.is_of_reported` turned round, as a filter: no report on officials of the viewer's own units."""
    own = one_of("question.reported_unit", viewer.units())
    if not own.values:
        return EVERYTHING
    return Condition(f"question.reported_unit IS NULL OR NOT ({own.sql})", own.values)


def any_of(*conditions: Condition) -> Condition:
    return reduce(Condition.__or__, conditions, NOTHING)
