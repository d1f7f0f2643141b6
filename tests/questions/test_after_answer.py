"""After the answer: rated, disputed, ruled on, answered anew, closed by silence. Nothing closes before delivery."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import VIETNAM, day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from events.planning.policy import EventFacts
from questions import policy
from questions.answers import approving, drafting, publishing, unpublishing
from questions.answers.draft import Draft
from questions.answers.judged import content, judged
from questions.answers.states import AnswerState
from questions.facts import answer_of, question_facts
from questions.figures import figures
from questions.opinions import closing, disputing, rating
from questions.policy import QuestionFacts
from questions.public import public_question
from questions.reading import question_view
from questions.search import asked_words, search
from questions.states import QuestionState
from questions.tracking import by_code
from questions.values import Channel, Delivery, Outcome, Ruling
from tests.support import AT, Stage, an_ask, make_event, make_person, make_question, make_unit

LETTERS = Statement("SELECT subject, recipient FROM outbox_letter ORDER BY id")
WHY = "Câu trả lời không nói khi nào có giá đất."
DAYS = timedelta(days=1)


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def answered(event: EventFacts, **given: object) -> QuestionFacts:
    return await make_question(event, Stage.PUBLISHED, **given)  # type: ignore[arg-type]


def asker(question: QuestionFacts) -> Viewer:
    return Viewer(asks=question.id)


async def disputed(event: EventFacts) -> QuestionFacts:
    question = await answered(event)
    await disputing.dispute(question, WHY, by=asker(question), at=AT)
    return await question_facts(question.code)


def last_second(question: QuestionFacts) -> datetime:
    """23:59:59 of the last day, on a clock in Vietnam."""
    assert question.dispute_until is not None
    day = question.dispute_until
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=VIETNAM)


async def test_silence_closes_after_the_last_day_and_never_on_it(event):
    question = await answered(event)
    assert question.dispute_until is not None
    assert question.dispute_until >= day_of(AT) + 15 * DAYS
    assert await closing.silence_closes(last_second(question)) == 0
    assert await closing.silence_closes(last_second(question) + timedelta(seconds=1)) == 1
    shown = await by_code(question.code, day_of(AT))
    assert shown.state is QuestionState.CLOSED
    assert shown.answer is not None
    assert await closing.silence_closes(last_second(question) + DAYS) == 0


async def test_an_answer_is_disputed_in_the_last_second_and_not_after(event):
    question = await answered(event)
    with pytest.raises(Conflict, match="đã hết ngày"):
        await disputing.dispute(question, WHY, by=asker(question), at=last_second(question) + timedelta(seconds=1))
    await disputing.dispute(question, WHY, by=asker(question), at=last_second(question))
    assert (await question_facts(question.code)).state is QuestionState.DISPUTED
    assert await closing.silence_closes(last_second(question) + 3 * DAYS) == 0


async def test_nothing_closes_before_the_answer_has_reached_its_asker(event):
    question = await answered(event, ask=an_ask(channel=Channel.PHONE, email=""))
    assert question.dispute_until is None
    assert await closing.silence_closes(AT + 90 * DAYS) == 0
    reached = AT + 3 * DAYS
    await publishing.record_delivery(question, Delivery.PHONE, "", delivered_at=reached, by=SYSTEM, at=reached)
    question = await question_facts(question.code)
    assert question.dispute_until is not None
    assert question.dispute_until >= day_of(reached) + 15 * DAYS
    assert await closing.silence_closes(last_second(question) + DAYS) == 1


async def test_a_delivery_typed_in_late_never_takes_the_last_day_from_the_asker(event):
    question = await answered(event, ask=an_ask(channel=Channel.LETTER, email=""))
    entered = AT + 40 * DAYS
    await publishing.record_delivery(question, Delivery.POST, "", delivered_at=AT, by=SYSTEM, at=entered)
    assert (await question_facts(question.code)).dispute_until == day_of(entered)


async def test_no_delivery_lies_before_the_answer_and_takes_the_days_of_the_asker(event):
    question = await answered(event, ask=an_ask(channel=Channel.PHONE, email=""))
    for early in (AT - 60 * DAYS, AT - timedelta(minutes=1)):
        with pytest.raises(Invalid):
            await publishing.record_delivery(question, Delivery.IN_PERSON, "", delivered_at=early, by=SYSTEM, at=AT)
    assert (await question_facts(question.code)).dispute_until is None
    in_that_minute = AT.replace(second=0)
    await publishing.record_delivery(question, Delivery.IN_PERSON, "", delivered_at=in_that_minute, by=SYSTEM, at=AT)
    assert (await question_facts(question.code)).dispute_until is not None


async def test_a_question_whose_answer_was_taken_off_waits_and_may_be_disputed(event):
    question = await answered(event)
    answer = await answer_of(question)
    assert answer is not None
    await unpublishing.take_down(answer, "Nêu tên người khác.", by=SYSTEM, at=AT)
    assert await closing.silence_closes(last_second(question) + DAYS) == 0
    await disputing.dispute(question, WHY, by=asker(question), at=AT)
    question = await question_facts(question.code)
    await disputing.reopen(question, "Trả lời lại.", by=SYSTEM, at=AT)
    [earlier] = (await judged(question.id, 1)).earlier
    assert earlier.answer is None


async def test_the_last_of_two_ratings_counts_and_both_stand_in_the_journal(event):
    question = await answered(event)
    await asyncio.gather(*(rating.rate(question, mark, mark, by=asker(question), at=AT) for mark in (2, 4)))
    shown = (await judged(question.id, 0)).rating
    assert shown is not None
    assert shown.result == shown.attitude
    assert [entry.act for entry in await history("question", question.id)].count("answer.rate") == 2
    assert (await content()).rated == 1
    await rating.rate(question, 5, 4, by=asker(question), at=last_second(question))
    assert (await content())[:3] == (1, 5.0, 4.0)
    with pytest.raises(Conflict):
        await rating.rate(question, 1, 1, by=asker(question), at=last_second(question) + timedelta(seconds=1))
    with pytest.raises(Invalid):
        await rating.rate(question, 6, 0, by=asker(question), at=AT)


async def test_nobody_but_the_asker_rates_or_disputes(event):
    question, other = await answered(event), await answered(event)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    for person in (SYSTEM, coordinator, asker(other), Viewer()):
        with pytest.raises(NotAllowed):
            await rating.rate(question, 5, 5, by=person, at=AT)
        with pytest.raises(NotAllowed):
            await disputing.dispute(question, WHY, by=person, at=AT)


async def test_a_dispute_is_upheld_with_a_public_reason(event):
    question = await disputed(event)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await disputing.stand_by(question, "Đúng quy định tại Điều 159.", by=coordinator, at=AT)
    question = await question_facts(question.code)
    shown = (await judged(question.id, 0)).dispute
    assert question.state is QuestionState.CLOSED
    assert shown is not None
    assert (shown.ruling, shown.ruling_reason) == (Ruling.UPHELD, "Đúng quy định tại Điều 159.")
    assert (await figures()).answered == 1
    assert (await content())[3:] == (1, 1, 0)


async def test_a_question_is_answered_anew_once_and_the_first_answer_stays(event):
    question = await disputed(event)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await disputing.reopen(question, "Thiếu thời hạn.", by=coordinator, at=AT)
    again = await question_facts(question.code)
    seen, due = await public_question(question.code), (await question_view(again, SYSTEM)).due_on
    assert (again.state, again.dispute_until, seen.answer) == (QuestionState.IN_PROGRESS, None, None)
    assert due is not None
    assert due > day_of(AT)
    [first] = (await judged(question.id, 1)).earlier
    assert first.answer is not None
    assert first.answer.body.startswith("Sở đã trình")
    assert (await figures()).answered == 0
    assert again.lead_unit_id is not None
    drafter, leader = [await make_person(again.lead_unit_id, role) for role in (Role.DRAFTER, Role.APPROVER)]
    draft = Draft("Trước 30/9.", "Giá đất có trước ngày 30/9.", "", Outcome.RESOLVED)
    begun = await answer_of(again)
    assert begun is not None
    saved = await drafting.save_draft(again, draft, version=begun.version, by=drafter, at=AT)
    await drafting.submit_for_review(saved, by=drafter, at=AT)
    await approving.approve(replace(saved, state=AnswerState.AGENCY_REVIEW), by=leader, at=AT)
    await publishing.publish(replace(saved, state=AnswerState.APPROVED), by=SYSTEM, at=AT)
    again = await question_facts(question.code)
    await disputing.dispute(again, WHY, by=asker(question), at=AT)
    again = await question_facts(question.code)
    with pytest.raises(NotAllowed, match="một lần"):
        await disputing.reopen(again, "Nữa.", by=coordinator, at=AT)
    await disputing.stand_by(again, "Đã rõ.", by=coordinator, at=AT)
    assert (await content())[3:] == (2, 1, 1)
    assert (await search(asked_words("trước ngày 30/9"), 1)).items


async def test_of_two_coordinators_one_rules_and_the_other_reads_who_and_when(event):
    question = await disputed(event)
    first = await make_person(event.organiser_id, Role.COORDINATOR, name="Lê Điều Phối")
    second = await make_person(event.organiser_id, Role.COORDINATOR, name="Trần Điều Phối")
    rulings = await asyncio.gather(
        disputing.stand_by(question, "Đúng.", by=first, at=AT),
        disputing.reopen(question, "Thiếu.", by=second, at=AT),
        return_exceptions=True,
    )
    [refused] = [ruling for ruling in rulings if ruling is not None]
    assert isinstance(refused, Conflict)
    assert "Điều Phối" in str(refused)
    assert (
        len([e for e in await history("question", question.id) if e.act in ("question.stand_by", "question.reopen")])
        == 1
    )


async def test_a_coordinator_who_is_also_of_the_answering_unit_does_not_rule(event):
    question = await disputed(event)
    both = await make_person(event.organiser_id, Role.COORDINATOR)
    both = replace(both, roles=both.roles | {(question.lead_unit_id, Role.DRAFTER)})
    with pytest.raises(NotAllowed):
        await disputing.stand_by(question, "Đúng.", by=both, at=AT)


def test_where_the_organiser_itself_answered_the_chair_or_the_leader_above_rules():
    own = QuestionFacts(1, "CH", QuestionState.DISPUTED, 5, lead_unit_id=5, event_officers=frozenset({(9, Role.CHAIR)}))
    coordinator = Viewer(7, roles=frozenset({(5, Role.COORDINATOR)}))
    chair = Viewer(9, roles=frozenset({(6, Role.CHAIR)}))
    above = Viewer(8, roles=frozenset({(6, Role.APPROVER)}), parents={5: 6})
    assert [policy.rules_on(person, own) for person in (coordinator, chair, above)] == [False, True, True]
