"""A forum that is postponed, moved or cancelled takes the due dates of its questions along; no promise moves back."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.calendar.clocks import CLOCKS, Clock
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement
from app.journal.queries import history
from events.planning import editing, moving
from events.planning.plan import EventPlan
from events.planning.policy import EventFacts
from events.planning.queries import event_facts, event_view
from events.planning.states import EventState
from events.planning.tables import Event
from events.running.room import end_session
from questions import assigning, undoing
from questions.clocks import correcting
from questions.clocks.reading import story_of
from questions.clocks.requests import CORRECTION, open_request
from questions.clocks.starting import Weight, clock_for
from questions.facts import question_facts
from questions.opinions import disputing
from questions.policy import QuestionFacts
from questions.triage import moderating
from questions.triage.moderating import PublicText
from questions.values import Competence, Kind
from tests.questions.desk_browsing import open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit, send

WHY = "Bão số 5."
LONG_AGO = AT - timedelta(days=60)
ROW = Statement("SELECT due_on, due_from, due_clock, internal_due_on FROM question WHERE id = {}")


@pytest.fixture
async def forum(sqlite_database: str) -> EventFacts:
    """Its questions came two months ago, and its session would be in three days."""
    unit = await make_unit("Trung tâm Xúc tiến đầu tư")
    return await make_event(unit, EventState.COLLECTING, starts_at=AT + timedelta(days=3), at=LONG_AGO)


async def row_of(question: QuestionFacts) -> dict[str, object]:
    row = await ROW.one(question.id)
    assert row is not None
    return row


async def after(day: date | datetime, clock: Clock) -> date:
    start = day_of(day) if isinstance(day, datetime) else day
    return (await load_calendar()).add(start, CLOCKS[clock].number)


def test_a_question_of_a_cancelled_forum_counts_from_the_later_of_receipt_and_cancellation():
    for received, cancelled, start in (
        (LONG_AGO, AT, AT),
        (AT, LONG_AGO, AT),
        (LONG_AGO, None, LONG_AGO),
    ):
        clock = clock_for(
            Weight.PLAIN,
            happened_at=received,
            is_after_cutoff=False,
            session_ends_at=None,
            session_ended_at=None,
            cancelled_at=cancelled,
        )
        assert (clock.clock, clock.starts_on) == (Clock.ANSWER_OUTSIDE, day_of(start))
    late = clock_for(
        Weight.PLAIN,
        happened_at=LONG_AGO,
        is_after_cutoff=True,
        session_ends_at=None,
        session_ended_at=None,
        cancelled_at=AT,
    )
    assert late.starts_on == day_of(LONG_AGO)


async def test_a_question_that_is_assigned_after_its_forum_was_cancelled_is_not_overdue_at_birth(forum):
    question = await make_question(forum, Stage.ADMITTED, at=LONG_AGO)
    await moving.cancel(forum, WHY, by=SYSTEM, at=AT)
    due = await assigning.assign(await question_facts(question.code), await make_unit(), by=SYSTEM, at=AT)
    assert due == await after(AT, Clock.ANSWER_OUTSIDE)


async def test_cancelling_counts_what_is_with_a_unit_anew_and_a_transfer_leaves_it_there(forum):
    question = await make_question(forum, Stage.IN_PROGRESS, at=LONG_AGO)
    assert (await row_of(question))["internal_due_on"] is not None
    await moving.cancel(forum, WHY, by=SYSTEM, at=AT)
    due = await after(AT, Clock.ANSWER_OUTSIDE)
    row = await row_of(question)
    assert row == {
        "due_on": due,
        "due_from": day_of(AT),
        "due_clock": Clock.ANSWER_OUTSIDE.value,
        "internal_due_on": None,
    }
    assert "question.reclock" in [entry.act for entry in await history("question", question.id)]

    await undoing.unassign(await question_facts(question.code), WHY, by=SYSTEM, at=AT + timedelta(days=1))
    again = await question_facts(question.code)
    assert await assigning.assign(again, await make_unit(), by=SYSTEM, at=AT + timedelta(days=1)) == due


async def test_a_new_date_counts_and_the_old_one_stays_visible(forum):
    question = await make_question(forum, Stage.IN_PROGRESS, at=LONG_AGO)
    first = (await row_of(question))["due_on"]
    postponed = await moving.postpone(forum, WHY, by=SYSTEM, at=AT)
    row = await row_of(question)
    assert (row["due_on"], row["internal_due_on"]) == (first, None)
    starts_at = AT + timedelta(days=60)
    await moving.reschedule(postponed, starts_at, starts_at + timedelta(hours=3), by=SYSTEM, at=AT)
    row = await row_of(question)
    assert row["due_on"] == await after(starts_at + timedelta(hours=3), Clock.ANSWER)
    assert isinstance(row["internal_due_on"], date)
    assert row["internal_due_on"] < day_of(starts_at)
    story = await story_of(question.id)
    assert story is not None
    assert (first, row["due_on"]) in [(happening.was, happening.due_on) for happening in story.happenings]


async def test_another_time_in_the_plan_counts_too(forum):
    question = await make_question(forum, Stage.IN_PROGRESS, at=LONG_AGO)
    view = await event_view(forum.slug)
    ends_at = view.ends_at + timedelta(days=7)
    plan = EventPlan(
        organiser_id=forum.organiser_id, type=view.type, title=view.title, theme=view.theme, place=view.place,
        starts_at=view.starts_at + timedelta(days=7), ends_at=ends_at, closes_at=view.closes_at,
    )  # fmt: skip
    await editing.edit_event(forum, plan, view.version, reason=WHY, by=SYSTEM, at=AT)
    assert (await row_of(question))["due_on"] == await after(ends_at, Clock.ANSWER)


async def test_a_question_of_a_postponed_forum_does_not_count_from_a_day_on_which_nothing_was(forum):
    question = await make_question(forum, Stage.ADMITTED, at=LONG_AGO)
    await moving.postpone(forum, WHY, by=SYSTEM, at=AT)
    later = AT + timedelta(days=40)
    due = await assigning.assign(await question_facts(question.code), await make_unit(), by=SYSTEM, at=later)
    assert due == await after(later, Clock.ANSWER)


async def test_no_transfer_makes_the_promised_date_sooner(forum):
    question = await make_question(forum, Stage.ADMITTED, at=LONG_AGO)
    promised = await assigning.assign(question, await make_unit(), weight=Weight.COMPLEX, by=SYSTEM, at=AT)
    await undoing.unassign(await question_facts(question.code), WHY, by=SYSTEM, at=AT)
    again = await question_facts(question.code)
    assert await assigning.assign(again, await make_unit(), weight=Weight.PLAIN, by=SYSTEM, at=AT) == promised


async def test_the_asker_reads_why_the_date_is_another(forum):
    receipt, token = await send(forum, at=LONG_AGO)
    text = PublicText("Khi nào có giá đất?", "Khi nào có giá đất?", "N.V.A.")
    await moderating.admit(
        await question_facts(receipt.code), text, kind=Kind.QUESTION, competence=Competence.CITY, field_id=None,
        by=SYSTEM, at=LONG_AGO,
    )  # fmt: skip
    await assigning.assign(await question_facts(receipt.code), await make_unit(), by=SYSTEM, at=LONG_AGO)
    await moving.cancel(forum, WHY, by=SYSTEM, at=AT)
    async with open_desk() as desk:
        shown = (await desk.get(f"/track/{token}", ANYONE)).text
    assert "Buổi đối thoại đã bị hủy; câu hỏi được trả lời bằng văn bản" in shown


async def a_corrected_clock(forum: EventFacts) -> QuestionFacts:
    question = await make_question(forum, Stage.IN_PROGRESS)
    clerk = await make_person(forum.organiser_id, Role.CLERK)
    day = day_of(AT) - timedelta(days=5)
    await correcting.ask_for_correction(question, day, WHY, by=clerk, at=AT)
    waiting = await open_request(question.id, CORRECTION)
    assert waiting is not None
    await correcting.decide_on_correction(question, waiting, grants=True, reason=WHY, by=SYSTEM, at=AT)
    return question


async def a_clock_of_a_new_answer(forum: EventFacts) -> QuestionFacts:
    question = await make_question(forum, Stage.PUBLISHED)
    await disputing.dispute(question, WHY, by=Viewer(asks=question.id), at=AT)
    await disputing.reopen(await question_facts(question.code), WHY, by=SYSTEM, at=AT)
    return question


async def ends(forum: EventFacts, at: datetime) -> None:
    await Event.update({Event.state: EventState.IN_SESSION.value}).where(Event.id == forum.id)
    await end_session(await event_facts(forum.slug), by=SYSTEM, at=at)


async def is_cancelled(forum: EventFacts, at: datetime) -> None:
    await moving.cancel(forum, WHY, by=SYSTEM, at=at)


@pytest.mark.parametrize("happens", [ends, is_cancelled])
@pytest.mark.parametrize("made", [a_corrected_clock, a_clock_of_a_new_answer])
async def test_a_forum_leaves_clocks_alone_that_two_people_corrected_or_that_a_new_answer_has(
    forum: EventFacts,
    made: Callable[[EventFacts], Awaitable[QuestionFacts]],
    happens: Callable[[EventFacts, datetime], Awaitable[None]],
) -> None:
    coming = await make_event(forum.organiser_id, EventState.COLLECTING, starts_at=AT + timedelta(days=25))
    question = await made(coming)
    before = await row_of(question)
    await happens(coming, AT + timedelta(days=20))
    after_it = await row_of(question)
    assert {name: after_it[name] for name in ("due_on", "due_from", "due_clock")} == {
        name: before[name] for name in ("due_on", "due_from", "due_clock")
    }
