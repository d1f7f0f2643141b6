"""How the answers of each unit were judged, on both engines: counted where they belong, and nobody else's."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import at_local, day_of
from app.database import Statement
from app.people.directory import Directory
from app.people.kinds import UnitKind
from app.people.unit_keeping import replace_unit
from app.people.units import directory
from events.planning.policy import EventFacts
from exports.answering_figures import AnsweringFigures, answering_figures, summed
from exports.unit_figures import figures_of
from questions import undoing
from questions.answers import publishing
from questions.apologies.drafting import draft_apologies
from questions.apologies.sending import send_apology
from questions.clocks.sums import clock_sums
from questions.facts import answer_of, question_facts
from questions.opinions import disputing, rating
from questions.oversight import urging
from questions.policy import QuestionFacts
from questions.tables import Question
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

TODAY = day_of(AT)
SINCE, UNTIL = TODAY - timedelta(days=200), TODAY + timedelta(days=200)
WHY = "Câu trả lời không nói khi nào có giá đất."
LONG_AGO = TODAY - timedelta(days=30)
IS_LATE = Statement("UPDATE question SET due_on = {} WHERE id = {}")
DRAFTED_THEN = Statement("UPDATE apology SET missed_on = {}, send_by = {}")


@pytest.fixture
async def event(database: str) -> EventFacts:
    return await make_event(await make_unit("Trung tâm Xúc tiến đầu tư"))


def asker(question: QuestionFacts) -> Viewer:
    return Viewer(asks=question.id)


async def counted(
    since: date = SINCE, until: date = UNTIL, *, viewer: Viewer = SYSTEM, only: frozenset[int] | None = None
) -> dict[int, AnsweringFigures]:
    units = await directory()
    seen = frozenset(unit.id for unit in units.units) if only is None else only
    rows = await answering_figures(seen, units, since, until, TODAY, viewer=viewer)
    return {unit.id: figures for unit, figures in rows}


async def late(event: EventFacts, lead: int, stage: Stage) -> QuestionFacts:
    question = await make_question(event, stage, lead_unit_id=lead)
    await IS_LATE.run(LONG_AGO, question.id)
    return question


def test_means_have_one_decimal_and_nothing_to_count_has_none() -> None:
    three = AnsweringFigures(rated=3, result=10, attitude=14)
    assert (three.mean_result, three.mean_attitude) == (3.3, 4.7)
    assert AnsweringFigures().mean_result is None
    assert (three + AnsweringFigures(rated=1, result=5, attitude=1, urged=2)).mean_result == 3.8


def test_rows_of_units_that_nobody_sees_and_of_no_unit_are_left_out() -> None:
    rows = [{"unit": 1, "urged": 2}, {"unit": 2, "urged": 9}, {"unit": None, "rated": 1}, {"unit": 1, "rated": 1}]
    assert summed(rows, frozenset({1}), Directory()) == {1: AnsweringFigures(rated=1, urged=2)}


async def test_ratings_disputes_and_urgings_count_for_the_unit_that_answered(event: EventFacts) -> None:
    finance, building = await make_unit("Sở Tài chính"), await make_unit("Sở Xây dựng")
    for marks in ((5, 4), (2, 4)):
        question = await make_question(event, Stage.PUBLISHED, lead_unit_id=finance)
        await rating.rate(question, *marks, by=asker(question), at=AT)
    await disputing.dispute(question, WHY, by=asker(question), at=AT)
    await disputing.stand_by(await question_facts(question.code), "Đã nêu rõ.", by=SYSTEM, at=AT)
    open_one = await make_question(event, Stage.IN_PROGRESS, lead_unit_id=building)
    coordinator = await make_person(event.organiser_id, Role.COORDINATOR)
    for words in ("Đề nghị trả lời ngay.", "Nhắc lần hai."):
        await urging.urge(open_one, words, by=coordinator, at=AT)
    assert await counted() == {
        finance: AnsweringFigures(rated=2, result=7, attitude=8, disputed=1, upheld=1),
        building: AnsweringFigures(urged=2),
    }
    assert await counted(SINCE, TODAY) == {}  # before it happened
    assert await counted(only=frozenset({event.organiser_id})) == {}


async def test_what_was_said_of_a_first_answer_stays_with_the_unit_that_gave_it(event: EventFacts) -> None:
    finance, building = await make_unit("Sở Tài chính"), await make_unit("Sở Xây dựng")
    question = await make_question(event, Stage.PUBLISHED, lead_unit_id=finance)
    await rating.rate(question, 1, 1, by=asker(question), at=AT)
    await disputing.dispute(question, WHY, by=asker(question), at=AT)
    later = AT + timedelta(days=1)
    await disputing.reopen(await question_facts(question.code), "Trả lời chưa đủ.", by=SYSTEM, at=later)
    await Question.update({Question.lead_unit: building}).where(Question.id == question.id)
    assert await counted() == {finance: AnsweringFigures(rated=1, result=1, attitude=1, disputed=1, reopened=1)}


async def test_a_merged_units_figures_follow_its_successor(event: EventFacts) -> None:
    old, new = await make_unit("Sở Kế hoạch và Đầu tư"), await make_unit("Sở Tài chính")
    question = await make_question(event, Stage.PUBLISHED, lead_unit_id=old)
    await rating.rate(question, 4, 3, by=asker(question), at=AT)
    await replace_unit(old, new, last_day=TODAY - timedelta(days=1), reason="Sáp nhập", by=SYSTEM, at=AT)
    assert await counted() == {new: AnsweringFigures(rated=1, result=4, attitude=3)}


async def test_late_without_apology_counts_open_questions_until_a_letter_is_sent(event: EventFacts) -> None:
    lead = await make_unit("Sở Tài chính")
    question = await late(event, lead, Stage.IN_PROGRESS)
    assert await counted() == {lead: AnsweringFigures(unapologised=1)}
    assert await counted(LONG_AGO + timedelta(days=1)) == {}  # missed before
    assert await draft_apologies(AT) == 1
    assert (await counted())[lead].unapologised == 1  # a draft apologises for nothing
    new_date = TODAY + timedelta(days=(7 - TODAY.weekday()) + 15)
    await Question.update({Question.due_on: LONG_AGO}).where(Question.id == question.id)
    facts = await question_facts(question.code)
    await send_apology(facts, reason="Chậm.", new_date=new_date, signer_title="", by=SYSTEM, at=AT)
    assert await counted() == {}


async def test_an_answer_that_came_over_a_letter_never_sent_stays_late_without_apology(event: EventFacts) -> None:
    lead = await make_unit("Sở Tài chính")
    question = await late(event, lead, Stage.APPROVED)
    assert await draft_apologies(AT) == 1
    await DRAFTED_THEN.run(LONG_AGO, TODAY - timedelta(days=1))
    answer = await answer_of(await question_facts(question.code))
    assert answer is not None
    await publishing.publish(answer, by=SYSTEM, at=AT)
    assert await counted() == {lead: AnsweringFigures(unapologised=1)}
    await DRAFTED_THEN.run(LONG_AGO, TODAY)  # it could still have been sent on that day
    assert await counted() == {}


async def test_a_question_with_no_unit_is_owed_by_the_organiser(event: EventFacts) -> None:
    question = await late(event, await make_unit(), Stage.OFFERED)
    await undoing.unassign(await question_facts(question.code), "Nhầm.", by=SYSTEM, at=AT)
    await IS_LATE.run(LONG_AGO, question.id)
    assert await counted() == {event.organiser_id: AnsweringFigures(unapologised=1)}


async def test_a_report_on_officials_is_counted_for_nobody_of_their_unit(event: EventFacts) -> None:
    lead, reported = await make_unit("Thanh tra"), await make_unit("Sở Xây dựng")
    question = await make_question(event, Stage.PUBLISHED, lead_unit_id=lead)
    await rating.rate(question, 2, 1, by=asker(question), at=AT)
    await Question.update({Question.reported_unit: reported}).where(Question.id == question.id)
    units = await directory()
    concerned = await make_person(reported, Role.APPROVER)
    both = replace(concerned, roles=concerned.roles | {(event.organiser_id, Role.COORDINATOR)})
    everything = frozenset(unit.id for unit in units.units)
    for viewer, number in ((both, 0), (await make_person(event.organiser_id, Role.COORDINATOR), 1)):
        assert len(await counted(viewer=viewer)) == number
        _lines, total = await figures_of(everything, units, None, TODAY, viewer=viewer)
        assert total.received == number
        assert await clock_sums(everything, units, SINCE, UNTIL, viewer=viewer) == []


async def test_the_page_shows_them(sqlite_database: str) -> None:
    from tests.questions.desk_browsing import open_desk

    city = await make_unit("Ủy ban nhân dân thành phố", UnitKind.OTHER)
    lead = await make_unit("Sở Tài chính", parent_id=city)
    question = await make_question(await make_event(city), Stage.PUBLISHED, lead_unit_id=lead)
    await rating.rate(question, 5, 3, by=asker(question), at=at_local(TODAY))
    chair = await make_person(city, Role.CHAIR)
    async with open_desk() as desk:
        page = (await desk.get("/desk/figures?year=all", chair)).text
    row = page[page.index("Đánh giá, không đồng ý và đôn đốc") :]
    row = row[row.index("Sở Tài chính") :]
    assert 'data-label="Thái độ, trên 5"' in row[: row.index("</tr>")]
    assert ">3<" in row[: row.index("</tr>")]
