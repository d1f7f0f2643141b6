"""A coordinating unit is reminded of its part as the lead unit is of the answer, by the part's own date."""

import asyncio
from datetime import datetime, time, timedelta

import pytest

from app.access import SYSTEM, Role
from app.calendar.queries import load_calendar
from app.clock import at_local, day_of
from app.database import Statement
from app.journal.queries import history
from app.people.units import directory
from events.planning.policy import EventFacts
from events.planning.seeing import SeenBy
from questions.clocks import pausing
from questions.history import told
from questions.parts import asking, writing
from questions.parts.facts import PartView, part_facts, parts_of
from questions.parts.waiting import waiting_parts
from questions.policy import QuestionFacts
from questions.reminding.reminding import remind
from tests.support import AT, SUMMARY, Stage, make_event, make_person, make_question, make_unit

LETTERS = Statement("SELECT to_address, subject, body FROM outbox_letter WHERE key LIKE 'reminder part %' ORDER BY id")
MORNING = time(8, 30)
BODY = "Sở đang giữ 17 hồ sơ, xong trước ngày 30."


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


class Asked:
    """A question in work, of which another unit was asked for a part."""

    question: QuestionFacts
    part: PartView


async def make_asked(event: EventFacts, helper_id: int) -> Asked:
    asked = Asked()
    asked.question = await make_question(event, Stage.IN_PROGRESS, helper_ids=(helper_id,))
    [asked.part] = await parts_of(asked.question)
    return asked


async def morning_of(part: PartView, step: int) -> datetime:
    assert part.due_on is not None
    return at_local((await load_calendar()).add(part.due_on, step), MORNING)


async def told_at(at: datetime) -> list[str]:
    before = len(await LETTERS.all())
    await remind(at)
    return [letter["to_address"] for letter in (await LETTERS.all())[before:]]


async def test_reminders_of_a_part_climb_within_its_unit_and_at_last_reach_those_who_wait(event):
    helper = await make_unit("Sở Nông nghiệp")
    focal, drafter = await make_person(helper, Role.FOCAL), await make_person(helper, Role.DRAFTER)
    head = await make_person(helper, Role.APPROVER)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    asked = await make_asked(event, helper)
    assert await told_at(await morning_of(asked.part, -4)) == []
    third = await morning_of(asked.part, -3)
    await asyncio.gather(*(remind(third) for _ in range(4)))
    [letter] = await LETTERS.all()
    assert letter["to_address"] == focal.email
    assert "Sở Nông nghiệp" in letter["subject"]
    assert f"/desk/parts/{asked.part.id}" in letter["body"]
    assert await told_at(await morning_of(asked.part, -1)) == [focal.email, drafter.email]
    assert await told_at(await morning_of(asked.part, 0)) == [focal.email, drafter.email, head.email]
    last = await told_at(await morning_of(asked.part, 3))
    assert last[0] == head.email
    assert last[-1] == coordinator.email
    assert len(last) == 3  # and the focal point of the unit that leads the answer
    assert await told_at(await morning_of(asked.part, 4)) == []
    lines = [str(line.words) for line in told(await history("question", asked.question.id), await directory(),
                                              sees_draft=False)]  # fmt: skip
    assert sum("Đã nhắc Sở Nông nghiệp về phần góp ý" in line for line in lines) == 4


async def test_a_delivered_or_unneeded_part_is_silent_and_one_that_was_sent_back_has_a_new_day(event):
    helper = await make_unit("Sở Xây dựng")
    focal, head = await make_person(helper, Role.FOCAL), await make_person(helper, Role.APPROVER)
    asked = await make_asked(event, helper)
    saved = await writing.save_part(asked.part.facts, BODY, version=0, by=focal, at=AT)
    await writing.submit_part(saved, by=focal, at=AT)
    # While it waits for approval, the leader is reminded from the beginning.
    assert await told_at(await morning_of(asked.part, -3)) == [focal.email, head.email]
    await writing.approve_part(await part_facts(asked.part.id), by=head, at=AT)
    assert await told_at(await morning_of(asked.part, 0)) == []
    assert asked.question.lead_unit_id is not None
    lead = await make_person(asked.question.lead_unit_id, Role.FOCAL)
    later = (await load_calendar()).add(asked.part.due_on, 3)
    await writing.send_back(await part_facts(asked.part.id), "Thiếu số liệu.", later, by=lead, at=AT)
    [part] = await parts_of(asked.question)
    assert await told_at(await morning_of(part, -1)) == [focal.email]
    await asking.withdraw_part(part.facts, "Không cần nữa.", by=SYSTEM, at=AT)
    assert await told_at(await morning_of(part, 0)) == []


async def test_nobody_is_asked_for_a_part_of_an_answer_that_is_approved_without_it(event):
    helper = await make_unit("Sở Nội vụ")
    await make_person(helper, Role.FOCAL)
    question = await make_question(event, Stage.APPROVED, helper_ids=(helper,))
    [part] = await parts_of(question)
    assert await told_at(await morning_of(part, 0)) == []


async def test_a_paused_clock_silences_the_parts_too(event):
    asked = await make_asked(event, await make_unit())
    at = await morning_of(asked.part, -1)
    await pausing.pause(asked.question, "Chờ ý kiến của Bộ.", by=SYSTEM, at=at - timedelta(days=2))
    assert await told_at(at) == []


async def test_a_unit_reads_of_a_shielded_asker_only_what_the_coordinator_worded(event):
    helper = await make_unit("Sở Y tế")
    focal = await make_person(helper, Role.FOCAL)
    asked = await make_asked(event, helper)
    await Statement("UPDATE question SET asker_seen_by = {}, public_summary = {} WHERE id = {}").run(
        SeenBy.COORDINATOR.value, "Khi nào có giá đất?", asked.question.id
    )
    assert await told_at(await morning_of(asked.part, -3)) == [focal.email]
    [letter] = await LETTERS.all()
    assert "Khi nào có giá đất?" in letter["body"]
    assert SUMMARY not in letter["body"]
    [line] = await waiting_parts(focal)
    assert line.summary == "Khi nào có giá đất?"
    assert day_of(AT) < line.due_on
