"""The pages of commitments on the desk, and what waits for whom on My work."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from app.access import Role, Viewer
from app.calendar.clocks import Clock
from app.calendar.queries import load_calendar
from app.clock import day_of
from app.database import Statement
from app.formats import show_date
from app.office.calendar_keeping import set_clock
from events.planning.states import EventState
from questions.commitments.confirming import confirm
from questions.commitments.due import Due
from questions.commitments.facts import commitment_facts
from questions.commitments.moving import NOTE
from questions.commitments.progressing import claim
from questions.commitments.public import public_commitment
from questions.commitments.states import CommitmentState, DueWording
from tests.commitments.test_following import Room, a_promise, a_room
from tests.questions.desk_browsing import Desk, open_desk
from tests.support import AT, make_event, make_person, make_unit

pytestmark = pytest.mark.anyio


@dataclass
class Follow:
    desk: Desk
    room: Room
    code: str
    judge: Viewer

    @property
    def path(self) -> str:
        return f"/desk/commitments/{self.code}"

    async def state(self) -> CommitmentState:
        return (await commitment_facts(self.code)).state


@pytest.fixture
async def follow(sqlite_database: str) -> AsyncIterator[Follow]:
    room = await a_room()
    code = await a_promise(room)
    judge = await make_person(await make_unit(), Role.SUPERVISOR)
    async with open_desk() as desk:
        yield Follow(desk, room, code, judge)


async def test_each_step_names_the_next_one_and_who_does_it(follow: Follow) -> None:
    leader, judge = follow.room.leader, follow.judge
    shown = (await follow.desk.get(follow.path, leader)).text
    assert "coi như đã xác nhận" in shown
    assert (await follow.desk.post(f"{follow.path}/acts/confirm", leader)).status_code == 303
    assert "kèm minh chứng" in (await follow.desk.get(follow.path, judge)).text
    done = {"body": "Đã ban hành.", "evidence": "Số 12/KH-SNV"}
    assert (await follow.desk.post(f"{follow.path}/acts/claim", leader, done)).status_code == 303
    assert "acts/verify" not in (await follow.desk.get(follow.path, leader)).text  # never by the owner
    assert (await follow.desk.post(f"{follow.path}/acts/verify", judge)).status_code == 303
    assert await follow.state() is CommitmentState.FULFILLED


async def test_an_act_that_comes_too_late_shows_the_fresh_state_and_keeps_the_words(follow: Follow) -> None:
    await confirm(await commitment_facts(follow.code), by=follow.room.leader, at=AT)
    await claim(await commitment_facts(follow.code), "Xong.", "Số 1", by=follow.room.leader, at=AT)
    again = {"body": "Xong lần nữa.", "evidence": "Số 2"}
    answer = await follow.desk.post(f"{follow.path}/acts/claim", follow.room.leader, again)
    assert answer.status_code == 409
    assert "Báo cáo xong" in answer.text


async def test_a_claim_without_evidence_comes_back_with_what_was_typed(follow: Follow) -> None:
    await confirm(await commitment_facts(follow.code), by=follow.room.leader, at=AT)
    answer = await follow.desk.post(f"{follow.path}/acts/claim", follow.room.leader, {"body": "Đã xong hết."})
    assert answer.status_code == 422
    assert "Đã xong hết." in answer.text
    assert 'href="#evidence"' in answer.text


async def test_strangers_change_nothing_and_unknown_acts_do_not_exist(follow: Follow) -> None:
    stranger = await make_person(await make_unit(), Role.APPROVER)
    assert (await follow.desk.get(follow.path, stranger)).status_code == 200  # promises are public
    for act in ("confirm", "progress", "claim", "verify", "send_back"):
        words = {"body": "x", "evidence": "y"}
        answer = await follow.desk.post(f"{follow.path}/acts/{act}", stranger, words)
        assert answer.status_code in (403, 409), act
    assert (await follow.desk.post(f"{follow.path}/acts/forget", stranger)).status_code == 404
    assert (await follow.desk.get("/desk/commitments/CK-1999-0001", stranger)).status_code == 404
    assert await follow.state() is CommitmentState.RECORDED


async def test_the_list_is_narrowed_by_unit_state_and_forum_in_the_address(follow: Follow) -> None:
    elsewhere = await make_event(follow.room.event.organiser_id, EventState.IN_SESSION)
    slug, leader = follow.room.event.slug, follow.room.leader
    for query, is_there in (
        ("", True),
        ("unit=mine", True),
        (f"unit={follow.room.owner}", True),
        ("unit=999999", False),
        ("state=recorded", True),
        ("state=fulfilled", False),
        (f"event={slug}", True),
        (f"event={elsewhere.slug}", False),
        ("work=confirm", True),
        ("work=verify", False),
        ("work=nonsense&unit=%27&state=x", False),
    ):
        answer = await follow.desk.get(f"/desk/commitments?{query}", leader)
        assert answer.status_code == 200, query
        assert (f'href="{follow.path}"' in answer.text) is is_there, query
    assert (await follow.desk.get("/desk/commitments?event=khong-co", leader)).status_code == 404


async def test_my_work_shows_the_commitments_that_wait_for_each(follow: Follow) -> None:
    late = await a_promise(follow.room, Due(DueWording.BY, day=(AT - timedelta(days=9)).date()))
    assert await _waits(follow, follow.room.leader) == {"confirm"}
    await confirm(await commitment_facts(late), by=follow.room.leader, at=AT)
    assert await _waits(follow, follow.room.leader) == {"confirm", "keep"}
    assert await _waits(follow, follow.room.focal) == {"keep"}
    assert await _waits(follow, follow.room.coordinator) == {"overdue"}
    assert await _waits(follow, follow.judge) == set()
    await claim(await commitment_facts(late), "Xong.", "Số 1", by=follow.room.leader, at=AT)
    assert await _waits(follow, follow.room.coordinator) == {"verify"}
    assert await _waits(follow, follow.judge) == {"verify"}


async def _waits(follow: Follow, viewer: Viewer) -> set[str]:
    shown = (await follow.desk.get("/work", viewer)).text
    return {key for key in ("confirm", "keep", "verify", "overdue") if f"/desk/commitments?work={key}" in shown}


async def test_my_work_reminds_the_organiser_of_the_minutes(follow: Follow) -> None:
    held = await make_event(follow.room.event.organiser_id, EventState.HELD)
    assert f"/desk/events/{held.slug}/minutes" in (await follow.desk.get("/work", follow.room.coordinator)).text
    assert held.slug not in (await follow.desk.get("/work", follow.room.leader)).text


async def test_the_page_and_the_letter_name_the_day_that_the_office_set_for_confirming(follow: Follow) -> None:
    admin = await make_person(await make_unit(), Role.ADMIN)
    await set_clock(Clock.CONFIRMATION, 8, "QĐ 2", by=admin, at=AT)
    room = await a_room()
    code = await a_promise(room)
    last = show_date((await load_calendar()).add(day_of(AT), 8))
    shown = await follow.desk.get(f"/desk/commitments/{code}", room.leader)
    assert f"xác nhận, chậm nhất ngày {last}" in shown.text
    [letter] = await Statement("SELECT body FROM outbox_letter WHERE key LIKE {}").all(f"recorded {code} %")
    assert f"xác nhận, chậm nhất ngày {last}" in " ".join(letter["body"].split())


async def test_the_last_of_very_many_notes_stands_on_the_public_page(follow: Follow) -> None:
    facts = await commitment_facts(follow.code)
    for number in range(201):
        await NOTE(facts.id, "progress", f"Lần thứ {number}", "", None, None, AT)
    _shown, notes = await public_commitment(follow.code, AT)
    assert [notes[0].detail, notes[-1].detail] == ["Lần thứ 1", "Lần thứ 200"]
