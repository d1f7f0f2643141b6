"""What the minutes of a forum take from it: everyone reads them in the end."""

from events.planning.states import EventState
from exports.gathering import minutes_facts
from questions.answers.oral import record_oral
from questions.states import Visibility
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
