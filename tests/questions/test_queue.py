"""The desk's queue shows what one may open, most urgent first, and its pages follow one another without a gap."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.database import Statement
from questions.conditions import EVERYTHING
from questions.policy import AGENCY_ROLES
from questions.queries import Filters, desk_questions, first_of_each, first_questions, matching
from questions.queue import Place, QueuePage, queue, span_of, states_of
from questions.states import OPEN_STATES, QuestionState
from questions.waiting import groups_of
from tests.support import AT, Stage, make_event, make_person, make_question, make_rejected, make_unit

TODAY = day_of(AT)
DUE = Statement("UPDATE question SET due_on = {} WHERE id = {}")


@pytest.fixture
async def units(database: str) -> tuple[int, int]:
    """An organiser and an agency, with questions at every stage, due on days around today."""
    organiser, agency = await make_unit(), await make_unit()
    event = await make_event(organiser)
    made = [
        await make_question(event, stage, lead_unit_id=agency)
        for stage in (*Stage, Stage.OFFERED, Stage.IN_PROGRESS, Stage.PUBLISHED, Stage.SUBMITTED)
    ]
    made.append(await make_rejected(event))
    for number, question in enumerate(made):
        if question.lead_unit_id is not None:
            await DUE.run(TODAY + timedelta(days=number % 4 - 2), question.id)
    return organiser, agency


async def pages(viewer: Viewer, filters: Filters, size: int) -> list[QueuePage]:
    soon = TODAY + timedelta(days=1)
    narrowed = matching(replace(filters, late=""), today=TODAY, soon=soon)
    found: list[QueuePage] = []
    after: Place | None = None
    while not found or after is not None:
        page = await queue(
            viewer, narrowed, states=states_of(filters), span=span_of(filters, TODAY, soon), after=after, size=size
        )
        found.append(page)
        after = Place.read(str(page.next)) if page.next else None
        assert (after is None) is (page.next is None)
    return found


async def test_every_viewer_finds_what_the_other_lists_show_and_open_ones_in_the_same_order(units):
    organiser, agency = units
    viewers = [SYSTEM, await make_person(await make_unit(), Role.COORDINATOR)]
    viewers += [await make_person(organiser, role) for role in (Role.COORDINATOR, Role.CLERK, Role.SUPERVISOR)]
    viewers += [await make_person(agency, role) for role in AGENCY_ROLES]
    for viewer in viewers:
        wanted = (await desk_questions(viewer, EVERYTHING, size=100)).items
        found = [line for page in await pages(viewer, Filters(), 3) for line in page.items]
        assert sorted(line.code for line in found) == sorted(line.code for line in wanted)
        still_open = [line.code for line in wanted if line.state in OPEN_STATES]
        assert [line.code for line in found][: len(still_open)] == still_open


@pytest.mark.parametrize("late", ["", "soon", "overdue"])
async def test_filters_keep_the_same_rows_as_before_and_the_total_counts_them(units, late):
    organiser, agency = units
    viewer = await make_person(organiser, Role.COORDINATOR)
    soon = TODAY + timedelta(days=1)
    for state in (None, QuestionState.IN_PROGRESS, QuestionState.ANSWERED):
        filters = Filters(state=state, unit_id=agency, late=late)
        wanted = (await desk_questions(viewer, matching(filters, today=TODAY, soon=soon), size=100)).items
        found = await pages(viewer, filters, 2)
        assert sorted(line.code for page in found for line in page.items) == sorted(line.code for line in wanted)
        assert {page.total.count for page in found} == {len(wanted)}


def test_a_place_in_an_address_is_read_again_and_nonsense_is_the_beginning():
    place = Place(False, TODAY, 12)
    assert Place.read(str(place)) == place
    for typed in ("", "open", "open.x.1", "open.2026-13-01.1", "other.2026-01-01.1", "open.2026-01-01.-1", "a" * 99):
        assert Place.read(typed) is None


async def test_the_groups_of_my_work_are_found_at_once_as_one_by_one(units):
    organiser, agency = units
    for viewer in (await make_person(organiser, Role.COORDINATOR), await make_person(agency, *AGENCY_ROLES)):
        kept = [group.kept(viewer, TODAY, TODAY + timedelta(days=40)) for group in groups_of(viewer)]
        at_once = await first_of_each(viewer, kept, 1)
        assert at_once == [await first_questions(viewer, condition, 1) for condition in kept]
        assert max(total.count for _lines, total in at_once) > 1
        assert await first_of_each(viewer, [], 1) == []
