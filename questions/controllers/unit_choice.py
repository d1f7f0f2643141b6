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
