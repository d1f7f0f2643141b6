"""What a supervisor oversees: the unit of the role and all under it, through mergers."""

from datetime import date

import pytest

from app.access import Role, Viewer
from app.people.directory import Directory, UnitRow
from app.people.kinds import UnitKind

CITY, FRONT, WARD, OFFICE, OTHER_WARD, OLD_WARD, OLD_DISTRICT, STRAY = range(1, 9)
COMMUNE = UnitKind.COMMUNE


def unit(unit_id: int, parent: int | None, successor: int | None = None, kind: UnitKind = COMMUNE) -> UnitRow:
    return UnitRow(unit_id, f"U{unit_id}", f"Đơn vị {unit_id}", "", kind, parent, successor, date(2025, 7, 1), None)


UNITS = Directory.of(
    (
        unit(CITY, None, kind=UnitKind.OTHER),
        unit(FRONT, None, kind=UnitKind.ORGANISATION),
        unit(WARD, CITY),
        unit(OFFICE, WARD),
        unit(OTHER_WARD, CITY),
        # Once under a district that is no more, now part of the ward.
        unit(OLD_WARD, OLD_DISTRICT, WARD),
        unit(OLD_DISTRICT, CITY),
        unit(STRAY, None),
    )
)


def supervisor_of(*unit_ids: int) -> Viewer:
    return UNITS.viewer(7, "Huỳnh Công Bằng", "", "vi", [(unit_id, Role.SUPERVISOR) for unit_id in unit_ids])


@pytest.mark.parametrize(
    ("role_in", "overseen"),
    [
        (WARD, {WARD, OFFICE, OLD_WARD}),
        (OLD_WARD, {WARD, OFFICE, OLD_WARD}),
        (OFFICE, {OFFICE}),
        (OLD_DISTRICT, {OLD_DISTRICT}),
        (STRAY, {STRAY}),
    ],
)
def test_a_role_in_a_unit_oversees_it_and_all_under_it(role_in: int, overseen: set[int]) -> None:
    watcher = supervisor_of(role_in)
    assert watcher.overseen == overseen
    assert {unit.id for unit in UNITS.units if watcher.oversees(unit.id)} == overseen
    assert not watcher.oversees_all


@pytest.mark.parametrize("role_in", [(CITY,), (FRONT,), (WARD, FRONT)])
def test_a_role_at_the_top_oversees_everything(role_in: tuple[int, ...]) -> None:
    watcher = supervisor_of(*role_in)
    assert watcher.oversees_all
    assert all(watcher.oversees(unit.id) for unit in UNITS.units)


def test_another_role_at_the_top_oversees_nothing() -> None:
    chair = UNITS.viewer(8, "Nguyễn Hoàng Nam", "", "vi", [(CITY, Role.CHAIR), (CITY, Role.COORDINATOR)])
    assert chair.overseen == frozenset()
    assert not any(chair.oversees(unit.id) for unit in UNITS.units)


def test_nobody_oversees_anything_unless_told_so() -> None:
    assert not Viewer(9, roles=frozenset({(CITY, Role.SUPERVISOR)})).oversees(CITY, WARD)
