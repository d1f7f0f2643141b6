"""Two things at one moment: each ends in one state, and the journal tells how it came about."""

import asyncio
import json
from collections.abc import Awaitable
from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Refusal
from app.people.units import forget
from events.planning.policy import EventFacts
from events.planning.seeing import SeenBy
from questions import undoing
from questions.answers import approving, drafting, publishing
from questions.answers.draft import Draft
from questions.answers.policy import AnswerFacts
from questions.answers.states import AnswerState
from questions.askers import erasing, own_data
from questions.askers.forms import CorrectionForm
from questions.facts import answer_of, question_facts
from questions.merging.joining import join
from questions.one_time.sending import send_link
from questions.one_time.using import answer_by_link
from questions.opinions import closing, disputing
from questions.policy import QuestionFacts
from questions.scheduling.scheduling import publishing_scheduled, schedule
from questions.similar.supporting import Support, support, supports_of
from questions.splitting.splitting import Told, split
from questions.states import QuestionState as S
from questions.triage import asking_back, withdrawing
from questions.values import Delivery, Outcome
from tests.questions.desk_browsing import SETTINGS
from tests.questions.test_erased_everywhere import NAMED, WHO, places_with
from tests.support import AT, CANARY_NAME, SECRET, Stage, an_ask, make_event, make_person, make_question, make_unit

SEVERAL = 8
STATES = Statement(
    "SELECT before, after FROM journal_entry WHERE about_kind = 'question' AND about_id = {} ORDER BY id"
)
BODY = Statement("SELECT body FROM answer WHERE question = {}")
SET_EMAIL = Statement("UPDATE unit SET email = {} WHERE id = {}")
WINDOW = Statement("SELECT dispute_until FROM question WHERE id = {}")
LAST_LETTER = Statement("SELECT body FROM outbox_letter WHERE to_address = {} ORDER BY id DESC LIMIT 1")
publish_scheduled = publishing_scheduled(SETTINGS)


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def at_once(*acts: Awaitable[object]) -> list[object]:
    """What came of each: who comes too late is refused with a sentence, and nothing else goes wrong."""
    found = await asyncio.gather(*acts, return_exceptions=True)
    wrong = [one for one in found if isinstance(one, BaseException) and not isinstance(one, Refusal)]
    assert not wrong, wrong
    return found


async def told_in_journal(question: QuestionFacts) -> S:
    """The state of the question, which its journal tells step by step."""
    state = ""
    for row in await STATES.all(question.id):
        before, after = (json.loads(row[side] or "{}") if isinstance(row[side], str) else row[side] or {}
                         for side in ("before", "after"))  # fmt: skip
        if "state" in after:
            assert before.get("state", "") == state
            state = after["state"]
    now = (await question_facts(question.code)).state
    assert now == state
    return now


async def answer_to(question: QuestionFacts) -> AnswerFacts:
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    return answer


def asker(question: QuestionFacts) -> Viewer:
    return Viewer(asks=question.id)


async def test_nothing_of_an_asker_comes_back_while_it_is_erased(event: EventFacts) -> None:
    ask = an_ask(summary=f"{CANARY_NAME} hỏi", detail=NAMED, consents={"publish_name": True})
    form = CorrectionForm(name=CANARY_NAME, address=f"Nhà bà {CANARY_NAME}", phone="")
    acts = []
    for number in range(4 * SEVERAL):
        question = await make_question(event, Stage.ADMITTED, ask=ask)
        acts.append(erasing.erase_by_command(question, "Đồng ý.", by=SYSTEM, at=AT))
        match number % 4:
            case 0:
                acts.append(own_data.correct(question, form, secret_key=SECRET, by=asker(question), at=AT))
            case 1:
                acts.append(own_data.narrow(question, SeenBy.OFFICIALS, by=asker(question), at=AT))
            case 2:
                acts.append(own_data.ask_erasure(question, NAMED, by=asker(question), at=AT))
            case 3:
                moved = CorrectionForm(name=CANARY_NAME, address=ask.address, email=f"{number}.{ask.email}")
                await own_data.correct(question, moved, secret_key=SECRET, by=asker(question), at=AT)
                row = await LAST_LETTER.one(moved.email)
                assert row is not None
                sealed = row["body"].split("/data/confirm/")[1].split()[0]
                acts.append(own_data.confirm_email(SECRET, sealed, at=AT))
    await at_once(*acts)
    assert await places_with((*WHO, "chim.hoang.yen")) == []


async def test_a_draft_that_is_saved_while_its_asker_is_erased_keeps_its_last_words(event: EventFacts) -> None:
    questions, acts = [], []
    for _number in range(SEVERAL):
        question = await make_question(event, Stage.IN_PROGRESS)
        drafter = await make_person(question.lead_unit_id or 0, Role.DRAFTER)
        first = Draft("Có.", NAMED, "", Outcome.EXPLAINED)
        await drafting.save_draft(question, first, version=0, by=drafter, at=AT)
        second = Draft("Có.", "Câu trả lời mới.", "", Outcome.EXPLAINED)
        acts += [
            erasing.erase_by_command(question, "Đồng ý.", by=SYSTEM, at=AT),
            drafting.save_draft(question, second, version=1, by=drafter, at=AT),
        ]
        questions.append(question)
    await at_once(*acts)
    assert [(await BODY.one(question.id) or {})["body"] for question in questions] == ["Câu trả lời mới."] * SEVERAL
    assert await places_with(WHO) == []


async def test_an_answer_that_is_published_while_its_asker_is_erased_leaves_no_letter(event: EventFacts) -> None:
    questions = [await make_question(event, Stage.APPROVED, answer=NAMED) for _number in range(SEVERAL)]
    acts: list[Awaitable[object]] = []
    for question in questions:
        acts += [
            publishing.publish(await answer_to(question), secret_key=SECRET, by=SYSTEM, at=AT),
            erasing.erase_by_command(question, "Đồng ý.", by=SYSTEM, at=AT),
        ]
    await at_once(*acts)
    assert {await told_in_journal(question) for question in questions} == {S.ANSWERED}
    assert await places_with(WHO) == []


async def test_two_requests_for_erasing_at_once_are_one(event: EventFacts) -> None:
    for _number in range(SEVERAL):
        question = await make_question(event)
        found = await at_once(
            *(own_data.ask_erasure(question, "Xin xóa.", by=asker(question), at=AT) for _ in range(3))
        )
        assert sorted(type(one).__name__ for one in found) == ["Conflict", "Conflict", "NoneType"]


async def test_more_is_asked_for_while_the_clock_publishes(event: EventFacts) -> None:
    questions, acts = [], list[Awaitable[object]]()
    for _number in range(SEVERAL):
        question = await make_question(event, Stage.APPROVED)
        await schedule(await answer_to(question), AT + timedelta(hours=1), by=SYSTEM, at=AT)
        acts.append(asking_back.ask_back(question, "Thửa nào?", secret_key=SECRET, by=SYSTEM, at=AT))
        questions.append(question)
    await at_once(publish_scheduled(AT + timedelta(hours=1)), *acts)
    for question in questions:
        state, answer = await told_in_journal(question), await answer_to(question)
        assert (state is S.ANSWERED) is (answer.state is AnswerState.PUBLISHED)
        assert state in (S.ANSWERED, S.NEEDS_INFO)


async def test_a_question_is_taken_back_while_its_answer_is_approved_or_published(event: EventFacts) -> None:
    acts, questions = list[Awaitable[object]](), []
    for number in range(2 * SEVERAL):
        question = await make_question(event, Stage.IN_REVIEW if number % 2 else Stage.APPROVED)
        leader = await make_person(question.lead_unit_id or 0, Role.APPROVER)
        answer = await answer_to(question)
        acts.append(withdrawing.withdraw(question, by=asker(question), at=AT))
        if number % 2:
            acts.append(approving.approve(answer, by=leader, at=AT))
        else:
            acts.append(publishing.publish(answer, by=SYSTEM, at=AT))
        questions.append(question)
    await at_once(*acts)
    for question in questions:
        state, answer = await told_in_journal(question), await answer_to(question)
        assert (state, answer.state) in ((S.WITHDRAWN, AnswerState.DRAFTING), (S.ANSWERED, AnswerState.PUBLISHED))


async def test_a_dispute_and_the_silence_that_closes(event: EventFacts) -> None:
    acts, questions = list[Awaitable[object]](), []
    for _number in range(SEVERAL):
        question = await make_question(event, Stage.PUBLISHED)
        acts.append(disputing.dispute(question, "Chưa rõ.", by=asker(question), at=AT))
        questions.append(question)
    await at_once(*acts, *(closing.close(question, by=SYSTEM, at=AT) for question in questions))
    for question in questions:
        state = await told_in_journal(question)
        disputes = await Statement("SELECT id FROM answer_dispute WHERE question = {}").all(question.id)
        assert (state, len(disputes)) in ((S.DISPUTED, 1), (S.CLOSED, 0))


async def test_a_delivery_that_is_noted_while_it_is_answered_anew_opens_no_window(event: EventFacts) -> None:
    acts, questions = list[Awaitable[object]](), []
    for _number in range(SEVERAL):
        question = await make_question(event, Stage.PUBLISHED, ask=an_ask(email=""))
        await disputing.dispute(question, "Chưa rõ.", by=asker(question), at=AT)
        question = await question_facts(question.code)
        acts += [
            disputing.reopen(question, "Xem lại.", by=SYSTEM, at=AT),
            publishing.record_delivery(question, Delivery.POST, "", delivered_at=AT, by=SYSTEM, at=AT),
        ]
        questions.append(question)
    await at_once(*acts)
    for question in questions:
        assert await told_in_journal(question) is S.IN_PROGRESS
        assert await WINDOW.one(question.id) == {"dispute_until": None}


async def test_a_supporter_is_counted_wherever_the_question_is_joined(event: EventFacts) -> None:
    acts, pairs = list[Awaitable[object]](), []
    for number in range(SEVERAL):
        stands, joined = [await make_question(event, Stage.ADMITTED) for _ in range(2)]
        acts += [
            join(joined, stands, by=SYSTEM, at=AT),
            support(joined.code, Support.SAME, f"b{number}", "1.2.3.4", secret_key=SECRET, at=AT),
        ]
        pairs.append((stands, joined, len(acts) - 1))
    found = await at_once(*acts)
    for stands, joined, place in pairs:
        assert await told_in_journal(joined) is S.MERGED
        was_counted = found[place] is True
        assert (await supports_of(stands.id)).same == 1 + was_counted


async def test_a_question_is_split_joined_and_taken_back_at_once(event: EventFacts) -> None:
    told = [Told("Một", ""), Told("Hai", "")]
    for _number in range(SEVERAL):
        one, other = [await make_question(event, Stage.ADMITTED) for _ in range(2)]
        await at_once(
            split(one, told, secret_key=SECRET, by=SYSTEM, at=AT),
            withdrawing.withdraw(one, by=asker(one), at=AT),
            join(one, other, by=SYSTEM, at=AT),
            join(other, one, by=SYSTEM, at=AT),
            withdrawing.withdraw(other, by=asker(other), at=AT),
        )
        states = [await told_in_journal(one), await told_in_journal(other)]
        parts = await Statement("SELECT part FROM question_part WHERE whole = {}").all(one.id)
        assert len(parts) == (2 if states[0] is S.SPLIT else 0)
        for question, state, stands in ((one, states[0], states[1]), (other, states[1], states[0])):
            merges = await Statement("SELECT stands FROM question_merge WHERE question = {} AND parted_at IS NULL").all(
                question.id
            )
            assert len(merges) == (state is S.MERGED)
            if state is S.MERGED:  # never one that ended without an answer, nor each in the other
                assert stands not in (S.MERGED, S.WITHDRAWN, S.SPLIT)


async def test_a_one_time_link_takes_one_answer_also_while_the_question_is_taken_back(event: EventFacts) -> None:
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    draft = Draft("Có điện.", "Có điện trong quý này.", "", Outcome.EXPLAINED)
    for number in range(SEVERAL):
        unit = await make_unit()
        await SET_EMAIL.run(f"dien{number}@vidu.vn", unit)
        forget()
        question = await make_question(event, Stage.OFFERED, lead_unit_id=unit)
        await send_link(question, "Mời trả lời.", by=coordinator, at=AT)
        row = await LAST_LETTER.one(f"dien{number}@vidu.vn")
        assert row is not None
        token = row["body"].split("/replies/")[1].split()[0]
        acts = [answer_by_link(token, draft, f"Người {each}", at=AT) for each in range(3)]
        if number % 2:
            acts.append(undoing.unassign(question, "Nhầm.", by=coordinator, at=AT))
        taken = [one for one in (await at_once(*acts))[:3] if one is None]
        state, answer = await told_in_journal(question), await answer_of(await question_facts(question.code))
        assert len(taken) == 1 or (number % 2 and not taken)
        if state is S.IN_PROGRESS:
            assert answer is not None
            assert (answer.state, answer.version) == (AnswerState.AGENCY_REVIEW, 1)
        else:
            assert state is S.ADMITTED
            assert answer is None or answer.state is AnswerState.DRAFTING


async def test_who_comes_second_is_told_so(event: EventFacts) -> None:
    question = await make_question(event, Stage.PUBLISHED)
    await disputing.dispute(question, "Chưa rõ.", by=asker(question), at=AT)
    with pytest.raises(Conflict):
        await closing.close(question, by=SYSTEM, at=AT + timedelta(days=day_of(AT).day))
