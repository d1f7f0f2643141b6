"""What was asked for about a clock ends with that clock, and more time with the unit that asked for it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict
from events.planning.policy import EventFacts
from questions import assigning, undoing
from questions.answers import publishing
from questions.clocks import correcting, extending
from questions.clocks.requests import CORRECTION, EXTENSION, open_request
from questions.facts import answer_of, question_facts
from questions.merging import joining
from questions.opinions import disputing
from questions.policy import QuestionFacts
from questions.transfers import transferring
from questions.triage import withdrawing
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

WHY = "Phải đo lại ba thửa đất."
DUE = Statement("SELECT due_on FROM question WHERE id = {}")
STATES = Statement("SELECT kind, state FROM clock_request WHERE question = {} ORDER BY kind")


@pytest.fixture
async def event(sqlite_database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def ask_for_both(question: QuestionFacts) -> None:
    assert question.lead_unit_id is not None
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    row = await DUE.one(question.id)
    assert row is not None
    later = (await load_calendar()).add(row["due_on"], 4)
    await extending.ask_for_time(question, later, WHY, by=leader, at=AT)
    await correcting.ask_for_correction(question, day_of(AT) - timedelta(days=30), WHY, by=SYSTEM, at=AT)


async def published(question: QuestionFacts) -> None:
    answer = await answer_of(question)
    assert answer is not None
    await publishing.publish(answer, by=SYSTEM, at=AT)


async def unassigned(question: QuestionFacts) -> None:
    await undoing.unassign(question, WHY, by=SYSTEM, at=AT)


async def transferred(question: QuestionFacts) -> None:
    await transferring.transfer(question, await make_unit(), WHY, by=SYSTEM, at=AT)


async def withdrawn(question: QuestionFacts) -> None:
    await withdrawing.withdraw(question, by=Viewer(asks=question.id), at=AT)


async def joined(question: QuestionFacts) -> None:
    await undoing.unassign(question, WHY, by=SYSTEM, at=AT)
    into = await make_question(await make_event(question.organiser_id), Stage.ADMITTED)
    await joining.join(question, into, by=SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("act", "left"),
    [(published, set()), (withdrawn, set()), (joined, set()), (unassigned, {CORRECTION}), (transferred, {CORRECTION})],
)
async def test_what_was_asked_for_ends_with_the_clock_or_the_unit(
    event: EventFacts, act: Callable[[QuestionFacts], Awaitable[None]], left: set[str]
) -> None:
    question = await make_question(event, Stage.APPROVED)
    await ask_for_both(question)
    await act(question)
    rows = {row["kind"]: row["state"] for row in await STATES.all(question.id)}
    assert {kind for kind, state in rows.items() if state == "asked"} == left
    assert {state for kind, state in rows.items() if kind not in left} == {"lapsed"}


async def test_a_correction_of_the_first_clock_does_not_reach_the_one_of_the_new_answer(event: EventFacts) -> None:
    question = await make_question(event, Stage.APPROVED)
    await ask_for_both(question)
    stale = await open_request(question.id, CORRECTION)
    assert stale is not None
    await published(question)
    asker = Viewer(asks=question.id)
    await disputing.dispute(await question_facts(question.code), WHY, by=asker, at=AT)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await disputing.reopen(await question_facts(question.code), WHY, by=coordinator, at=AT)
    before = await DUE.one(question.id)
    again = await question_facts(question.code)
    with pytest.raises(Conflict):
        await correcting.decide_on_correction(again, stale, grants=True, reason=WHY, by=coordinator, at=AT)
    assert await DUE.one(question.id) == before


async def test_what_one_unit_asked_for_neither_blocks_nor_spends_the_time_of_the_next(event: EventFacts) -> None:
    question = await make_question(event, Stage.IN_PROGRESS)
    await ask_for_both(question)
    stale = await open_request(question.id, EXTENSION)
    assert stale is not None
    await undoing.unassign(question, WHY, by=SYSTEM, at=AT)
    unit = await make_unit()
    await assigning.assign(await question_facts(question.code), unit, by=SYSTEM, at=AT)
    focal, leader = await make_person(unit, Role.FOCAL), await make_person(unit, Role.APPROVER)
    await assigning.accept(await question_facts(question.code), by=focal, at=AT)
    again = await question_facts(question.code)
    with pytest.raises(Conflict):
        await extending.decide_on_time(again, stale, grants=True, reason=WHY, by=SYSTEM, at=AT)
    await extending.ask_for_time(again, stale.day, WHY, by=leader, at=AT)
    waiting = await open_request(question.id, EXTENSION)
    assert waiting is not None
    assert waiting.asked_by == leader.name
