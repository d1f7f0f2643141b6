"""An offer without reaction: the unit is reminded, then its head, each once and by day; then it is listed."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.calendar.clocks import CLOCKS, Clock, ClockRule, DayUnit
from app.calendar.queries import load_calendar
from app.calendar.special import SpecialCount, clocks_with
from app.calendar.working_days import calendar_with
from app.clock import at_local, day_of
from app.database import Statement
from app.errors import Invalid
from app.journal.queries import history
from app.office.calendar_keeping import set_clock
from app.office.special_keeping import add_special
from app.people.units import directory
from events.planning.policy import EventFacts
from questions import assigning
from questions.clocks import pausing
from questions.facts import question_facts
from questions.history import told
from questions.policy import QuestionFacts
from questions.queries import Filters, desk_questions, matching
from questions.reminding.offer_steps import OfferStep, offer_step
from questions.reminding.offers import remind_of_offers
from questions.reminding.waiting import offered_without_reaction
from questions.transfers import transferring
from questions.triage import moderating
from questions.triage.moderating import PublicText
from questions.values import Competence, Decline, Kind
from questions.waiting import groups_of
from tests.questions.desk_browsing import open_desk
from tests.support import AT, SUMMARY, Stage, make_event, make_person, make_question, make_unit

CALENDAR = calendar_with()
LETTERS = Statement(
    "SELECT to_address, subject, body, by_day FROM outbox_letter WHERE key LIKE 'reminder offer %' ORDER BY id"
)
MORNING = time(8, 30)
FRIDAY = date(2026, 9, 11)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (FRIDAY, None),
        (date(2026, 9, 13), None),  # a Sunday
        (date(2026, 9, 14), None),  # one working day after
        (date(2026, 9, 15), OfferStep.UNIT),
        (date(2026, 9, 16), OfferStep.HEAD),
        (date(2026, 9, 19), None),  # a Saturday: nobody is written to
        (date(2026, 10, 30), OfferStep.HEAD),
    ],
)
def test_steps_of_an_offer_count_working_days_from_its_day(today, step):
    assert offer_step(FRIDAY, today, CLOCKS, CALENDAR) == step


def test_tet_counts_for_nobody():
    assert offer_step(date(2026, 2, 13), date(2026, 2, 20), CLOCKS, CALENDAR) is None
    assert offer_step(date(2026, 2, 13), date(2026, 2, 24), CLOCKS, CALENDAR) is OfferStep.UNIT


def test_the_counts_of_the_office_shift_the_steps_also_for_one_unit_only():
    slow = clocks_with(CLOCKS, [special(Clock.OFFER_REMINDER, 4, unit_id=7)], unit_ids={7})
    assert offer_step(FRIDAY, date(2026, 9, 15), slow, CALENDAR) is None
    calendar_days = CLOCKS | {Clock.OFFER_REMINDER: ClockRule(4, DayUnit.CALENDAR, *_words())}
    assert offer_step(FRIDAY, date(2026, 9, 15), calendar_days, CALENDAR) is OfferStep.UNIT
    # A head who is told first leaves nothing to remind of.
    hasty = CLOCKS | {Clock.OFFER_HEAD: replace(CLOCKS[Clock.OFFER_HEAD], number=1)}
    assert offer_step(FRIDAY, date(2026, 9, 14), hasty, CALENDAR) is OfferStep.HEAD


def special(clock: Clock, number: int, **given: int) -> SpecialCount:
    return SpecialCount(clock, number, DayUnit.WORKING, "QĐ 1", **given)


def _words():
    rule = CLOCKS[Clock.OFFER_REMINDER]
    return rule.what, rule.basis


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


class Offer:
    """A question that was sent to a unit with a focal point, a drafter and a head."""

    question: QuestionFacts
    unit_id: int
    focal: Viewer
    head: Viewer


async def make_offer(event: EventFacts) -> Offer:
    offer = Offer()
    offer.question = await make_question(event, Stage.OFFERED)
    assert offer.question.lead_unit_id is not None
    offer.unit_id = offer.question.lead_unit_id
    offer.focal = await make_person(offer.unit_id, Role.FOCAL)
    await make_person(offer.unit_id, Role.DRAFTER)
    offer.head = await make_person(offer.unit_id, Role.APPROVER)
    return offer


async def days_after(number: int, start: datetime = AT) -> datetime:
    return at_local((await load_calendar()).add(day_of(start), number), MORNING)


async def told_at(at: datetime) -> list[str]:
    """Whom a round of the clock writes to."""
    before = len(await LETTERS.all())
    await remind_of_offers(at)
    return [letter["to_address"] for letter in (await LETTERS.all())[before:]]


async def test_the_focal_point_is_reminded_then_the_head_each_once_however_many_workers_ask(event):
    offer = await make_offer(event)
    assert await told_at(await days_after(1)) == []
    second = await days_after(2)
    assert sum(await asyncio.gather(*(remind_of_offers(second) for _ in range(4)))) == 1
    [letter] = await LETTERS.all()
    assert letter["to_address"] == offer.focal.email
    assert letter["by_day"]
    assert offer.question.code in letter["subject"]
    assert SUMMARY in letter["body"]
    assert f"/desk/questions/{offer.question.code}" in letter["body"]
    assert await told_at(second + timedelta(hours=5)) == []
    assert await told_at(await days_after(3)) == [offer.head.email]
    assert await told_at(await days_after(8)) == []
    lines = told(await history("question", offer.question.id), await directory(), sees_draft=False)
    assert [str(line.words) for line in lines if "chưa nhận" in str(line.words)] != []
    assert sum("chưa nhận" in str(line.words) for line in lines) == 2


async def test_nothing_leaves_at_night_nor_on_a_day_off(event):
    await make_offer(event)
    day = day_of(await days_after(3))
    assert await told_at(at_local(day, time(5))) == []
    assert await told_at(at_local(day, time(21))) == []
    saturday = next(later for n in range(8) if (later := day + timedelta(days=n)).weekday() == 5)
    assert await told_at(at_local(saturday, MORNING)) == []


async def test_who_takes_it_on_or_gives_it_back_is_not_reminded(event):
    taken, given_back = await make_offer(event), await make_offer(event)
    await assigning.accept(taken.question, by=taken.focal, at=AT)
    await assigning.decline(given_back.question, Decline.OTHER_AGENCY, "Thuộc xã.", by=given_back.focal, at=AT)
    assert await told_at(await days_after(3)) == []


async def test_a_paused_clock_is_silent_and_goes_on_where_it_stood(event):
    offer = await make_offer(event)
    await pausing.pause(offer.question, "Chờ ý kiến của Bộ.", by=SYSTEM, at=AT)
    assert await told_at(await days_after(3)) == []


async def test_a_new_offer_begins_anew(event):
    offer = await make_offer(event)
    at = await days_after(2)
    assert await told_at(at) == [offer.focal.email]
    await assigning.decline(offer.question, Decline.OTHER_AGENCY, "Thuộc sở khác.", by=offer.focal, at=at)
    await assigning.assign(await question_facts(offer.question.code), offer.unit_id, by=SYSTEM, at=at)
    assert await told_at(await days_after(1, at)) == []
    assert await told_at(await days_after(2, at)) == [offer.focal.email]
    other = await make_unit("Sở Xây dựng")
    focal = await make_person(other, Role.FOCAL)
    moved_at = await days_after(2, at)
    await transferring.transfer(
        await question_facts(offer.question.code), other, "Việc của Sở Xây dựng.", by=SYSTEM, at=moved_at
    )
    assert await told_at(await days_after(2, moved_at)) == [focal.email]


async def test_the_counts_of_the_office_and_of_a_unit_are_used(event):
    slow, plain = await make_offer(event), await make_offer(event)
    admin = await make_person(event.organiser_id, Role.ADMIN)
    await set_clock(Clock.OFFER_REMINDER, 1, "QĐ 2", by=admin, at=AT)
    await set_clock(Clock.OFFER_HEAD, 2, "QĐ 2", by=admin, at=AT)
    for clock in (Clock.OFFER_REMINDER, Clock.OFFER_HEAD):
        await add_special(special(clock, 9, unit_id=slow.unit_id), by=admin, at=AT)
    assert await told_at(await days_after(1)) == [plain.focal.email]
    assert await told_at(await days_after(2)) == [plain.head.email]
    assert await told_at(await days_after(9)) == [slow.head.email]
    with pytest.raises(Invalid, match="rút ngắn"):
        shortened = replace(special(Clock.OFFER_HEAD, 9, field_id=1), shortened=10)
        await add_special(shortened, by=admin, at=AT)


async def test_a_unit_without_people_has_its_coordinator_told(event):
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await make_question(event, Stage.OFFERED)
    assert await told_at(await days_after(2)) == [coordinator.email]


async def test_nobody_of_the_unit_whose_officials_are_reported_is_told(event):
    reported, lead = await make_unit("UBND phường A"), await make_unit("Thanh tra")
    question = await make_question(event)
    text = PublicText(SUMMARY, "Cán bộ tiếp dân to tiếng.", "N.T.H.Y.")
    await moderating.admit(
        question, text, kind=Kind.FEEDBACK, competence=Competence.CITY, field_id=None, reported_unit_id=reported,
        by=SYSTEM, at=AT,
    )  # fmt: skip
    await assigning.assign(await question_facts(question.code), lead, by=SYSTEM, at=AT)
    both = await make_person(lead, Role.FOCAL)
    await Statement("INSERT INTO membership (person, unit, role, since) VALUES ({}, {}, {}, {}) RETURNING id").one(
        both.person_id, reported, "drafter", day_of(AT) - timedelta(days=9)
    )
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    assert await told_at(await days_after(2)) == [coordinator.email]


async def test_what_nobody_reacts_to_is_listed_until_somebody_does(event):
    silent, fresh = await make_offer(event), await make_offer(event)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    await assigning.accept(fresh.question, by=fresh.focal, at=AT)
    at = await days_after(3)
    today = day_of(at)

    async def listed() -> list[str]:
        kept = matching(Filters(late="offer"), today=today, soon=today)
        return [line.code for line in (await desk_questions(coordinator, kept)).items]

    [group] = [one for one in groups_of(coordinator) if one.key == "without_reaction"]
    assert await listed() == []
    await remind_of_offers(at)
    assert await listed() == [silent.question.code]
    waiting = await desk_questions(coordinator, group.kept(coordinator, today, today))
    assert [line.code for line in waiting.items] == [silent.question.code]
    ids = [silent.question.id, fresh.question.id]
    assert await offered_without_reaction(ids) == {silent.question.id: day_of(AT)}
    await assigning.accept(silent.question, by=silent.focal, at=at)
    assert await listed() == []
    assert await offered_without_reaction(ids) == {}


async def test_the_list_and_my_work_name_what_nobody_reacts_to(sqlite_database: str):
    event = await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    offer = await make_offer(event)
    async with open_desk() as desk:
        assert offer.question.code not in (await desk.get("/desk/questions?late=offer", coordinator)).text
        await remind_of_offers(await days_after(3))
        shown = (await desk.get("/work", coordinator)).text
        assert 'href="/desk/questions?work=without_reaction"' in shown
        for address in ("", "late=offer", "work=without_reaction"):
            listed = (await desk.get(f"/desk/questions?{address}", coordinator)).text
            assert offer.question.code in listed
            assert "Chưa phản hồi: chuyển ngày" in listed
        # Each offer stands in one group.
        assert offer.question.code not in (await desk.get("/desk/questions?work=unaccepted", coordinator)).text
        page = (await desk.get(f"/desk/questions/{offer.question.code}", coordinator)).text
        assert "Đã báo lãnh đạo" in page
