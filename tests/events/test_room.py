"""The pages of the room: who may, what is written down, and what happens to what comes too late or wrong."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.access import Role, Viewer
from app.clock import day_of
from app.journal.queries import history
from events.planning.policy import EventFacts
from events.planning.queries import event_facts
from events.planning.states import EventState
from events.running.room_view import RoomView, room_view
from questions.commitments.confirming import confirm
from questions.commitments.facts import commitment_facts
from questions.commitments.queries import commitment_view
from questions.facts import question_facts
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

pytestmark = pytest.mark.anyio

WORDS = "Giao Sở Nội vụ công khai biểu mẫu tại Bộ phận Một cửa."


@dataclass
class Hall:
    desk: Desk
    event: EventFacts
    code: str
    owner: int
    secretary: Viewer
    leader: Viewer
    stranger: Viewer

    @property
    def path(self) -> str:
        return f"/desk/events/{self.event.slug}/room"

    @property
    def promise(self) -> dict[str, object]:
        return {
            "words": WORDS,
            "promised_by": "Ông Nguyễn Hoàng Nam",
            "owner": self.owner,
            "product": "Bộ biểu mẫu",
            "due_wording": "by",
            "due_day": (AT + timedelta(days=20)).date(),
        }

    async def view(self) -> RoomView:
        return await room_view(self.event.slug)


@pytest.fixture
async def hall(sqlite_database: str) -> AsyncIterator[Hall]:
    async with open_desk() as desk:
        yield await a_hall(desk)


async def a_hall(desk: Desk) -> Hall:
    organiser, owner = await make_unit("Văn phòng UBND thành phố"), await make_unit("Sở Nội vụ")
    event = await make_event(organiser, EventState.IN_SESSION)
    question = await make_question(event, Stage.OFFERED, lead_unit_id=owner)
    return Hall(
        desk,
        event,
        question.code,
        owner,
        secretary=await make_person(organiser, Role.SECRETARY),
        leader=await make_person(owner, Role.APPROVER),
        stranger=await make_person(await make_unit(), Role.COORDINATOR),
    )


async def test_only_those_who_run_or_oversee_the_forum_enter_the_room(hall: Hall) -> None:
    overseer = await make_person(await make_unit(), Role.SUPERVISOR)
    answers = {
        viewer.person_id: (await hall.desk.get(hall.path, viewer)).status_code
        for viewer in (hall.secretary, overseer, hall.leader, hall.stranger)
    }
    assert list(answers.values()) == [200, 200, 403, 403]
    shown = (await hall.desk.get(hall.path, overseer)).text
    assert 'name="words"' not in shown
    assert (await hall.desk.post(f"{hall.path}/commitments", overseer, hall.promise)).status_code == 403
    assert (await hall.view()).commitments == ()


async def test_after_each_record_the_caret_stands_where_the_next_is_typed(hall: Hall) -> None:
    sent = await hall.desk.post(f"{hall.path}/commitments", hall.secretary, hall.promise)
    assert sent.status_code == 303
    again = (await hall.desk.get(sent.headers["location"], hall.secretary)).text
    caret = [tag for tag in again.split("<") if "autofocus" in tag]
    assert len(caret) == 1
    assert 'name="words"' in caret[0]
    [line] = (await hall.view()).commitments
    assert f'data-sent="commitment-{hall.event.slug}"' in again  # else the browser would put the old words back
    assert line.code in again
    assert 'value="Ông Nguyễn Hoàng Nam"' in again  # the same person mostly promises the next thing too


async def test_an_open_question_fills_in_its_unit_and_stays_open_after_the_answer(hall: Hall) -> None:
    shown = (await hall.desk.get(f"{hall.path}?question={hall.code}", hall.secretary)).text
    assert f'<option value="{hall.owner}" selected>' in shown
    spoken = {"question": hall.code, "speaker": "Bà Lan", "body": "Sở sẽ công khai trong tuần này."}
    sent = await hall.desk.post(f"{hall.path}/answers", hall.secretary, spoken)
    assert f"question={hall.code}" in sent.headers["location"]
    [said] = (await hall.view()).questions[0].said
    assert (said.speaker, said.body) == ("Bà Lan", "Sở sẽ công khai trong tuần này.")


@pytest.mark.parametrize("way", ["commitments", "answers", "attendance"])
async def test_what_lacks_something_comes_back_with_what_was_typed(hall: Hall, way: str) -> None:
    typed = {"words": "Chỉ có lời", "question": hall.code, "speaker": "Bà Lan", "organisation": "Sở Y tế", "part": "x"}
    answer = await hall.desk.post(f"{hall.path}/{way}", hall.secretary, typed)
    assert answer.status_code == 422
    kept = {"commitments": "Chỉ có lời", "answers": "Bà Lan", "attendance": "Sở Y tế"}[way]
    assert kept in answer.text
    assert 'class="problems"' in answer.text


async def test_a_day_before_the_promise_is_a_slip_of_the_hand(hall: Hall) -> None:
    today = hall.promise | {"due_wording": "before", "due_day": day_of(AT)}
    assert (await hall.desk.post(f"{hall.path}/commitments", hall.secretary, today)).status_code == 422
    slip = hall.promise | {"due_day": (AT - timedelta(days=365)).date()}
    answer = await hall.desk.post(f"{hall.path}/commitments", hall.secretary, slip)
    assert answer.status_code == 422
    assert WORDS in answer.text
    assert (await hall.view()).commitments == ()


async def test_a_question_of_another_forum_is_refused_with_the_fresh_room(hall: Hall) -> None:
    other = await make_question(await make_event(hall.event.organiser_id, EventState.IN_SESSION), Stage.ADMITTED)
    spoken = {"question": other.code, "body": "Nhầm buổi."}
    answer = await hall.desk.post(f"{hall.path}/answers", hall.secretary, spoken)
    assert answer.status_code == 409
    assert "Nhầm buổi." in answer.text
    assert hall.code in answer.text
    promised = await hall.desk.post(
        f"{hall.path}/commitments", hall.secretary, hall.promise | {"promise_question": other.code}
    )
    assert promised.status_code == 422
    assert 'href="#promise_question"' in promised.text


async def test_before_the_session_nothing_is_written_and_nothing_typed_is_lost(hall: Hall) -> None:
    early = await make_event(hall.event.organiser_id, EventState.PREPARING)
    path = f"/desk/events/{early.slug}/room"
    assert (await hall.desk.get(path, hall.secretary)).status_code == 200
    for way, fields in (
        ("commitments", hall.promise),
        ("attendance", {"part": "agency", "attendee": "Bà Lan"}),
        ("attendance/1/remove", {}),
    ):
        answer = await hall.desk.post(f"{path}/{way}", hall.secretary, fields)
        assert answer.status_code == 409, way
    assert (await hall.desk.post("/desk/events/khong-co/room/commitments", hall.secretary)).status_code == 404


async def test_who_is_invited_is_ticked_off_with_one_press(hall: Hall) -> None:
    here = {"part": "agency", "attendee": "Ông Tám", "organisation": "Sở Nội vụ", "heads": "1"}
    await hall.desk.post(f"{hall.path}/attendance", hall.secretary, here)
    again = await hall.desk.post(f"{hall.path}/attendance", hall.secretary, here)
    assert "part=agency" in again.headers["location"]
    view = await hall.view()
    assert [(row.name, row.heads) for row in view.attendance] == [("Ông Tám", 1)]  # twice pressed is once there
    gone = f"{hall.path}/attendance/{view.attendance[0].id}/remove"
    assert (await hall.desk.post(gone, hall.secretary)).status_code == 303
    assert (await hall.desk.post(gone, hall.secretary)).status_code == 404


async def test_an_oral_answer_is_mended_and_the_journal_keeps_the_first_words(hall: Hall) -> None:
    await hall.desk.post(f"{hall.path}/answers", hall.secretary, {"question": hall.code, "body": "Sáu tháng."})
    [said] = (await hall.view()).questions[0].said
    path = f"{hall.path}/answers/{said.id}"
    assert "Sáu tháng." in (await hall.desk.get(path, hall.secretary)).text
    assert (await hall.desk.post(path, hall.secretary, {"body": ""})).status_code == 422
    assert (await hall.desk.post(path, hall.stranger, {"body": "Ba tháng."})).status_code == 403
    assert (await hall.desk.post(path, hall.secretary, {"body": "Ba tháng."})).status_code == 303
    [said] = (await hall.view()).questions[0].said
    assert said.body == "Ba tháng."
    entry = (await history("question", (await question_facts(hall.code)).id))[-1]
    assert (entry.before["body"], entry.after["body"]) == ("Sáu tháng.", "Ba tháng.")
    assert (await hall.desk.get(f"{hall.path}/answers/999999", hall.secretary)).status_code == 404


async def test_a_promise_is_mended_until_its_unit_confirmed_it(hall: Hall) -> None:
    await hall.desk.post(f"{hall.path}/commitments", hall.secretary, hall.promise)
    [line] = (await hall.view()).commitments
    path = f"{hall.path}/commitments/{line.code}"
    assert WORDS in (await hall.desk.get(path, hall.secretary)).text
    better = hall.promise | {"words": "Giao Sở Nội vụ công khai 12 biểu mẫu.", "due_wording": "before"}
    assert (await hall.desk.post(path, hall.secretary, better)).status_code == 303
    mended = await commitment_view(line.code)
    assert mended.words == "Giao Sở Nội vụ công khai 12 biểu mẫu."
    assert (mended.due_on, mended.due_day) == (
        (AT + timedelta(days=19)).date(),
        (AT + timedelta(days=20)).date(),
    )
    await confirm(await commitment_facts(line.code), by=hall.leader, at=AT)
    late = await hall.desk.post(path, hall.secretary, hall.promise)
    assert late.status_code == 409
    assert (await commitment_view(line.code)).words == mended.words
    assert (await hall.desk.get(path, hall.secretary)).status_code == 409


async def test_the_session_is_started_once_and_its_end_leads_to_the_minutes(hall: Hall) -> None:
    assert (await hall.desk.post(f"{hall.path}/start", hall.secretary)).status_code == 409
    end = f"/desk/events/{hall.event.slug}/acts/end"
    assert (await hall.desk.post(end, hall.secretary)).status_code == 303
    assert (await event_facts(hall.event.slug)).state is EventState.HELD
    shown = (await hall.desk.get(hall.path, hall.secretary)).text
    assert f'class="button" href="/desk/events/{hall.event.slug}/minutes"' in shown
    assert (await hall.desk.post(end, hall.secretary)).status_code == 409
    assert day_of((await event_facts(hall.event.slug)).ended_at or AT) >= day_of(AT)


async def test_nonsense_in_the_address_of_the_room_is_no_fault(hall: Hall) -> None:
    for query in (
        "question=%27",
        "question=CH-2026-9999",
        "typing=%F0%9F%98%80",
        "part=nobody",
        "typing=answer&typing=x",
    ):
        assert (await hall.desk.get(f"{hall.path}?{query}", hall.secretary)).status_code == 200, query


async def test_the_next_question_is_the_first_waiting_one_behind_the_open_one() -> None:
    questions = [SimpleNamespace(code=code, said=said) for code, said in (("A", ()), ("B", (1,)), ("C", ()))]
    view = RoomView(event=None, questions=tuple(questions), attendance=(), commitments=(), units=())  # type: ignore[arg-type]
    found = [getattr(view.after(code), "code", None) for code in ("", "A", "B", "C")]
    assert found == ["A", "C", "C", "A"]
