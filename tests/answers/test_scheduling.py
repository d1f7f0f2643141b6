"""An approved answer is published at its time by the clock, unless it was taken back."""

import asyncio
from datetime import timedelta

import pytest

from app.access import Role
from app.clock import local
from app.database import Statement
from app.errors import Invalid, NotAllowed
from app.journal.queries import history
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerState
from questions.facts import answer_of, question_facts
from questions.scheduling.scheduling import DUE, publishing_scheduled, schedule, unschedule
from questions.states import QuestionState
from questions.triage.asking_back import ask_back, inform
from questions.undoing import recall, unassign
from tests.questions.desk_browsing import SETTINGS, Desk, open_desk
from tests.support import AT, SECRET, Stage, make_event, make_person, make_question, make_unit

THEN = AT + timedelta(hours=2)
publish_scheduled = publishing_scheduled(SETTINGS)


@pytest.fixture
async def desk(database: str):  # type: ignore[no-untyped-def]
    async with open_desk() as opened:
        yield opened


async def approved():  # type: ignore[no-untyped-def]
    organiser = await make_unit()
    question = await make_question(await make_event(organiser), Stage.APPROVED)
    return question.code, await make_person(organiser, Role.COORDINATOR)


async def standing(code: str) -> AnswerFacts:
    answer = await answer_of(await question_facts(code))
    assert answer is not None
    return answer


async def test_it_is_published_at_its_time_and_not_before(desk: Desk) -> None:
    code, coordinator = await approved()
    moment = f"{local(THEN):%Y-%m-%dT%H:%M}"
    chosen = await desk.post(f"/desk/questions/{code}/schedule", coordinator, {"version": "1", "publish_at": moment})
    assert chosen.status_code == 303
    assert "/desk/questions?work=scheduled" in (await desk.get("/work", coordinator)).text
    await publish_scheduled(AT + timedelta(hours=1))
    assert (await standing(code)).state is AnswerState.SCHEDULED
    await asyncio.gather(publish_scheduled(THEN), publish_scheduled(THEN))
    assert (await standing(code)).state is AnswerState.PUBLISHED
    assert (await question_facts(code)).state is QuestionState.ANSWERED
    acts = [entry.act for entry in await history("question", (await question_facts(code)).id)]
    assert acts[-3:] == ["answer.schedule", "answer.publish", "question.answer"]


async def test_what_is_taken_back_recalled_or_unassigned_is_not_published(desk: Desk) -> None:
    for way in ("time", "recalled", "unassigned"):
        code, coordinator = await approved()
        await schedule(await standing(code), THEN, by=coordinator, at=AT)
        if way == "time":
            taken = await desk.post(f"/desk/questions/{code}/schedule/withdrawal", coordinator)
            assert taken.status_code == 303
        elif way == "recalled":
            await recall(await standing(code), "Sai số liệu.", by=coordinator, at=AT)
        else:
            await unassign(await question_facts(code), "Giao nhầm.", by=coordinator, at=AT)
        await publish_scheduled(THEN)
        assert (await standing(code)).state in (AnswerState.APPROVED, AnswerState.DRAFTING)


async def test_what_more_is_asked_about_is_not_published_and_is_approved_anew(database: str) -> None:
    code, coordinator = await approved()
    await schedule(await standing(code), THEN, by=coordinator, at=AT)
    await ask_back(await question_facts(code), "Thửa đất nào?", secret_key=SECRET, by=coordinator, at=AT)
    assert (await standing(code)).state is AnswerState.DRAFTING
    await inform(await question_facts(code), "Thửa 12.", by=coordinator, at=AT)
    await publish_scheduled(THEN)
    assert (await standing(code)).state is AnswerState.DRAFTING
    acts = [entry.act for entry in await history("question", (await question_facts(code)).id)]
    assert "answer.recall" in acts


async def test_answers_that_rest_never_hold_up_the_others(database: str) -> None:
    """A question may be taken from its scheduled answer by a way that did not stop it."""
    resting, coordinator = await approved()
    due, other = await approved()
    await schedule(await standing(resting), THEN - timedelta(hours=1), by=coordinator, at=AT)
    await schedule(await standing(due), THEN, by=other, at=AT)
    await Statement("UPDATE question SET state = 'needs_info' WHERE code = {}").run(resting)
    assert [row["id"] for row in await DUE.all(THEN)] == [(await standing(due)).id]
    await publish_scheduled(THEN)
    assert (await standing(due)).state is AnswerState.PUBLISHED


async def test_a_time_that_is_past_or_far_away_is_refused_and_others_choose_none(desk: Desk) -> None:
    code, coordinator = await approved()
    for moment in (AT, AT + timedelta(days=91)):
        with pytest.raises(Invalid):
            await schedule(await standing(code), moment, by=coordinator, at=AT)
    past = {"version": "1", "publish_at": "2020-01-01T08:00"}
    assert (await desk.post(f"/desk/questions/{code}/schedule", coordinator, past)).status_code == 422
    leader = await make_person((await standing(code)).unit_id, Role.APPROVER)
    with pytest.raises(NotAllowed):
        await schedule(await standing(code), THEN, by=leader, at=AT)
    await schedule(await standing(code), THEN, by=coordinator, at=AT)
    await unschedule(await standing(code), by=coordinator, at=AT)
    assert (await standing(code)).state is AnswerState.APPROVED
