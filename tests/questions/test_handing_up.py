"""A report on officials that is hidden from all coordinators of its organiser goes to the unit above, by the clock."""

import asyncio
from datetime import timedelta

import pytest

from app.access import ANYONE, SYSTEM, Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.journal.queries import history
from app.people.sessions import viewer_for
from app.people.unit_keeping import replace_unit
from app.timetable import TIMETABLE
from events.planning.policy import EventFacts
from questions.facts import question_facts
from questions.handing_up.handing_up import hand_up
from questions.policy import QuestionFacts
from questions.queries import IS_THERE, desk_questions
from questions.seeing import may_see
from questions.submitting import tracking_token
from questions.triage.moderating import reject
from questions.values import Rejection
from tests.questions.desk_browsing import open_desk
from tests.support import AT, SECRET, SUMMARY, Stage, an_ask, make_event, make_person, make_question, make_unit, send

YESTERDAY = day_of(AT) - timedelta(days=1)
LETTERS = Statement("SELECT to_address, subject, body FROM outbox_letter WHERE key LIKE 'handed_up %' ORDER BY id")
JOIN_UNIT = Statement("INSERT INTO membership (person, unit, role, since) VALUES ({}, {}, {}, {}) RETURNING id")


class Ward:
    """A ward with a forum, its city above it, and an agency that the question reports on."""

    event: EventFacts
    city: int
    reported: int
    above: Viewer
    coordinator: Viewer

    async def merge(self) -> None:
        """The agency becomes a part of the ward."""
        await replace_unit(
            self.reported, self.event.organiser_id, last_day=YESTERDAY, reason="Sáp nhập.", by=SYSTEM, at=AT
        )


@pytest.fixture
async def ward(database: str) -> Ward:
    one = Ward()
    one.city, one.reported = await make_unit("UBND thành phố"), await make_unit("Trung tâm Hành chính công")
    one.event = await make_event(await make_unit("UBND phường Sông Hậu", parent_id=one.city))
    one.above = await make_person(one.city, Role.COORDINATOR)
    one.coordinator = await make_person(one.event.organiser_id, Role.COORDINATOR)
    return one


async def again(viewer: Viewer) -> Viewer:
    return await viewer_for(viewer.person_id or 0, AT)


async def seen_by(viewer: Viewer, code: str) -> bool:
    """On its page as in the list."""
    viewer, question = await again(viewer), await question_facts(code)
    listed = code in [line.code for line in (await desk_questions(viewer, IS_THERE)).items]
    assert listed is may_see(viewer, question)
    return listed


async def reported_on(ward: Ward) -> QuestionFacts:
    return await make_question(ward.event, Stage.SUBMITTED, ask=an_ask(reported_unit_id=ward.reported))


async def test_when_the_reported_unit_becomes_the_organiser_the_unit_above_looks_after_it(ward: Ward) -> None:
    question, plain = await reported_on(ward), await make_question(ward.event)
    assert hand_up in TIMETABLE
    assert await hand_up(AT) == 0
    assert [await seen_by(one, question.code) for one in (ward.coordinator, ward.above)] == [True, False]
    await ward.merge()
    assert [await seen_by(one, question.code) for one in (ward.coordinator, ward.above)] == [False, False]
    assert sorted(await asyncio.gather(hand_up(AT), hand_up(AT))) == [0, 1]
    assert [await seen_by(one, question.code) for one in (ward.coordinator, ward.above)] == [False, True]
    assert (await question_facts(plain.code)).organiser_id == ward.event.organiser_id
    [letter] = await LETTERS.all()
    assert letter["to_address"] == ward.above.email
    assert SUMMARY in letter["body"]
    assert f"/desk/questions/{question.code}" in letter["body"]
    entry = (await history("question", question.id))[-1]
    assert (entry.act, entry.unit_id, entry.after["organiser"]) == ("question.hand_up", ward.city, ward.city)
    # And it is looked after as any other, with the agency still out of it.
    await reject(await question_facts(question.code), Rejection.COMPLAINT, "Mời gửi đơn.", by=ward.above, at=AT)


async def test_it_goes_up_as_well_where_all_who_coordinate_also_work_for_the_reported_unit(ward: Ward) -> None:
    question = await reported_on(ward)
    second = await make_person(ward.event.organiser_id, Role.COORDINATOR)
    for one, handed in ((ward.coordinator, 0), (second, 1)):
        await JOIN_UNIT.one(one.person_id, ward.reported, "drafter", day_of(AT) - timedelta(days=9))
        assert await hand_up(AT) == handed
    assert await seen_by(ward.above, question.code)


async def test_it_stays_where_nobody_above_could_see_it_either(ward: Ward) -> None:
    question = await reported_on(ward)
    supervisor = await make_person(await make_unit(), Role.SUPERVISOR)
    await JOIN_UNIT.one(ward.above.person_id, ward.reported, "focal", day_of(AT) - timedelta(days=9))
    await ward.merge()
    assert await hand_up(AT) == 0
    assert await seen_by(supervisor, question.code), "the oversight sees it all the same"


async def test_a_unit_without_any_coordinator_keeps_its_questions(ward: Ward) -> None:
    empty = await make_event(await make_unit(parent_id=ward.city))
    await make_question(empty, Stage.SUBMITTED, ask=an_ask(reported_unit_id=ward.reported))
    assert await hand_up(AT) == 0


async def test_the_asker_and_the_history_tell_where_it_went(ward: Ward) -> None:
    receipt, _token = await send(ward.event, an_ask(reported_unit_id=ward.reported), key="handed-up")
    await ward.merge()
    await hand_up(AT)
    async with open_desk() as desk:
        track = await desk.get(f"/track/{tracking_token(SECRET, 'handed-up')}", ANYONE)
        assert "Nay do UBND thành phố phụ trách" in track.text
        page = await desk.get(f"/desk/questions/{receipt.code}", await again(ward.above))
        assert "Chuyển lên UBND thành phố" in page.text
        assert (await desk.get(f"/desk/questions/{receipt.code}/admission", await again(ward.above))).status_code == 200
        assert (await desk.get(f"/desk/questions/{receipt.code}", await again(ward.coordinator))).status_code == 404
