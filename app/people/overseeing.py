"""Whose figures somebody sees."""

from app.access import Role, Viewer
from app.people.directory import Directory

LEADING = (Role.COORDINATOR, Role.CHAIR, Role.APPROVER)


def seen_units(viewer: Viewer, units: Directory) -> frozenset[int]:
    """The units (ids) whose figures this person sees: all that one oversees, and all under a unit that one works for
    as coordinator, chair or leader, where there are any."""
    if viewer.oversees_all:
        return frozenset(unit.id for unit in units.units)
    found = set(viewer.overseen or ())
    for unit_id in viewer.units(*LEADING):
        if (under := units.under((unit_id,))) > units.same_as(unit_id):
            found |= under
    return frozenset(found)
