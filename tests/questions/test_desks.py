"""Where a question lay and how long: read from its acts, day by day, and told on its page and in the list."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.access import Role
from app.calendar.working_days import calendar_with
from app.clock import day_of
from questions.clocks.desks import AFTER, Desk, desk_now, desk_times, longest, stints
from questions.states import OPEN_STATES, QuestionAct, QuestionState
from tests.questions.desk_browsing import open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

CALENDAR = calendar_with()
MONDAY = datetime(2026, 10, 5, 3, tzinfo=UTC)
ORGANISER, LEAD, OTHER = 1, 2, 3


@dataclass(frozen=True)
class Told:
    act: str
    happened_at: datetime
    after: dict[str, object] = field(default_factory=dict)


def told(*acts: tuple[str, int], lead: int = LEAD) -> list[Told]:
    """Acts with the number of days after Monday, 5 October."""
    return [
        Told(act, MONDAY + timedelta(days=day), {"lead_unit": lead} if act == "question.offer" else {})
        for act, day in acts
    ]


def times(*acts: Told, today: date = date(2026, 10, 30)) -> list[tuple[Desk, int | None, int]]:
    found = desk_times(stints(acts, ORGANISER), CALENDAR, today)
    return [(time.desk, time.unit_id, time.days) for time in found]


def test_each_desk_is_told_its_days() -> None:
    assert times(
        *told(
            ("question.submit", 0),
            ("question.admit", 1),
            ("question.offer", 3),
            ("question.accept", 4),
            ("answer.submit_for_review", 10),
            ("answer.return", 11),
            ("answer.submit_for_review", 14),
            ("answer.approve", 15),
            ("question.answer", 16),
        )
    ) == [
        (Desk.TRIAGE, ORGANISER, 1),
        (Desk.ASSIGNMENT, ORGANISER, 2),
        (Desk.ACCEPTANCE, LEAD, 1),
        (Desk.DRAFTING, LEAD, 4 + 1),
        (Desk.REVIEW, LEAD, 1 + 1),
        (Desk.PUBLISHING, ORGANISER, 1),
    ]


def test_a_unit_that_gave_it_back_keeps_the_days_it_had() -> None:
    first = told(("question.submit", 0), ("question.admit", 0), ("question.offer", 0), ("question.decline", 3))
    then = told(("question.offer", 4), ("question.accept", 7), lead=OTHER)
    assert times(*first, *then, today=date(2026, 10, 13)) == [
        (Desk.TRIAGE, ORGANISER, 0),
        (Desk.ASSIGNMENT, ORGANISER, 1),
        (Desk.ACCEPTANCE, LEAD, 3),
        (Desk.ACCEPTANCE, OTHER, 1),
        (Desk.DRAFTING, OTHER, 1),
    ]


def test_a_pause_and_a_question_to_the_asker_are_nobodys_days() -> None:
    acts = told(
        ("question.submit", 0),
        ("question.ask", 1),
        ("question.inform", 4),
        ("question.admit", 4),
        ("question.offer", 4),
        ("question.accept", 4),
        ("question.pause", 7),
        ("answer.submit_for_review", 8),
        ("question.resume", 9),
    )
    found = {(desk, unit): days for desk, unit, days in times(*acts, today=date(2026, 10, 15))}
    assert found[(Desk.ASKER, None)] == 3
    assert found[(Desk.PAUSED, None)] == 2
    assert found[(Desk.REVIEW, LEAD)] == 1
    assert found[(Desk.DRAFTING, LEAD)] == 1


def test_an_assignment_taken_back_ends_on_the_desk_that_assigns() -> None:
    acts = told(
        ("question.submit", 0), ("question.admit", 0), ("question.offer", 0), ("question.accept", 0),
        ("answer.submit_for_review", 1), ("question.unassign", 2), ("answer.recall", 2),
    )  # fmt: skip
    assert stints(acts, ORGANISER)[-1].desk is Desk.ASSIGNMENT


def test_the_longest_desk_of_an_office_is_named() -> None:
    acts = told(("question.submit", 0), ("question.ask", 1), ("question.inform", 20), ("question.admit", 22))
    found = longest(desk_times(stints(acts, ORGANISER), CALENDAR, date(2026, 10, 28)))
    assert found is not None
    assert (found.desk, found.days) == (Desk.TRIAGE, 3)


ACTS = st.sampled_from([*AFTER, "question.pause", "question.resume", "answer.save_draft"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(ACTS, st.integers(0, 6)), max_size=25))
def test_the_days_of_all_desks_are_the_days_of_the_question(found: list[tuple[str, int]]) -> None:
    """Every working day lies on one desk, but for those after it was over."""
    acts, day = told(("question.submit", 0)), 0
    for act, step in found:
        day += step
        acts += told((act, day))
    stays = stints(acts, ORGANISER)
    today = day_of(MONDAY + timedelta(days=day + 3))
    counted = sum(time.days for time in desk_times(stays, CALENDAR, today))
    whole = CALENDAR.count(day_of(MONDAY), today)
    is_over = any(AFTER.get(act.act) is Desk.NONE for act in acts)
    assert counted <= whole if is_over else counted == whole


def test_every_act_of_a_question_says_whose_desk_is_next() -> None:
    assert {f"question.{act}" for act in QuestionAct} <= set(AFTER)


@pytest.fixture
async def event(sqlite_database: str):  # type: ignore[no-untyped-def]
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def test_the_page_of_a_question_splits_its_time_and_the_late_list_names_the_desk(event):
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    lead = await make_unit("Sở Tài chính")
    question = await make_question(event, Stage.IN_REVIEW, lead_unit_id=lead, at=AT)
    async with open_desk() as desk:
        shown = (await desk.get(f"/desk/questions/{question.code}", coordinator)).text
        assert "Thời gian ở từng khâu" in shown
        assert "Duyệt tại đơn vị" in shown
        assert "Duyệt tại đơn vị" in (await desk.get("/desk/questions", coordinator)).text


@pytest.mark.parametrize("state", sorted(OPEN_STATES))
def test_an_open_question_always_lies_on_some_desk(state: QuestionState) -> None:
    assert desk_now(state, None) is not Desk.NONE
