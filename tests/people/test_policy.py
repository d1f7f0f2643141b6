"""The rules about people, as tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.clock import now
from app.people.directory import Directory, UnitRow
from app.people.kinds import UnitKind
from app.people.policy import (
    IDLE_MOST,
    SESSION_MOST,
    InvitationFacts,
    MembershipFacts,
    PersonFacts,
    is_live,
    why_not_accept,
    why_not_deactivate,
    why_not_end,
    why_not_invite,
    why_not_password,
    why_not_replace,
)

TODAY = date(2026, 11, 21)
ADMIN = Viewer(person_id=1, name="Ân", roles=frozenset({(1, Role.ADMIN)}))


def unit(
    number: int,
    *,
    successor: int | None = None,
    parent: int | None = None,
    until: date | None = None,
) -> UnitRow:
    return UnitRow(
        number,
        f"U{number}",
        f"Unit {number}",
        "",
        UnitKind.DEPARTMENT,
        parent,
        successor,
        date(2025, 7, 1),
        until,
    )


@pytest.mark.parametrize("role", list(Role))
def test_only_an_administrator_keeps_people(role: Role) -> None:
    viewer = Viewer(person_id=2, roles=frozenset({(1, role)}))
    allowed = role is Role.ADMIN
    assert (why_not_invite(viewer, None, TODAY) is None) == allowed
    assert (why_not_end(viewer, MembershipFacts(1, 3, 1, Role.DRAFTER, True, 1)) is None) == allowed
    assert (why_not_deactivate(viewer, PersonFacts(3, True, False, 1)) is None) == allowed


def test_nobody_is_not_an_administrator_and_the_command_line_is() -> None:
    assert why_not_invite(ANYONE, None, TODAY) is not None
    assert why_not_invite(SYSTEM, None, TODAY) is None


@pytest.mark.parametrize(
    ("last_day", "allowed"),
    [(None, True), (TODAY, True), (TODAY - timedelta(days=1), False)],
)
def test_nobody_is_invited_to_a_unit_of_the_past(last_day: date | None, allowed: bool) -> None:
    assert (why_not_invite(ADMIN, last_day, TODAY) is None) == allowed


@pytest.mark.parametrize(("others", "allowed"), [(0, False), (1, True)])
def test_the_last_administrator_stays(others: int, allowed: bool) -> None:
    held = MembershipFacts(1, 1, 1, Role.ADMIN, True, others)
    assert (why_not_end(ADMIN, held) is None) == allowed
    assert (why_not_deactivate(ADMIN, PersonFacts(1, True, True, others)) is None) == allowed


def test_what_has_ended_is_not_ended_again() -> None:
    assert why_not_end(ADMIN, MembershipFacts(1, 2, 1, Role.DRAFTER, False, 1)) is not None
    assert why_not_deactivate(ADMIN, PersonFacts(2, False, False, 1)) is not None


def test_an_invitation_is_good_once_and_for_a_week() -> None:
    at = now()
    assert why_not_accept(InvitationFacts(at + timedelta(seconds=1), None), at) is None
    assert why_not_accept(InvitationFacts(at, None), at) is not None
    assert why_not_accept(InvitationFacts(at + timedelta(days=1), at), at) is not None


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("ngắn quá", False),
        ("đủ dài rồi", True),
        ("aaaaaaaaaaaa", False),
        ("an@songhau.example", False),
        ("a" * 60 + "bcde" * 18, False),
        ("mùa nước nổi", True),
    ],
)
def test_a_password_is_judged_by_its_length(password: str, good: bool) -> None:
    assert (why_not_password(password, "an@songhau.example") is None) == good


def test_a_session_ends_after_a_rest_and_after_a_day() -> None:
    at = now()
    assert is_live(at, at + SESSION_MOST, at)
    assert not is_live(at - IDLE_MOST, at + SESSION_MOST, at)
    assert not is_live(at, at, at)


def test_a_role_follows_its_unit_into_the_successor() -> None:
    units = Directory.of([unit(1, successor=2), unit(2, successor=3), unit(3), unit(4)])
    assert units.resolve(1) == 3
    assert units.resolve(4) == 4
    assert units.resolve(99) == 99
    assert units.roles([(1, Role.FOCAL)]) == frozenset((n, Role.FOCAL) for n in (1, 2, 3))
    assert units.roles([(3, Role.FOCAL)]) == frozenset((n, Role.FOCAL) for n in (1, 2, 3))
    assert units.roles([(4, Role.FOCAL)]) == frozenset({(4, Role.FOCAL)})


def test_successors_in_a_circle_end_somewhere() -> None:
    units = Directory.of([unit(1, successor=2), unit(2, successor=1)])
    assert units.resolve(1) in {1, 2}


def test_the_tree_of_units_follows_successors() -> None:
    units = Directory.of([unit(1, successor=2), unit(2), unit(3, parent=1), unit(4, parent=3)])
    assert units.above(4) == (3, 2)
    assert units.parents == {3: 2, 4: 3}
    assert [row.id for row in units.below(2)] == [3]


def test_a_unit_exists_from_its_first_to_its_last_day() -> None:
    units = Directory.of([unit(1, until=TODAY), unit(2)])
    assert [row.id for row in units.on(TODAY)] == [1, 2]
    assert [row.id for row in units.on(TODAY + timedelta(days=1))] == [2]
    assert units.on(date(2025, 6, 30)) == ()
    assert units.on(TODAY, UnitKind.COMMUNE) == ()
    assert list(units.by_kind(TODAY)) == [UnitKind.DEPARTMENT]


# Successors by the day


BEFORE, LAST, AFTER = TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)


def test_a_successor_takes_over_on_the_day_after_the_last_day() -> None:
    rows = [unit(1, successor=2, until=LAST), unit(2)]
    for day, doer in ((BEFORE, 1), (LAST, 1), (AFTER, 2)):
        units = Directory.of(rows, day)
        assert units.resolve(1) == doer
        assert units.name(1) == f"Unit {doer}"
        assert units.roles([(1, Role.FOCAL)]) >= {(doer, Role.FOCAL)}
        assert (1, Role.FOCAL) in units.roles([(2, Role.FOCAL)]) or doer == 1


def test_a_unit_merged_twice_bears_the_name_of_each_day() -> None:
    units = Directory.of([unit(1, successor=2, until=BEFORE), unit(2, successor=3, until=LAST), unit(3)], AFTER)
    assert units.name(1) == "Unit 3"
    assert units.same_as(2) == {1, 2, 3}
    assert [units.as_of(day).name(1) for day in (BEFORE, LAST, AFTER)] == ["Unit 1", "Unit 2", "Unit 3"]
    assert units.as_of(AFTER) is units
    assert units.name_then(1, LAST) == "Unit 2 (nay là Unit 3)"
    assert units.name_then(3, BEFORE) == "Unit 3"
    assert units.taken_over(1) == [(BEFORE, "Unit 1", "Unit 2"), (LAST, "Unit 2", "Unit 3")]
    assert units.taken_over(3) == []


@pytest.mark.parametrize(
    ("successor", "end_of_line", "last_day", "wrong"),
    [
        (unit(2), 2, TODAY, set()),
        (unit(2, until=TODAY), 2, TODAY, {"successor"}),
        (unit(2, successor=3, until=TODAY), 3, TODAY, set()),
        (unit(1), 1, TODAY, {"successor"}),
        (unit(2, successor=1), 1, TODAY, {"successor"}),
        (unit(2), 2, date(2025, 6, 30), {"last_day"}),
        (replace(unit(2), valid_from=AFTER), 2, TODAY, set()),
        (replace(unit(2), valid_from=AFTER), 2, BEFORE, {"last_day"}),
    ],
)
def test_a_unit_is_merged_into_one_that_exists_on_the_day_after(
    successor: UnitRow, end_of_line: int, last_day: date, wrong: set[str]
) -> None:
    assert set(why_not_replace(unit(1), successor, end_of_line, last_day)) == wrong
