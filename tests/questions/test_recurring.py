"""A matter that is raised again: linked by a coordinator, and counted for everyone."""

from datetime import timedelta

import pytest

from app.access import SYSTEM, Role
from app.clock import day_of
from app.errors import Conflict, Invalid, NotAllowed
from questions.policy import QuestionFacts
from questions.recurring.counting import matter_of
from questions.recurring.linking import link, unlink
from questions.values import Outcome
from tests.questions.conftest import Browser
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

TODAY = day_of(AT)


@pytest.fixture
async def organiser(database: str) -> int:
    return await make_unit("Trung tâm Xúc tiến đầu tư")


async def raised(
    organiser: int, days_ago: int, stage: Stage = Stage.OFFERED, lead: int | None = None, **given: object
) -> QuestionFacts:
    """The matter at a forum of its own, so many days ago."""
    event = await make_event(organiser, title=f"Kỳ của {days_ago} ngày trước")
    return await make_question(event, stage, lead_unit_id=lead, at=AT - timedelta(days=days_ago), **given)  # type: ignore[arg-type]


async def thrice(organiser: int) -> list[QuestionFacts]:
    lead, other = await make_unit(), await make_unit()
    found = [
        await raised(organiser, 30, lead=lead),
        await raised(organiser, 20, lead=lead),
        await raised(organiser, 10, lead=other),
    ]
    await link(found[1], found[0], by=SYSTEM, at=AT)
    await link(found[2], found[1], by=SYSTEM, at=AT)
    return found


async def test_times_units_and_days_are_counted_whichever_of_them_one_opens(browser: Browser, organiser):
    found = await thrice(organiser)
    for number, question in enumerate(found, start=1):
        matter = await matter_of(question.id, TODAY)
        assert matter is not None
        assert (matter.number, matter.times, matter.units, matter.days) == (number, 3, 2, 30)
        assert [one.code for one in matter.raised] == [one.code for one in found]
    shown = (await browser.get(f"/questions/{found[2].code}")).text
    assert found[0].code in shown
    assert "3 lần" in shown


async def test_the_days_end_when_the_last_time_settled_it(organiser):
    first = await raised(organiser, 30)
    last = await raised(organiser, 10, Stage.PUBLISHED, outcome=Outcome.RESOLVED)
    await link(last, first, by=SYSTEM, at=AT)
    matter = await matter_of(first.id, TODAY + timedelta(days=100))
    assert matter is not None
    assert matter.days == 20


async def test_the_public_reads_of_public_questions_only(organiser):
    first = await raised(organiser, 30, Stage.SUBMITTED)
    last = await raised(organiser, 10)
    await link(last, first, by=SYSTEM, at=AT)
    assert await matter_of(last.id, TODAY, public_only=True) is None
    assert await matter_of(last.id, TODAY) is not None


async def test_a_link_is_taken_back_with_a_reason(organiser):
    found = await thrice(organiser)
    with pytest.raises(Invalid):
        await unlink(found[1], " ", by=SYSTEM, at=AT)
    await unlink(found[1], "Việc khác.", by=SYSTEM, at=AT)
    assert await matter_of(found[0].id, TODAY) is None
    matter = await matter_of(found[2].id, TODAY)
    assert matter is not None
    assert matter.times == 2
    with pytest.raises(Conflict):
        await unlink(found[1], "Việc khác.", by=SYSTEM, at=AT)


async def test_only_an_earlier_question_of_another_forum_is_linked_once_and_by_a_coordinator(organiser):
    first, last = await raised(organiser, 30), await raised(organiser, 10)
    coordinator = await make_person(organiser, Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        await link(last, first, by=await make_person(await make_unit(), Role.COORDINATOR), at=AT)
    with pytest.raises(Conflict):
        await link(first, last, by=coordinator, at=AT)
    await link(last, first, by=coordinator, at=AT)
    with pytest.raises(Conflict):
        await link(last, await raised(organiser, 20), by=coordinator, at=AT)
