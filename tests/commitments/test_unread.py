"""Nobody confirms what they did not read, or speaks for a promise that went to another unit meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.access import Role
from app.errors import Conflict, NotAllowed
from events.running.room import correct_commitment
from questions.commitments.confirming import confirm
from questions.commitments.due import Due
from questions.commitments.facts import commitment_facts
from questions.commitments.progressing import claim, report_progress
from questions.commitments.reassigning import reassign
from questions.commitments.recording import Promise
from questions.commitments.states import CommitmentState, DueWording
from tests.commitments.test_following import Room, a_promise, a_room
from tests.questions.desk_browsing import hidden_fields, open_desk
from tests.support import AT, make_person, make_unit

pytestmark = pytest.mark.anyio


async def correct(room: Room, code: str, **changes: object) -> None:
    due = Due(DueWording.BY, day=(AT + timedelta(days=30)).date())
    promise = Promise("Giao Sở Nội vụ tham mưu kế hoạch kiểm tra.", "Chủ tịch", room.owner, "Kế hoạch", due)
    await correct_commitment(room.event, code, replace(promise, **changes), by=room.coordinator, at=AT)  # type: ignore[arg-type]


async def test_a_unit_that_owns_a_promise_no_longer_neither_confirms_it_nor_reports_on_it(sqlite_database: str) -> None:
    room, other = await a_room(), await make_unit("Sở Xây dựng")
    code = await a_promise(room)
    stale = await commitment_facts(code)
    await correct(room, code, owner_id=other)
    with pytest.raises(Conflict):
        await confirm(stale, by=room.leader, at=AT)
    leader = await make_person(other, Role.APPROVER)
    await confirm(await commitment_facts(code), by=leader, at=AT)
    stale = await commitment_facts(code)
    await reassign(stale, room.owner, "Đúng chức năng.", by=room.coordinator, at=AT)
    with pytest.raises(Conflict):
        await claim(stale, "Xong.", "12/KH", by=leader, at=AT)
    with pytest.raises(NotAllowed):
        await report_progress(stale, "Đang làm.", by=leader, at=AT)
    assert (await commitment_facts(code)).state is CommitmentState.ACTIVE


@pytest.mark.parametrize(
    "change",
    [
        {"words": "Chi 500 tỷ đồng."},
        {"product": "Nghị quyết"},
        {"due": Due(DueWording.BY, day=(AT + timedelta(days=3)).date())},
        {"due": Due(DueWording.WITHIN, days=2)},
    ],
)
async def test_what_was_changed_while_a_leader_read_it_is_read_again_before_it_is_confirmed(
    sqlite_database: str, change: dict[str, object]
) -> None:
    room = await a_room()
    code = await a_promise(room)
    path = f"/desk/commitments/{code}"
    async with open_desk() as desk:
        read = hidden_fields((await desk.get(path, room.leader)).text)
        await correct(room, code, **change)
        late = await desk.post(f"{path}/acts/confirm", room.leader, read)
        assert late.status_code == 409
        assert (await commitment_facts(code)).state is CommitmentState.RECORDED
        assert (await desk.post(f"{path}/acts/confirm", room.leader, hidden_fields(late.text))).status_code == 303
    assert (await commitment_facts(code)).state is CommitmentState.ACTIVE
