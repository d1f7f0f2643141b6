"""What the minutes of a forum take from it: everyone reads them in the end."""

import pytest

from app.access import Viewer
from app.database import Statement
from events.planning.states import EventState
from exports.gathering import minutes_facts
from questions.answers.oral import record_oral
from questions.states import Visibility
from questions.triage.withdrawing import withdraw
from tests.support import AT, SYSTEM, Stage, make_event, make_question, make_unit


async def test_minutes_keep_a_question_that_is_not_public_to_its_number_and_agency(database: str) -> None:
    event = await make_event(await make_unit(), EventState.COLLECTING)
    agency = await make_unit("Sở Y tế")
    secret = {"visibility": Visibility.OFFICIALS, "lead_unit_id": agency, "public_summary": "Bệnh án của tôi đâu?"}
    answered = await make_question(event, Stage.PUBLISHED, answer_summary="Bệnh án đã trả.", **secret)  # type: ignore[arg-type]
    await make_question(event, Stage.IN_PROGRESS, **secret)  # type: ignore[arg-type]
    open_one = await make_question(event, Stage.PUBLISHED, lead_unit_id=agency, public_summary="Bao giờ có giá đất?")
    await record_oral(
        answered, event.id, unit_id=agency, speaker="Giám đốc", body="Bệnh án ở kho.", happened_at=AT, by=SYSTEM, at=AT
    )
    facts = await minutes_facts(event.slug)
    assert "Bệnh án" not in str(facts)
    assert [(line.number, line.agency) for line in facts.questions] == [(1, "Sở Y tế"), (2, "Sở Y tế"), (3, "Sở Y tế")]
    assert facts.questions[0].is_answered_at_once
    assert [owed.number for owed in facts.owed] == [2]
    assert facts.questions[2].content == "Bao giờ có giá đất?"
    assert open_one.visibility is Visibility.PUBLIC


async def test_minutes_promise_no_written_answer_to_what_nobody_here_answers_any_more(database: str) -> None:
    event = await make_event(await make_unit(), EventState.COLLECTING)
    withdrawn, forwarded, waiting = [await make_question(event, Stage.ADMITTED) for _one in range(3)]
    for question in (withdrawn, waiting):
        await record_oral(
            question, event.id, unit_id=None, speaker="Chủ trì", body="Sẽ xem.", happened_at=AT, by=SYSTEM, at=AT
        )
    await withdraw(withdrawn, by=Viewer(asks=withdrawn.id), at=AT)
    await Statement("UPDATE question SET state = 'forwarded' WHERE id = {}").run(forwarded.id)
    facts = await minutes_facts(event.slug)
    assert len(facts.questions) == 3
    assert [owed.number for owed in facts.owed] == [3]


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("cafe", "Hội nghị đối thoại doanh nghiệp “Gặp gỡ” kỳ thứ 1"),
        ("people", "Hội nghị đối thoại với Nhân dân “Gặp gỡ” kỳ thứ 1"),
        ("voter", "Hội nghị tiếp xúc cử tri “Gặp gỡ” kỳ thứ 1"),
    ],
)
async def test_minutes_are_of_the_kind_of_meeting_that_it_was(database: str, kind: str, title: str) -> None:
    event = await make_event(await make_unit(), EventState.HELD, type=kind, new_series="Gặp gỡ")
    assert (await minutes_facts(event.slug)).title == title


async def test_minutes_of_a_kind_of_the_office_bear_its_name(database: str) -> None:
    event = await make_event(await make_unit(), EventState.HELD, new_series="Gặp gỡ")
    add = (
        "INSERT INTO event_type (code, name, name_english, notice, notice_in_calendar_days, results_days, basis,"
        " basis_english, times_a_year, is_on, seen_by) VALUES"
        " ('toa-dam', 'Tọa đàm', 'Talk', 5, false, 10, 'QĐ', 'D', 0, true, 'public')"
    )
    await Statement(add).run()
    await Statement("UPDATE event SET type = 'toa-dam' WHERE id = {}").run(event.id)
    assert (await minutes_facts(event.slug)).title == "Tọa đàm “Gặp gỡ” kỳ thứ 1"
