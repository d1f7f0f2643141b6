"""The units of today, as a select offers them."""

from typing import Any

from app.clock import day_of, now
from app.people.directory import Directory
from app.people.kinds import KIND_NAMES


def unit_groups(units: Directory, *, without: int | None = None) -> list[dict[str, Any]]:
    """The units of today in groups by kind, for a select; `without` is left out."""
    return [
        {"group": KIND_NAMES[kind], "options": [(unit.id, unit.name) for unit in group if unit.id != without]}
        for kind, group in units.by_kind(day_of(now())).items()
    ]


def reportable(units: Directory, organiser_id: int) -> list[dict[str, Any]]:
    """The units on whose officials one may report to this organiser: all but itself, from which nothing is hidden."""
    own = units.same_as(organiser_id)
    groups = [
        {"group": each["group"], "options": [option for option in each["options"] if option[0] not in own]}
        for each in unit_groups(units)
    ]
    return [group for group in groups if group["options"]]


def ids_of(groups: list[dict[str, Any]]) -> list[int]:
    return [unit_id for group in groups for unit_id, _name in group["options"]]
