"""Acts on a clock judge what is so now, not what the page showed: answered meanwhile, or given by somebody else."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict
from events.planning.policy import EventFacts
from questions.answers import publishing
from questions.clocks import correcting, extending, holding, pausing
from questions.clocks.facts import ClockKind
from questions.clocks.keeping import facts_of
from questions.clocks.pause_ending import end_used_pauses
from questions.clocks.requests import CORRECTION, EXTENSION, open_request
from questions.facts import answer_of, question_facts
from questions.policy import QuestionFacts
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

WHY = "Phải đo lại ba thửa đất."
ROW = Statement("SELECT state, due_on, paused_at FROM question WHERE id = {}")
LETTERS = Statement("SELECT count(*) AS number FROM outbox_letter")


async def an_event() -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def later_than(question: QuestionFacts, days: int) -> date:
    row = await ROW.one(question.id)
    assert row is not None
    return (await load_calendar()).add(row["due_on"], days)


async def publish(question: QuestionFacts) -> None:
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    await publishing.publish(answer, by=SYSTEM, at=AT)


async def ask_for_correction(question: QuestionFacts, day: date, leader: Viewer) -> None:
    await correcting.ask_for_correction(question, day_of(AT) - timedelta(days=1), WHY, by=SYSTEM, at=AT)


ACTS: dict[str, Callable[[QuestionFacts, date, Viewer], Awaitable[object]]] = {
    "pause": lambda question, _day, leader: pausing.pause(question, WHY, by=leader, at=AT),
    "ask for time": lambda question, day, leader: extending.ask_for_time(question, day, WHY, by=leader, at=AT),
    "give time": lambda question, day, _leader: extending.give_time(question, day, WHY, by=SYSTEM, at=AT),
    "hold": lambda question, day, leader: holding.hold(question, day, WHY, by=leader, at=AT),
    "ask for a correction": ask_for_correction,
}


@pytest.mark.parametrize("name", ACTS)
async def test_the_clock_of_a_question_that_was_answered_meanwhile_is_left_alone(sqlite_database, name):
    stale = await make_question(await an_event(), Stage.APPROVED)
    assert stale.lead_unit_id is not None
    leader = await make_person(stale.lead_unit_id, Role.APPROVER)
    later = await later_than(stale, 4)
    await publish(stale)
    before = (await ROW.one(stale.id), await LETTERS.one(), await facts_of(stale.id))
    with pytest.raises(Conflict):
        await ACTS[name](stale, later, leader)
    assert (await ROW.one(stale.id), await LETTERS.one(), await facts_of(stale.id)) == before


@pytest.mark.parametrize("kind", [EXTENSION, CORRECTION])
async def test_what_was_asked_for_is_not_granted_once_the_question_is_answered(sqlite_database, kind):
    event = await an_event()
    stale = await make_question(event, Stage.APPROVED)
    assert stale.lead_unit_id is not None
    leader = await make_person(stale.lead_unit_id, Role.APPROVER)
    clerk = await make_person(event.organiser_id, Role.CLERK)
    if kind == EXTENSION:
        await extending.ask_for_time(stale, await later_than(stale, 4), WHY, by=leader, at=AT)
    else:
        await correcting.ask_for_correction(stale, day_of(AT) - timedelta(days=1), WHY, by=clerk, at=AT)
    waiting = await open_request(stale.id, kind)
    assert waiting is not None
    await publish(stale)
    decide = extending.decide_on_time if kind == EXTENSION else correcting.decide_on_correction
    before = await ROW.one(stale.id)
    with pytest.raises(Conflict):
        await decide(stale, waiting, grants=True, reason=WHY, by=SYSTEM, at=AT)
    assert await ROW.one(stale.id) == before


async def test_the_clock_lets_nothing_run_again_that_was_answered_meanwhile(sqlite_database, monkeypatch):
    question = await make_question(await an_event(), Stage.APPROVED)
    await pausing.pause(question, WHY, by=SYSTEM, at=AT)
    found = [{"id": question.id}]
    await publish(question)

    class Stale:
        async def all(self) -> list[dict[str, int]]:
            return found

    monkeypatch.setattr("questions.clocks.pause_ending.PAUSED", Stale())
    before = await facts_of(question.id)
    assert await end_used_pauses(AT + timedelta(days=90)) == 0
    assert await facts_of(question.id) == before


async def test_two_who_give_more_time_at_once_give_it_once(database):
    question = await make_question(await an_event(), Stage.IN_PROGRESS)
    first, second = await later_than(question, 3), await later_than(question, 5)
    tried = await asyncio.gather(
        extending.give_time(question, first, WHY, by=SYSTEM, at=AT),
        extending.give_time(question, second, WHY, by=SYSTEM, at=AT + timedelta(seconds=1)),
        return_exceptions=True,
    )
    assert sorted(isinstance(one, Conflict) for one in tried) == [False, True]
    assert [fact.kind for fact in await facts_of(question.id)].count(ClockKind.EXTENDED) == 1
