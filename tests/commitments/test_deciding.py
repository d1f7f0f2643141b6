"""What happens to a promise beside keeping it: contested, reworded, cancelled, kept in part, moved, given on."""

import asyncio
from datetime import timedelta

import pytest

from app.access import Role, Viewer
from app.clock import day_of
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed
from app.people import keeping
from app.people.queries import memberships
from app.people.sessions import viewer_for
from events.planning.policy import EventFacts
from events.planning.states import EventState
from events.planning.tables import Event, Officer
from events.running.room import record_commitment
from questions.commitments import deciding, urging, verifying
from questions.commitments.confirming import confirm, silence_confirms
from questions.commitments.due import Due
from questions.commitments.facts import commitment_facts
from questions.commitments.objecting import object_to_claim
from questions.commitments.policy import CommitmentFacts
from questions.commitments.progressing import claim
from questions.commitments.public import overdue_count, public_commitment, times_urged
from questions.commitments.queries import commitment_view, commitments
from questions.commitments.reassigning import reassign
from questions.commitments.recording import Promise
from questions.commitments.states import CommitmentState, DueWording, NoteKind
from questions.commitments.waiting import group_named
from questions.facts import question_facts
from tests.support import AT, Stage, make_event, make_person, make_question, make_unit

C, DAY = CommitmentState, timedelta(days=1)
TODAY = day_of(AT)


class Room:
    """A promise of a unit, and the people whom it concerns."""

    event: EventFacts
    coordinator: Viewer
    chair: Viewer
    leader: Viewer
    code: str
    question_id: int

    async def facts(self) -> CommitmentFacts:
        return await commitment_facts(self.code)


@pytest.fixture
async def room(database: str) -> Room:
    room = Room()
    organiser, owner = await make_unit(), await make_unit("Sở Nội vụ")
    room.event = await make_event(organiser, EventState.IN_SESSION)
    room.coordinator = await make_person(organiser, Role.COORDINATOR)
    room.chair = await make_person(organiser, Role.CHAIR)
    await Officer(event=room.event.id, person=room.chair.person_id, role="chair").save()
    room.leader = await make_person(owner, Role.APPROVER, email="lanhdao@songhau.example")
    question = await make_question(room.event, Stage.ADMITTED)
    room.question_id = question.id
    promise = Promise("Xong trước 30/9.", "Chủ trì", owner, "Danh mục", Due(DueWording.WITHIN, days=10))
    room.code = await record_commitment(
        room.event, promise, question=await question_facts(question.code), happened_at=AT, by=room.coordinator, at=AT
    )
    return room


async def active(room: Room) -> CommitmentFacts:
    await confirm(await room.facts(), by=room.leader, at=AT)
    return await room.facts()


async def claimed(room: Room) -> CommitmentFacts:
    await claim(await active(room), "Xong.", "12/KH-SNV", by=room.leader, at=AT)
    return await room.facts()


async def test_what_is_contested_is_not_confirmed_by_silence_and_the_chair_rewords_it(room: Room):
    with pytest.raises(Invalid):
        await deciding.contest(await room.facts(), " ", by=room.leader, at=AT)
    await deciding.contest(await room.facts(), "Không hứa như vậy.", by=room.leader, at=AT)
    assert await silence_confirms(AT + 30 * DAY) == 0
    group = group_named("decide")
    assert group is not None
    waiting = await commitments(group.kept(room.chair, TODAY, TODAY))
    assert [line.code for line in waiting.items] == [room.code]
    facts = await room.facts()
    with pytest.raises(NotAllowed):
        await deciding.uphold(facts, "Đúng.", by=room.coordinator, at=AT)
    await deciding.reword(facts, "Xong trong quý IV.", "Theo biên bản.", by=room.chair, at=AT)
    shown, notes = await public_commitment(room.code, AT)
    assert (shown.words, shown.state) == ("Xong trong quý IV.", C.ACTIVE)
    assert "Xong trước 30/9." in notes[-1].detail


@pytest.mark.parametrize("leaves", [True, False])
async def test_where_the_chair_has_left_the_organising_unit_decides_and_is_told(room: Room, leaves: bool):
    admin, new_chair = [await make_person(room.event.organiser_id, role) for role in (Role.ADMIN, Role.CHAIR)]
    await make_person(room.event.organiser_id, Role.ADMIN)
    await Event.update({Event.state: EventState.PUBLISHED.value}).where(Event.id == room.event.id)
    assert room.chair.person_id is not None
    if leaves:
        await keeping.deactivate(room.chair.person_id, successor_id=new_chair.person_id, by=admin, at=AT)
    else:
        [held] = await memberships(room.chair.person_id)
        await keeping.end_membership(held.id, by=admin, at=AT)
    await deciding.contest(await room.facts(), "Không hứa như vậy.", by=room.leader, at=AT)
    told = {row["to_address"] for row in await TOLD.all()}
    assert told == {room.coordinator.email, new_chair.email}
    with pytest.raises(NotAllowed):
        await deciding.uphold(await room.facts(), "Đúng.", by=await viewer_for(room.chair.person_id, AT), at=AT)
    await deciding.uphold(await room.facts(), "Đúng.", by=new_chair, at=AT)
    assert (await room.facts()).state is C.ACTIVE


TOLD = Statement("SELECT to_address FROM outbox_letter WHERE key LIKE 'Contested %' ORDER BY id")


async def test_of_two_decisions_one_counts(room: Room):
    await deciding.contest(await room.facts(), "Không hứa như vậy.", by=room.leader, at=AT)
    facts = await room.facts()
    decided = await asyncio.gather(
        deciding.uphold(facts, "Đúng.", by=room.chair, at=AT),
        deciding.cancel(facts, "Nhầm.", by=room.chair, at=AT),
        return_exceptions=True,
    )
    assert [type(one) for one in decided if one is not None] == [Conflict]


async def test_a_cancelled_promise_is_over_and_its_reason_is_public(room: Room):
    facts = await active(room)
    assert await overdue_count(TODAY + 90 * DAY) == 1
    await deciding.cancel(facts, "Luật mới đã quy định.", by=room.chair, at=AT)
    assert await overdue_count(TODAY + 90 * DAY) == 0
    shown, notes = await public_commitment(room.code, AT)
    assert (shown.state, shown.due, notes[-1].detail) == (C.CANCELLED, None, "Luật mới đã quy định.")


async def test_a_part_is_kept_and_the_rest_gets_a_date(room: Room):
    await verifying.verify_part(await claimed(room), "Còn thiếu hai xã.", by=room.coordinator, at=AT)
    facts, before = await room.facts(), (await commitment_view(room.code)).due_on
    assert facts.state is C.PARTIAL
    with pytest.raises(Invalid):
        await verifying.resume(facts, "Hai xã còn lại.", TODAY, by=room.coordinator, at=AT)
    await verifying.resume(facts, "Hai xã còn lại.", TODAY + 40 * DAY, by=room.coordinator, at=AT)
    shown = await commitment_view(room.code)
    assert (shown.state, shown.due_on, shown.original_due_on) == (C.ACTIVE, TODAY + 40 * DAY, before)


async def test_a_new_date_is_granted_by_the_chair_twice_at_most_and_the_first_one_stays(room: Room):
    await active(room)
    promised = (await commitment_view(room.code)).due_on
    for days in (40, 60):
        with pytest.raises(Invalid):
            await deciding.ask_date(await room.facts(), "Chậm.", promised, by=room.leader, at=AT)
        await deciding.ask_date(await room.facts(), "Chậm vốn.", TODAY + days * DAY, by=room.leader, at=AT)
        with pytest.raises(NotAllowed):
            await deciding.ask_date(await room.facts(), "Nữa.", TODAY + 99 * DAY, by=room.leader, at=AT)
        await deciding.grant_date(await room.facts(), "Đồng ý.", by=room.chair, at=AT)
    shown = await commitment_view(room.code)
    assert (shown.due_on, shown.original_due_on, shown.moved) == (TODAY + 60 * DAY, promised, 2)
    with pytest.raises(NotAllowed, match="hai lần"):
        await deciding.ask_date(await room.facts(), "Lần ba.", TODAY + 90 * DAY, by=room.leader, at=AT)


async def test_a_date_that_is_not_granted_stays(room: Room):
    facts = await active(room)
    promised = (await commitment_view(room.code)).due_on
    await deciding.ask_date(facts, "Chậm vốn.", TODAY + 40 * DAY, by=room.leader, at=AT)
    await deciding.refuse_date(await room.facts(), "Đã hứa.", by=room.chair, at=AT)
    shown = await commitment_view(room.code)
    assert (shown.due_on, shown.original_due_on, shown.notes[0].kind) == (promised, None, NoteKind.DATE_REFUSED)
    with pytest.raises(Conflict):
        await deciding.grant_date(await room.facts(), "Thôi được.", by=room.chair, at=AT)


async def test_another_unit_inherits_the_promise_and_what_was_done(room: Room):
    other = await make_unit("Sở Tài chính")
    leader = await make_person(other, Role.APPROVER)
    with pytest.raises(Invalid):
        await reassign(await active(room), 2**31 - 1, "Sáp nhập.", by=room.coordinator, at=AT)
    await reassign(await room.facts(), other, "Sáp nhập.", by=room.coordinator, at=AT)
    await claim(await room.facts(), "Xong.", "12/TC", by=leader, at=AT)
    shown = await commitment_view(room.code)
    assert (shown.owner_name, shown.state) == ("Sở Tài chính", C.CLAIMED)
    assert "Sở Nội vụ → Sở Tài chính" in shown.notes[1].body


async def test_what_was_kept_is_reopened_with_public_proof(room: Room):
    await verifying.verify(await claimed(room), "Đúng.", by=room.coordinator, at=AT)
    with pytest.raises(Invalid):
        await verifying.reopen(await room.facts(), "Chưa có.", " ", by=room.coordinator, at=AT)
    await verifying.reopen(await room.facts(), "Chưa có.", "Ảnh ngày 01/11", by=room.coordinator, at=AT)
    shown, notes = await public_commitment(room.code, AT)
    assert (shown.state, shown.fulfilled_on, notes[-1].evidence) == (C.ACTIVE, None, "Ảnh ngày 01/11")


async def test_the_asker_objects_once_within_ten_days_and_not_in_public(room: Room):
    facts, asker = await claimed(room), Viewer(asks=room.question_id)
    assert facts.object_until is not None
    late = AT + (facts.object_until - TODAY + DAY)
    with pytest.raises(Conflict):
        await object_to_claim(facts, "Chưa làm.", by=asker, at=late)
    with pytest.raises(NotAllowed):
        await object_to_claim(facts, "Chưa làm.", by=Viewer(asks=room.question_id + 1), at=AT)
    await object_to_claim(facts, "Chưa làm gì ở ấp 3.", by=asker, at=AT)
    with pytest.raises(Conflict):
        await object_to_claim(facts, "Chưa làm.", by=asker, at=AT)
    _shown, notes = await public_commitment(room.code, AT)
    assert notes[-1].detail == ""
    assert (await commitment_view(room.code)).notes[0].body == "Chưa làm gì ở ấp 3."


async def test_an_owner_is_urged_on_and_it_is_counted(room: Room):
    facts = await active(room)
    for words in ("Sắp hết hạn.", "Còn hai ngày."):
        await urging.urge(facts, words, by=room.chair, at=AT)
    with pytest.raises(Conflict):
        await urging.urge(facts, "Còn hai ngày.", by=room.chair, at=AT)
    with pytest.raises(NotAllowed):
        await urging.urge(facts, "Nhanh lên.", by=room.leader, at=AT)
    assert await times_urged(room.code) == 2
