"""What was chosen from a list that has changed meanwhile comes back with the form, and nothing is broken."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from app.access import Role, Viewer
from app.clock import local
from events.planning.policy import EventFacts
from events.planning.states import EventState
from events.running.room_view import room_view
from tests.questions.conftest import hidden_fields
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

pytestmark = pytest.mark.anyio
GONE = "999999999"
PLAN = {
    "type": "cafe", "title": "Buổi đối thoại", "reason": "Đổi phòng.", "place": "Hội trường",
    "starts_at": "2027-03-01T08:00", "ends_at": "2027-03-01T11:00",
}  # fmt: skip


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:
    async with open_desk() as opened:
        yield opened


async def coordinator_of(organiser: int) -> Viewer:
    return await make_person(organiser, Role.COORDINATOR)


@pytest.mark.parametrize("field", ["chair_1", "secretary_1", "fields", "co_organisers", "agencies", "series"])
async def test_a_plan_that_names_what_is_gone_comes_back(desk: Desk, field: str) -> None:
    organiser = await make_unit()
    coordinator, event = await coordinator_of(organiser), await make_event(organiser, EventState.COLLECTING)
    for page in ("/desk/events/new", f"/desk/events/{event.slug}/edit"):
        if page.endswith("/edit") and field in ("agencies", "series"):
            continue  # a change leaves them as they are
        hidden = hidden_fields((await desk.get(page, coordinator)).text)
        sent = await desk.post(page, coordinator, hidden | PLAN | {field: GONE})
        assert sent.status_code == 422, page
        assert "Hội trường" in sent.text


async def a_room(desk: Desk) -> tuple[EventFacts, str, Viewer]:
    organiser = await make_unit()
    event = await make_event(organiser, EventState.IN_SESSION)
    question = await make_question(event, Stage.ADMITTED)
    return event, question.code, await coordinator_of(organiser)


async def test_an_oral_answer_of_a_unit_that_is_not_there_comes_back(desk: Desk) -> None:
    event, code, coordinator = await a_room(desk)
    fields = {"question": code, "unit": GONE, "body": "Đã trả lời."}
    sent = await desk.post(f"/desk/events/{event.slug}/room/answers", coordinator, fields)
    assert sent.status_code == 404
    assert "Đã trả lời." in sent.text


@pytest.mark.parametrize("way", ["answers", "commitments"])
async def test_nothing_was_said_at_a_moment_that_has_not_come(desk: Desk, way: str) -> None:
    event, code, coordinator = await a_room(desk)
    ahead = local(AT + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    fields = {
        "answers": {"question": code, "body": "Đã trả lời.", "said_at": ahead},
        "commitments": {
            "words": "Sẽ xong.", "promised_by": "Chủ trì", "owner": event.organiser_id, "product": "Báo cáo",
            "due_wording": "within", "due_days": "5", "promise_at": ahead,
        },
    }  # fmt: skip
    sent = await desk.post(f"/desk/events/{event.slug}/room/{way}", coordinator, fields[way])
    assert sent.status_code == 422
    assert "chưa đến" in sent.text
    room = await room_view(event.slug)
    assert (room.commitments, room.answered) == ((), ())
