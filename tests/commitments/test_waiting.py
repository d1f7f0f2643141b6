"""Every promise that waits for somebody is counted and found, however many there are; filters and rules agree."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.access import Role, Viewer
from app.calendar.queries import load_calendar
from app.clock import day_of
from events.planning.tables import Officer
from questions.commitments.confirming import confirm
from questions.commitments.deciding import ask_date, contest
from questions.commitments.due import Due
from questions.commitments.facts import commitment_facts
from questions.commitments.policy import allowed_acts
from questions.commitments.progressing import claim
from questions.commitments.queries import commitments
from questions.commitments.states import CommitmentAct, DueWording
from questions.commitments.tables import Commitment
from questions.commitments.verifying import verify_part
from questions.commitments.waiting import group_named
from questions.controllers.work import _promises
from tests.commitments.test_following import Room, a_promise, a_room
from tests.questions.desk_browsing import open_desk
from tests.support import AT, make_person, make_unit

pytestmark = pytest.mark.anyio
A, TODAY = CommitmentAct, day_of(AT)
MANY = 230


async def crowded(room: Room, owner_id: int) -> None:
    """More urgent promises of another unit than any list holds."""
    row = await Commitment.select().first()
    assert row is not None
    due_on = TODAY - timedelta(days=1)
    rows = [
        Commitment(**row | {"id": 1000 + n, "code": f"CK-2020-{n:04}", "owner": owner_id, "due_on": due_on})
        for n in range(MANY)
    ]
    for start in range(0, MANY, 40):
        await Commitment.insert(*rows[start : start + 40])


async def test_a_promise_is_found_behind_hundreds_of_more_urgent_ones(sqlite_database: str) -> None:
    room = await a_room()
    code, other = await a_promise(room), await make_unit("Sở Xây dựng")
    await crowded(room, other)
    calendar = await load_calendar()
    for viewer, total in ((room.leader, 1), (await make_person(other, Role.APPROVER), MANY)):
        [waiting] = await _promises(viewer, TODAY, TODAY, calendar)
        assert (waiting.group.key, waiting.total) == ("confirm", total)
    async with open_desk() as desk:
        for way in ("unit=mine", "work=confirm", "q=tham+mưu+kiểm+tra&unit=mine", "page=5"):
            assert code in (await desk.get(f"/desk/commitments?{way}", room.leader)).text, way
        first = (await desk.get(f"/desk/commitments?unit={other}", room.leader)).text
    assert str(MANY) in first
    assert f"/desk/commitments?unit={other}&amp;page=2" in first


GROUPS = {"confirm": {A.CONFIRM}, "verify": {A.VERIFY, A.VERIFY_PERIOD}, "decide": {A.UPHOLD, A.GRANT_DATE}}


@pytest.mark.parametrize("is_chaired", [True, False])
async def test_each_group_holds_what_its_people_may_do(database: str, is_chaired: bool) -> None:
    room = await a_room()
    chair = await make_person(room.event.organiser_id, Role.CHAIR)
    if is_chaired:
        await Officer(event=room.event.id, person=chair.person_id, role="chair").save()
    monthly = Due(DueWording.MONTHLY, day_of_month=15)
    codes = [await a_promise(room, Due(DueWording.WITHIN, days=n)) for n in range(2, 8)]
    _recorded, contested, active, claimed, partly, dated = codes
    every_month = await a_promise(room, monthly)
    await contest(await commitment_facts(contested), "Không hứa vậy.", by=room.leader, at=AT)
    for code in (active, claimed, partly, dated, every_month):
        await confirm(await commitment_facts(code), by=room.leader, at=AT)
    for code in (claimed, partly, every_month):
        await claim(await commitment_facts(code), "Xong.", "12/KH", by=room.leader, at=AT)
    await verify_part(await commitment_facts(partly), "Còn một nửa.", by=room.coordinator, at=AT)
    await ask_date(await commitment_facts(dated), "Chờ vốn.", TODAY + timedelta(days=90), by=room.leader, at=AT)

    both = replace(room.coordinator, roles=room.coordinator.roles | {(room.owner, Role.DRAFTER)})
    watcher = await make_person(await make_unit(), Role.SUPERVISOR)
    near = replace(watcher, overseen=frozenset({room.owner}))
    far = replace(watcher, overseen=frozenset({room.owner + 999}))
    former = replace(chair, roles=frozenset({(room.owner, Role.FOCAL)}))
    stranger = await make_person(await make_unit(), Role.APPROVER, Role.COORDINATOR, Role.CHAIR)
    for viewer in (room.leader, room.focal, room.coordinator, chair, both, watcher, near, far, former, stranger):
        for key, acts in GROUPS.items():
            assert await found(key, viewer) == await allowed(viewer, acts, [*codes, every_month]), (key, viewer.roles)


async def found(key: str, viewer: Viewer) -> set[str]:
    group = group_named(key)
    assert group is not None
    codes = {line.code for line in (await commitments(group.kept(viewer, TODAY, TODAY))).items}
    assert not codes or viewer.has_any(*group.roles)
    return codes


async def allowed(viewer: Viewer, acts: set[CommitmentAct], codes: list[str]) -> set[str]:
    return {code for code in codes if acts & set(allowed_acts(viewer, await commitment_facts(code)))}
