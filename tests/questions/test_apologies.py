"""The letter of apology: drafted by the clock on the missed day, sent by a leader, counted when it is not."""

import asyncio
from datetime import date, datetime, time, timedelta

import pytest

from app.access import ANYONE, SYSTEM, Role
from app.calendar.queries import load_calendar
from app.calendar.working_days import calendar_with
from app.clock import at_local, day_of, now
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.formats import show_date
from app.journal.queries import history
from events.planning.policy import EventFacts
from questions.apologies import reading
from questions.apologies.drafting import draft_apologies
from questions.apologies.sending import send_apology
from questions.clocks import pausing
from questions.facts import question_facts
from questions.policy import QuestionFacts
from questions.waiting import group_named
from tests.questions.desk_browsing import open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

DUE = Statement("SELECT due_on FROM question WHERE id = {}")
LETTERS = Statement("SELECT to_address, subject, body FROM outbox_letter WHERE key LIKE {} ORDER BY id")
LATER = calendar_with().add(day_of(AT), 60)
SUNDAY = LATER + timedelta(days=6 - LATER.weekday())


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


async def due_day(question: QuestionFacts) -> date:
    row = await DUE.one(question.id)
    assert row is not None
    day: date = row["due_on"]
    return day


async def morning(question: QuestionFacts, days: int) -> datetime:
    """The morning so many working days after the due date."""
    return at_local((await load_calendar()).add(await due_day(question), days), time(8))


async def test_on_its_due_date_an_unanswered_question_drafts_one_letter_and_tells_the_leaders(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    answered = await make_question(event, Stage.PUBLISHED)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    assert await draft_apologies(await morning(question, -1)) == 0
    at = await morning(question, 0)
    assert sum(await asyncio.gather(*(draft_apologies(at) for _ in range(4)))) == 1
    draft = await reading.draft_of(question.id)
    assert draft is not None
    calendar = await load_calendar()
    assert (draft.missed_on, draft.send_by) == (day_of(at), calendar.add(day_of(at), 1))
    assert draft.new_date == calendar.add(day_of(at), 5)
    assert "xác minh" in draft.reason
    [letter] = await LETTERS.all("apology_drafted %")
    assert letter["to_address"] == leader.email
    assert f"/desk/questions/{question.code}/apology" in letter["body"]
    assert await reading.draft_of(answered.id) is None


async def test_a_paused_clock_owes_no_apology(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    await pausing.pause(question, "Chờ ý kiến của Bộ.", by=SYSTEM, at=await morning(question, -1))
    assert await draft_apologies(await morning(question, 0)) == 0


async def test_the_leader_sends_it_the_asker_gets_it_and_everyone_reads_it(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    leader = await make_person(question.lead_unit_id, Role.APPROVER, name="Lê Thị Ký")
    await draft_apologies(await morning(question, 0))
    question = await question_facts(question.code)
    due, at = await due_day(question), await morning(question, 1)
    assert await send_apology(
        question,
        reason="Phải xác minh tại hiện trường.",
        new_date=LATER,
        signer_title="Giám đốc",
        by=leader,
        at=at,
    )
    assert await due_day(question) == due  # an apology makes no answer punctual
    [letter] = await LETTERS.all("apology CH-%")
    assert "Thư xin lỗi" in letter["subject"]
    for words in ("Phải xác minh tại hiện trường.", show_date(LATER), "Lê Thị Ký", "Giám đốc"):
        assert words in letter["body"]
    [shown] = await reading.apologies_of(question.id)
    assert (shown.missed_on, shown.new_date, shown.signer) == (due, LATER, "Lê Thị Ký")
    assert (await history("question", question.id))[-1].act == "question.apologise"
    with pytest.raises(Conflict, match="Lê Thị Ký"):
        await send_apology(question, reason="Lần nữa.", new_date=LATER, signer_title="", by=leader, at=at)


async def test_a_letter_needs_a_right_a_reason_and_a_working_day_ahead(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    leader = await make_person(question.lead_unit_id, Role.APPROVER)
    focal = await make_person(question.lead_unit_id, Role.FOCAL)
    at = await morning(question, 0)
    with pytest.raises(Conflict):
        await send_apology(question, reason="Chưa tới hạn.", new_date=LATER, signer_title="", by=leader, at=at)
    await draft_apologies(at)
    with pytest.raises(NotAllowed):
        await send_apology(question, reason="Đầu mối gửi.", new_date=LATER, signer_title="", by=focal, at=at)
    for reason, day in ((" ", LATER), ("Chậm.", day_of(at)), ("Chậm.", SUNDAY), ("Chậm.", date(9999, 1, 1))):
        with pytest.raises(Invalid):
            await send_apology(question, reason=reason, new_date=day, signer_title="", by=leader, at=at)


async def test_of_several_leaders_who_send_at_once_one_wins(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    leaders = [await make_person(question.lead_unit_id, Role.APPROVER) for _ in range(4)]
    at = await morning(question, 0)
    await draft_apologies(at)
    done = await asyncio.gather(
        *(send_apology(question, reason="Chậm.", new_date=LATER, signer_title="", by=one, at=at) for one in leaders),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Conflict) for one in done) == 3
    assert len(await LETTERS.all("apology CH-%")) == 1


async def test_a_second_date_that_is_missed_is_apologised_for_again(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    at = await morning(question, 0)
    await draft_apologies(at)
    again = (await load_calendar()).add(day_of(at), 5)
    await send_apology(question, reason="Chậm.", new_date=again, signer_title="", by=SYSTEM, at=at)
    assert await draft_apologies(await morning(question, 4)) == 0
    assert await draft_apologies(await morning(question, 5)) == 1
    draft = await reading.draft_of(question.id)
    assert draft is not None
    assert draft.missed_on == again


async def test_late_without_apology_is_counted_from_the_day_after_the_letter_was_due(event):
    question = await make_question(event, Stage.IN_PROGRESS)
    await draft_apologies(await morning(question, 0))

    async def counted(days: int) -> int:
        return await reading.count_without_apology(day_of(await morning(question, days)))

    assert [await counted(days) for days in (0, 1, 2, 9)] == [0, 0, 1, 1]
    await send_apology(
        question, reason="Chậm.", new_date=LATER, signer_title="", by=SYSTEM, at=await morning(question, 3)
    )
    assert await counted(9) == 0


async def test_it_stands_on_the_public_page_in_the_late_list_and_in_my_work(sqlite_database):
    organiser = await make_unit("Trung tâm Xúc tiến đầu tư")
    question = await make_question(await make_event(organiser), Stage.IN_PROGRESS)
    coordinator = await make_person(organiser, Role.COORDINATOR)
    leader = await make_person(question.lead_unit_id, Role.APPROVER, name="Lê Thị Ký")
    long_ago = date(2026, 1, 5)
    await _put_due(question.id, long_ago)
    assert await draft_apologies(now()) == 1
    assert group_named("to_apologise", leader)
    assert group_named("to_apologise", coordinator)
    async with open_desk() as desk:
        listed = (await desk.get("/questions?state=overdue", ANYONE)).text
        assert "chưa xin lỗi" in listed
        assert "chưa xin lỗi" in (await desk.get("/", ANYONE)).text
        for who in (leader, coordinator):
            work = (await desk.get("/work", who)).text
            assert "Thư xin lỗi phải gửi" in work
        page = f"/desk/questions/{question.code}/apology"
        shown = await desk.get(page, leader)
        assert "xác minh" in shown.text
        empty = await desk.fill(page, leader, {"reason": "", "new_date": ""})
        assert empty.status_code == 422
        sent = await desk.fill(
            page, leader, {"reason": "Hồ sơ phải xác minh.", "new_date": LATER.isoformat(), "signer_title": "Giám đốc"}
        )
        assert sent.status_code == 303
        public = (await desk.get(f"/questions/{question.code}", ANYONE)).text
        assert "xin lỗi vì trả lời trễ hạn" in public
        assert "Hồ sơ phải xác minh." in public
        assert "chưa xin lỗi" not in (await desk.get("/questions?state=overdue", ANYONE)).text
        assert (await desk.get(page, leader)).status_code == 403
        late = await desk.post(page, leader, {"reason": "Nữa.", "new_date": LATER.isoformat()})
        assert late.status_code == 409
        assert "Lê Thị Ký" in late.text


async def _put_due(question_id: int, day: date) -> None:
    from questions.tables import Question

    await Question.update({Question.due_on: day}).where(Question.id == question_id)
