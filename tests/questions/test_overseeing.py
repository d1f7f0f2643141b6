"""The oversight comments and asks; a coordinator replies; the chair, a coordinator or the oversight urges."""

import asyncio
from datetime import timedelta

import pytest

from app.access import Role, Viewer
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from events.planning.policy import EventFacts
from questions.answers.judged import judged
from questions.conditions import all_of
from questions.facts import question_facts
from questions.opinions import closing, disputing
from questions.oversight import overseeing, urging
from questions.queries import first_questions
from questions.states import QuestionState
from questions.values import Reply
from questions.waiting import group_named
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

LETTERS = Statement("SELECT to_address FROM outbox_letter WHERE subject LIKE '%' || {} || '%' ORDER BY id")
WHY = "Câu trả lời chưa nêu thời hạn."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def in_group(key: str, viewer: Viewer) -> list[str]:
    group = group_named(key, viewer)
    assert group is not None
    found, _total = await first_questions(viewer, all_of(group.kept(viewer, AT.date(), AT.date())), 50)
    return [line.code for line in found]


async def test_a_granted_request_has_it_answered_anew_once(event):
    question = await make_question(event, Stage.PUBLISHED)
    watcher = await make_person(await make_unit("Mặt trận"), Role.SUPERVISOR)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        await disputing.reopen(question, WHY, by=coordinator, at=AT)
    await overseeing.ask_to_reopen(question, WHY, by=watcher, at=AT)
    with pytest.raises(Conflict):
        await overseeing.ask_to_reopen(question, WHY, by=watcher, at=AT)
    assert await closing.silence_closes(AT + timedelta(days=60)) == 0
    asked = await question_facts(question.code)
    assert await in_group("to_rule", coordinator) == [question.code]
    await overseeing.grant(asked, "Cần nêu thời hạn.", by=coordinator, at=AT)
    assert (await question_facts(question.code)).state is QuestionState.IN_PROGRESS
    [note] = await overseeing.oversight_notes(question.id)
    assert (note.reply, note.reply_reason) == (Reply.GRANTED, "Cần nêu thời hạn.")
    assert len((await judged(question.id, 1)).earlier) == 1
    with pytest.raises(Conflict):
        await overseeing.turn_down(asked, "Đã rõ.", by=coordinator, at=AT)


async def test_a_request_that_is_not_granted_has_its_reason_and_a_closed_question_stays_closed(event):
    question = await make_question(event, Stage.PUBLISHED)
    watcher = await make_person(await make_unit("Mặt trận"), Role.SUPERVISOR)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    assert await closing.silence_closes(AT + timedelta(days=60)) == 1
    await overseeing.ask_to_reopen(await question_facts(question.code), WHY, by=watcher, at=AT)
    asked = await question_facts(question.code)
    both = Viewer(coordinator.person_id, roles=coordinator.roles | {(asked.lead_unit_id or 0, Role.FOCAL)})
    with pytest.raises(NotAllowed):
        await overseeing.turn_down(asked, "Đã rõ.", by=both, at=AT)
    with pytest.raises(Invalid):
        await overseeing.turn_down(asked, " ", by=coordinator, at=AT)
    await overseeing.turn_down(asked, "Đã nêu ở điểm 2.", by=coordinator, at=AT)
    assert (await question_facts(question.code)).state is QuestionState.CLOSED
    assert await in_group("to_rule", coordinator) == []


async def test_what_the_oversight_asked_for_is_granted_by_a_ruling_that_reopens(event):
    question = await make_question(event, Stage.PUBLISHED)
    watcher = await make_person(await make_unit("Mặt trận"), Role.SUPERVISOR)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await overseeing.ask_to_reopen(question, WHY, by=watcher, at=AT)
    await disputing.dispute(question, WHY, by=Viewer(asks=question.id), at=AT)
    asked = await question_facts(question.code)
    with pytest.raises(Conflict):
        await overseeing.turn_down(asked, "Đã rõ.", by=coordinator, at=AT)
    await disputing.reopen(asked, "Thiếu thời hạn.", by=coordinator, at=AT)
    assert (await overseeing.oversight_notes(question.id))[0].reply is Reply.GRANTED
    [letter] = await Statement("SELECT to_address, body FROM outbox_letter WHERE key LIKE 'replied %'").all()
    assert letter["to_address"] == watcher.email
    assert "Thiếu thời hạn." in letter["body"]


async def test_a_request_is_not_granted_over_a_dispute_that_waits(event):
    question = await make_question(event, Stage.PUBLISHED)
    watcher = await make_person(await make_unit("Mặt trận"), Role.SUPERVISOR)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await overseeing.ask_to_reopen(question, WHY, by=watcher, at=AT)
    before_dispute = await question_facts(question.code)
    await disputing.dispute(before_dispute, WHY, by=Viewer(asks=question.id), at=AT)
    for asked in (await question_facts(question.code), before_dispute):
        with pytest.raises(Conflict):
            await overseeing.grant(asked, "Cần nêu thời hạn.", by=coordinator, at=AT)
    assert (await question_facts(question.code)).state is QuestionState.DISPUTED
    assert (await overseeing.oversight_notes(question.id))[0].reply is None


async def test_a_comment_pressed_twice_is_kept_and_told_once(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    watcher = await make_person(await make_unit("Mặt trận"), Role.SUPERVISOR)
    await make_person(event.organiser_id, Role.COORDINATOR)
    pressed = await asyncio.gather(
        *(overseeing.comment(question, WHY, by=watcher, at=AT) for _press in range(2)), return_exceptions=True
    )
    assert [type(one) for one in pressed if one is not None] == [Conflict]
    assert len(await overseeing.oversight_notes(question.id)) == 1
    await overseeing.comment(question, "Lời khác.", by=watcher, at=AT)
    await overseeing.comment(question, WHY, by=watcher, at=AT + timedelta(minutes=2))
    assert len(await overseeing.oversight_notes(question.id)) == 3


async def test_a_unit_is_urged_on_in_words_that_are_kept_and_counted(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    assert question.lead_unit_id is not None
    leader = await make_person(question.lead_unit_id, Role.APPROVER, email="lanhdao@songhau.example")
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await urging.urge(question, "Đề nghị trả lời sớm.", by=coordinator, at=AT)
    with pytest.raises(Conflict):
        await urging.urge(question, "Đề nghị trả lời sớm.", by=coordinator, at=AT)
    await urging.urge(question, "Đề nghị trả lời trong tuần.", by=coordinator, at=AT)
    with pytest.raises(NotAllowed):
        await urging.urge(question, "Nhanh lên.", by=leader, at=AT)
    assert [row.words for row in await urging.urgings_of(question.id)][-1] == "Đề nghị trả lời trong tuần."
    assert [entry.act for entry in await history("question", question.id)].count("question.urge") == 2
    assert "lanhdao@songhau.example" in [row["to_address"] for row in await LETTERS.all(question.code)]
