"""The first look beside accepting: more is asked for once, the clock stands still, and askers take questions back."""

from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from events.planning.policy import EventFacts
from questions import seeing
from questions.conditions import EVERYTHING
from questions.facts import question_facts
from questions.policy import QuestionFacts
from questions.public import public_question, removed_question
from questions.public_lists import all_questions
from questions.queries import desk_questions
from questions.reading import question_view
from questions.search import asked_words, search
from questions.states import QuestionState
from questions.tracking import by_code
from questions.triage import asking_back, withdrawing
from tests.support import AT, SECRET, Stage, make_event, make_person, make_question, make_unit

S = QuestionState
WORDS, REPLY = "Thửa đất nào, ở đường nào?", "Thửa 12, đường Lê Lợi."
LETTERS = Statement("SELECT key, body FROM outbox_letter WHERE key LIKE {} ORDER BY id")
DAY = timedelta(days=1)


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


def asker(question: QuestionFacts) -> Viewer:
    return Viewer(asks=question.id)


async def asked(event: EventFacts, stage: Stage = Stage.SUBMITTED, **given: object) -> QuestionFacts:
    question = await make_question(event, stage, **given)  # type: ignore[arg-type]
    await asking_back.ask_back(question, WORDS, secret_key=SECRET, by=SYSTEM, at=AT)
    return await question_facts(question.code)


async def test_more_is_asked_for_by_letter_and_the_answer_brings_the_question_back_to_the_desk(event):
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    question = await asked(event)
    assert question.state is S.NEEDS_INFO
    [letter] = await LETTERS.all("more_asked %")
    assert WORDS in letter["body"]
    assert "/track/" in letter["body"]
    await asking_back.inform(question, REPLY, by=asker(question), at=AT + DAY)
    question = await question_facts(question.code)
    assert question.state is S.SUBMITTED
    [told] = await LETTERS.all("informed %")
    assert told["key"].endswith(f" {coordinator.person_id}")
    [info] = await asking_back.asked_back_of(question.id)
    assert (info.words, info.reply) == (WORDS, REPLY)
    view = await question_view(question, SYSTEM)
    assert REPLY not in view.detail
    with pytest.raises(NotAllowed, match="một lần"):
        await asking_back.ask_back(question, WORDS, secret_key=SECRET, by=SYSTEM, at=AT + DAY)


async def test_the_clock_stands_still_until_the_asker_answers_and_the_question_stays_with_its_unit(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    before = (await question_view(question, SYSTEM)).due_on
    focal = await make_person(question.lead_unit_id or 0, Role.FOCAL)
    await asking_back.ask_back(question, WORDS, secret_key=SECRET, by=focal, at=AT)
    question = await question_facts(question.code)
    assert seeing.is_public(question)
    assert (await public_question(question.code)).state is S.NEEDS_INFO
    assert [row.code for row in (await all_questions(1)).items] == [question.code]
    assert [row.code for row in (await desk_questions(focal, EVERYTHING)).items] == [question.code]
    assert (await question_view(question, SYSTEM)).paused_at == AT
    await asking_back.inform(question, REPLY, by=asker(question), at=AT + 8 * DAY)
    question = await question_facts(question.code)
    view = await question_view(question, SYSTEM)
    assert question.state is S.IN_PROGRESS
    assert view.paused_at is None
    assert before is not None
    assert view.due_on is not None
    assert view.due_on > before or view.due_from > day_of(AT)


async def test_a_question_nobody_has_looked_at_stays_unseen_while_more_is_asked(event):
    question = await asked(event)
    assert not seeing.is_public(question)
    assert (await all_questions(1)).items == []


async def test_what_the_asker_told_by_phone_is_entered_by_the_desk(event):
    question = await asked(event)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    stranger = await make_person(await make_unit(), Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        await asking_back.inform(question, REPLY, by=stranger, at=AT)
    with pytest.raises(Invalid):
        await asking_back.inform(question, "  ", by=coordinator, at=AT)
    await asking_back.inform(question, REPLY, by=coordinator, at=AT)
    assert (await question_facts(question.code)).state is S.SUBMITTED
    with pytest.raises(Conflict):
        await asking_back.inform(question, REPLY, by=coordinator, at=AT)


async def test_no_answer_in_ten_working_days_withdraws_with_notice(event):
    question = await asked(event, Stage.IN_PROGRESS)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    focal = await make_person(question.lead_unit_id or 0, Role.FOCAL)
    last = (await load_calendar()).add(day_of(AT), 10)
    still = AT + (last - day_of(AT))
    assert await asking_back.silence_withdraws(still) == 0
    assert await asking_back.silence_withdraws(still + DAY) == 1
    assert await asking_back.silence_withdraws(still + DAY) == 0
    question = await question_facts(question.code)
    assert question.state is S.WITHDRAWN
    assert len(await LETTERS.all("lapsed %")) == 1
    told = {f"lapsed_for_desk {question.code} {person.person_id}" for person in (coordinator, focal)}
    assert told <= {letter["key"] for letter in await LETTERS.all("lapsed_for_desk %")}
    shown = await by_code(question.code, day_of(AT))
    assert (shown.due, shown.due_on, shown.is_public) == (None, None, False)


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.ADMITTED, Stage.OFFERED, Stage.IN_REVIEW])
async def test_an_open_question_is_taken_back_by_its_asker_and_by_nobody_else(event, stage):
    question = await make_question(event, stage)
    was_public = seeing.is_public(question)
    for other in (SYSTEM, Viewer(asks=question.id + 1), await make_person(event.organiser_id, Role.COORDINATOR)):
        with pytest.raises(NotAllowed):
            await withdrawing.withdraw(question, by=other, at=AT)
    await withdrawing.withdraw(question, by=asker(question), at=AT)
    question = await question_facts(question.code)
    assert question.state is S.WITHDRAWN
    assert len(await LETTERS.all("withdrawn %")) == 1
    assert await LETTERS.all("withdrawn_for_desk %")
    assert (await removed_question(question.code) is not None) is was_public
    assert (await search(asked_words("giá đất"), 1)).items == []
    with pytest.raises(Conflict):
        await withdrawing.withdraw(question, by=asker(question), at=AT)


async def test_an_answered_question_cannot_be_taken_back(event):
    question = await make_question(event, Stage.PUBLISHED)
    with pytest.raises(Conflict):
        await withdrawing.withdraw(question, by=asker(question), at=AT)
