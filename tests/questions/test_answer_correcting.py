"""A published answer is corrected by a dated record beside it, approved by four eyes; its own text never changes."""

import asyncio
from dataclasses import replace

import pytest

from app.access import SYSTEM, Role, Viewer
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from events.planning.policy import EventFacts
from questions import undoing
from questions.answers import correcting, unpublishing
from questions.answers.judged import judged
from questions.answers.policy import AnswerFacts
from questions.answers.reading import answer_view
from questions.facts import answer_of, question_facts
from questions.opinions import disputing
from tests.questions.conftest import Browser
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

BODY, WHY = "Thời hạn đúng là ngày 15/9.", "Ghi nhầm ngày."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def published(event: EventFacts) -> AnswerFacts:
    answer = await answer_of(await make_question(event, Stage.PUBLISHED))
    assert answer is not None
    return answer


async def test_another_leader_approves_it_and_it_stands_beside_the_answer(browser: Browser, event):
    answer = await published(event)
    writer, leader = [await make_person(answer.unit_id, Role.APPROVER) for _each in range(2)]
    before = (await answer_view(answer)).body
    await correcting.correct(answer, BODY, WHY, document_number="9/STC", by=writer, at=AT)
    assert BODY not in (await browser.get(f"/questions/{answer.question.code}")).text
    with pytest.raises(Conflict):
        await correcting.correct(answer, "Ngày khác.", WHY, by=writer, at=AT)
    with pytest.raises(NotAllowed):
        await correcting.approve_correction(answer, by=writer, at=AT)
    await correcting.approve_correction(answer, signer_title="Phó Giám đốc", by=leader, at=AT)
    shown = (await browser.get(f"/questions/{answer.question.code}")).text
    assert before[:30] in shown
    assert BODY in shown
    assert (await answer_view(answer)).body == before
    [correction] = (await judged(answer.question.id, 0)).corrections
    assert (correction.signer_title, correction.reason) == ("Phó Giám đốc", WHY)
    acts = [entry.act for entry in await history("question", answer.question.id)]
    assert acts[-2:] == ["answer.correct", "answer.correction_approve"]


async def test_a_returned_correction_is_never_public_and_another_may_be_written(browser: Browser, event):
    answer = await published(event)
    writer, leader = await make_person(answer.unit_id, Role.DRAFTER), await make_person(answer.unit_id, Role.APPROVER)
    await correcting.correct(answer, BODY, WHY, by=writer, at=AT)
    with pytest.raises(Invalid):
        await correcting.return_correction(answer, " ", by=leader, at=AT)
    await correcting.return_correction(answer, "Chưa đúng.", by=leader, at=AT)
    assert (await judged(answer.question.id, 0)).corrections == ()
    await correcting.correct(answer, "Ngày 16/9.", WHY, by=writer, at=AT)
    assert BODY not in (await browser.get(f"/questions/{answer.question.code}")).text


async def test_of_two_leaders_one_decides_and_the_other_reads_who(event):
    answer = await published(event)
    writer = await make_person(answer.unit_id, Role.DRAFTER)
    leaders = [await make_person(answer.unit_id, Role.APPROVER, name=name) for name in ("Lê Một", "Lê Hai")]
    await correcting.correct(answer, BODY, WHY, by=writer, at=AT)
    decided = await asyncio.gather(
        *(correcting.approve_correction(answer, by=leader, at=AT) for leader in leaders), return_exceptions=True
    )
    [refused] = [one for one in decided if one is not None]
    assert isinstance(refused, Conflict)
    assert len((await judged(answer.question.id, 0)).corrections) == 1


async def test_a_leader_publishes_only_the_correction_that_was_read(event):
    answer = await published(event)
    writer, leader = await make_person(answer.unit_id, Role.DRAFTER), await make_person(answer.unit_id, Role.APPROVER)
    await correcting.correct(answer, BODY, WHY, by=writer, at=AT)
    read = await correcting.proposed(answer.question.id)
    assert read is not None
    await correcting.return_correction(answer, "Chưa đúng.", by=leader, at=AT)
    await correcting.correct(answer, "Ngày 16/9.", WHY, by=writer, at=AT)
    with pytest.raises(Conflict):
        await correcting.approve_correction(answer, by=leader, at=AT, seen=str(read.id))
    with pytest.raises(Conflict):
        await correcting.return_correction(answer, "Sai.", by=leader, at=AT, seen=str(read.id))
    waiting = await correcting.proposed(answer.question.id)
    assert waiting is not None
    await correcting.approve_correction(answer, by=leader, at=AT, seen=str(waiting.id))


async def test_only_the_unit_corrects_and_only_what_is_published(event):
    answer = await published(event)
    stranger = await make_person(await make_unit(), Role.DRAFTER)
    writer = await make_person(answer.unit_id, Role.DRAFTER)
    for person in (stranger, await make_person(event.organiser_id, Role.COORDINATOR)):
        with pytest.raises(NotAllowed):
            await correcting.correct(answer, BODY, WHY, by=person, at=AT)
    await unpublishing.take_down(answer, "Nêu tên.", by=SYSTEM, at=AT)
    taken_down = await answer_of(answer.question)
    assert taken_down is not None
    with pytest.raises(Conflict):
        await correcting.correct(taken_down, BODY, WHY, by=writer, at=AT)


async def test_the_only_leader_of_a_unit_needs_a_reason_for_an_own_correction(event):
    answer = replace(await published(event), approvers=1)
    leader = await make_person(answer.unit_id, Role.APPROVER)
    await correcting.correct(answer, BODY, WHY, by=leader, at=AT)
    with pytest.raises(Invalid):
        await correcting.approve_correction(answer, by=leader, at=AT)
    await correcting.approve_correction(answer, reason="Cấp phó đi vắng.", by=leader, at=AT)
    assert len((await judged(answer.question.id, 0)).corrections) == 1


LETTERS = Statement("SELECT key FROM outbox_letter WHERE key LIKE 'corrected %' ORDER BY id")


async def test_a_correction_ends_with_the_publication_of_the_answer_that_it_corrects(event):
    answer = await published(event)
    writer, leader = [await make_person(answer.unit_id, Role.APPROVER) for _each in range(2)]
    await correcting.correct(answer, BODY, WHY, by=writer, at=AT)
    await unpublishing.take_down(answer, "Nêu tên.", by=SYSTEM, at=AT)
    assert await correcting.proposed(answer.question.id) is None
    with pytest.raises(Conflict):
        await correcting.approve_correction(answer, by=leader, at=AT)
    with pytest.raises(Conflict):
        await correcting.correct(answer, BODY, WHY, by=writer, at=AT)
    assert await LETTERS.all() == []
    assert "answer.correction_return" in [entry.act for entry in await history("question", answer.question.id)]


async def test_no_unit_corrects_the_answer_that_another_unit_gave(event):
    answer = await published(event)
    writer, leader = [await make_person(answer.unit_id, Role.APPROVER) for _each in range(2)]
    await correcting.correct(answer, BODY, WHY, by=writer, at=AT)
    await disputing.dispute(answer.question, "Sai ngày.", by=Viewer(asks=answer.question.id), at=AT)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await disputing.reopen(await question_facts(answer.question.code), "Cần trả lời lại.", by=coordinator, at=AT)
    await undoing.unassign(await question_facts(answer.question.code), "Nhầm sở.", by=coordinator, at=AT)
    assert await correcting.proposed(answer.question.id) is None
    with pytest.raises(Conflict):
        await correcting.approve_correction(answer, by=leader, at=AT)
    assert await LETTERS.all() == []


async def test_of_taking_down_and_correcting_at_once_nothing_taken_down_is_mailed(event):
    answer = await published(event)
    writer, leader = [await make_person(answer.unit_id, Role.APPROVER) for _each in range(2)]
    await correcting.correct(answer, BODY, WHY, by=writer, at=AT)
    await asyncio.gather(
        correcting.approve_correction(answer, by=leader, at=AT),
        unpublishing.take_down(answer, "Nêu tên.", by=SYSTEM, at=AT),
        return_exceptions=True,
    )
    acts = [entry.act for entry in await history("question", answer.question.id)]
    assert len(await LETTERS.all()) == acts.count("answer.correction_approve")
    assert await correcting.proposed(answer.question.id) is None
