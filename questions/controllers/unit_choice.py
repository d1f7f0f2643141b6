"""The units of today, as a select offers them."""

from typing import Any

from app.clock import day_of, now
from app.people.directory import Directory
from app.people.kinds import KIND_NAMES


def unit_groups(units: Directory) -> list[dict[str, Any]]:
    """The units of today in groups by kind, for a select."""
    return [
        {"group": KIND_NAMES[kind], "options": [(unit.id, unit.name) for unit in group]}
        for kind, group in units.by_kind(day_of(now())).items()
    ]
