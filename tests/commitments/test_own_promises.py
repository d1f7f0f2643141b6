"""What the organising unit promised itself is judged too, though all its coordinators are of the unit that promised."""

from datetime import timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of
from app.errors import NotAllowed
from app.people.sessions import viewer_for
from app.people.unit_keeping import replace_unit
from events.planning.states import EventState
from events.planning.tables import Officer
from events.running.room import record_commitment
from questions.commitments import verifying
from questions.commitments.confirming import confirm
from questions.commitments.due import Due
from questions.commitments.facts import commitment_facts
from questions.commitments.policy import CommitmentFacts, allowed_acts
from questions.commitments.progressing import claim
from questions.commitments.queries import commitments
from questions.commitments.recording import Promise
from questions.commitments.states import CommitmentAct, CommitmentState, DueWording
from questions.commitments.waiting import group_named
from tests.support import AT, make_event, make_person, make_unit

A, TODAY = CommitmentAct, day_of(AT)
VERDICTS = {A.VERIFY, A.VERIFY_PART, A.SEND_BACK}


class Own:
    code: str
    coordinator: Viewer
    chair: Viewer
    above: Viewer

    async def facts(self) -> CommitmentFacts:
        return await commitment_facts(self.code)


async def a_claim(*, is_merged: bool) -> Own:
    """A promise of the organising unit itself, reported done; or of a unit that was merged into it since."""
    own = Own()
    city = await make_unit("Ủy ban nhân dân thành phố")
    organiser = await make_unit("Trung tâm", parent_id=city)
    owner = await make_unit("Sở cũ", parent_id=city) if is_merged else organiser
    event = await make_event(organiser, EventState.IN_SESSION)
    coordinator = await make_person(organiser, Role.COORDINATOR)
    chair, above = await make_person(city, Role.CHAIR), await make_person(city, Role.APPROVER)
    await Officer(event=event.id, person=chair.person_id, role="chair").save()
    leader = await make_person(owner, Role.APPROVER)
    promise = Promise("Xong.", "Chủ trì", owner, "Danh mục", Due(DueWording.WITHIN, days=10))
    own.code = await record_commitment(event, promise, happened_at=AT, by=coordinator, at=AT)
    await confirm(await own.facts(), by=leader, at=AT)
    await claim(await own.facts(), "Xong.", "12/KH", by=leader, at=AT)
    if is_merged:
        yesterday = TODAY - timedelta(days=1)
        await replace_unit(owner, organiser, last_day=yesterday, reason="Sáp nhập.", by=SYSTEM, at=AT)
    people = [await viewer_for(one.person_id or 0, AT) for one in (coordinator, chair, above)]
    own.coordinator, own.chair, own.above = people
    return own


async def listed(viewer: Viewer) -> list[str]:
    group = group_named("verify")
    assert group is not None
    return [line.code for line in (await commitments(group.kept(viewer, TODAY, TODAY))).items]


@pytest.mark.parametrize("is_merged", [False, True])
async def test_the_chair_or_a_leader_of_the_unit_above_judges_it(database: str, is_merged: bool) -> None:
    own = await a_claim(is_merged=is_merged)
    stranger = await make_person(await make_unit(), Role.APPROVER, Role.CHAIR, Role.COORDINATOR)
    for viewer, acts in ((own.coordinator, set()), (own.chair, VERDICTS), (own.above, VERDICTS), (stranger, set())):
        assert set(allowed_acts(viewer, await own.facts())) == acts
        assert await listed(viewer) == ([own.code] if acts else [])
    await verifying.verify_part(await own.facts(), "Còn thiếu.", by=own.above, at=AT)
    assert [await listed(viewer) for viewer in (own.coordinator, own.chair)] == [[], [own.code]]
    with pytest.raises(NotAllowed):
        await verifying.verify(await own.facts(), "Xong.", by=own.coordinator, at=AT)
    await verifying.resume(await own.facts(), "Phần còn lại.", TODAY + timedelta(days=9), by=own.chair, at=AT)
    assert (await own.facts()).state is CommitmentState.ACTIVE
