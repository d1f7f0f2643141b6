"""The figures of the units under one's own, on both engines: counted rightly, and nobody else's."""

from datetime import date, timedelta

import pytest

from app.access import Role
from app.clock import day_of
from app.database import Statement, atomic
from app.people.directory import Directory
from app.people.kinds import UnitKind
from app.people.overseeing import seen_units
from app.people.unit_keeping import replace_unit
from app.people.units import directory
from events.planning.states import EventState
from exports.unit_figures import Figures, figures_of, first_year
from questions.answers.publishing import publish
from questions.facts import answer_of, question_facts
from questions.merging.joining import join
from questions.values import Outcome
from tests.support import AT, SYSTEM, Stage, make_event, make_person, make_question, make_unit

TODAY, YEAR = day_of(AT), AT.year


@pytest.fixture
async def communes(database: str) -> tuple[int, int, int]:
    """The city, and two communes of it: one with a forum and four questions, one with nothing."""
    city = await make_unit("Ủy ban nhân dân thành phố", UnitKind.OTHER)
    ward = await make_unit("Phường Bến Ninh", UnitKind.COMMUNE, parent_id=city)
    village = await make_unit("Xã Thạnh Quới", UnitKind.COMMUNE, parent_id=city)
    forum = await make_event(ward, EventState.HELD)
    coming = await make_event(ward)
    agency = await make_unit("Sở Tài chính", parent_id=city)
    await make_question(coming, Stage.SUBMITTED)
    await make_question(coming, Stage.IN_PROGRESS, lead_unit_id=agency)
    await make_question(coming, Stage.PUBLISHED, lead_unit_id=agency)
    await make_question(coming, Stage.PUBLISHED, lead_unit_id=agency, outcome=Outcome.RESOLVED)
    assert forum
    return city, ward, village


def by_name(lines: list) -> dict[str, Figures]:
    return {line.unit.name: line.figures for line in lines}


async def counted(year: int | None = YEAR, today: date = TODAY) -> dict[str, Figures]:
    units = await directory()
    lines, total = await figures_of(frozenset(unit.id for unit in units.units), units, year, today, viewer=SYSTEM)
    assert total == sum((line.figures for line in lines), Figures())
    return by_name(lines)


async def test_each_unit_has_its_own_figures_and_answered_is_not_resolved(communes: tuple[int, int, int]) -> None:
    found = await counted()
    assert found == {
        "Phường Bến Ninh": Figures(forums=1, received=4, answered=2, resolved=1, open=2),
        "Xã Thạnh Quới": Figures(),
    }


async def test_what_is_overdue_and_what_was_late_is_counted(communes: tuple[int, int, int]) -> None:
    @atomic
    async def hurry() -> None:
        await Statement("UPDATE question SET due_on = {} WHERE due_on IS NOT NULL").run(TODAY - timedelta(days=9))

    await hurry()
    ward = (await counted())["Phường Bến Ninh"]
    assert (ward.open, ward.overdue, ward.late) == (2, 1, 2)


async def test_what_was_joined_is_answered_with_the_one_that_stands_and_overdue_once(database: str) -> None:
    forum = await make_event(await make_unit("Phường Bến Ninh"))
    resolved = await make_question(forum, Stage.APPROVED, outcome=Outcome.RESOLVED)
    late = await make_question(forum, Stage.IN_PROGRESS)
    for stands in (resolved, late):
        await join(await make_question(forum, Stage.ADMITTED), stands, by=SYSTEM, at=AT)
    assert (await counted())["Phường Bến Ninh"] == Figures(received=4, open=2)
    answer = await answer_of(await question_facts(resolved.code))
    assert answer is not None
    await publish(answer, by=SYSTEM, at=AT)
    await Statement("UPDATE question SET due_on = {} WHERE id = {}").run(TODAY - timedelta(days=9), late.id)
    assert (await counted())["Phường Bến Ninh"] == Figures(
        received=4, answered=2, resolved=2, open=1, overdue=1, overdue_before=1
    )


async def test_a_year_counts_what_happened_in_it(communes: tuple[int, int, int]) -> None:
    assert (await counted(YEAR - 3))["Phường Bến Ninh"] == Figures()
    assert (await counted(None))["Phường Bến Ninh"].received == 4
    assert await first_year() == YEAR


async def test_what_a_merged_unit_did_counts_for_its_successor(communes: tuple[int, int, int]) -> None:
    _city, ward, village = communes
    await replace_unit(ward, village, last_day=TODAY - timedelta(days=1), reason="Sáp nhập", by=SYSTEM, at=AT)
    assert {name: figures.received for name, figures in (await counted()).items()} == {"Xã Thạnh Quới": 4}


async def test_a_commune_stands_there_also_when_it_did_nothing(communes: tuple[int, int, int]) -> None:
    city, _ward, _village = communes
    for number in range(3):
        await make_unit(f"Xã số {number}", UnitKind.COMMUNE, parent_id=city)
    assert len(await counted()) == 5


@pytest.mark.parametrize("role", Role)
async def test_who_sees_whose_figures(communes: tuple[int, int, int], role: Role) -> None:
    city, ward, village = communes
    units: Directory = await directory()
    everything = {unit.id for unit in units.units}
    at_the_city = await make_person(city, role)
    in_the_ward = await make_person(ward, role)
    leads = role in {Role.COORDINATOR, Role.CHAIR, Role.APPROVER}
    oversees = role is Role.SUPERVISOR
    assert seen_units(at_the_city, units) == (everything if leads or oversees else set())
    # A ward without offices under it has no figures but its own lists.
    assert seen_units(in_the_ward, units) == ({ward} if oversees else set())
    assert village not in seen_units(in_the_ward, units)
