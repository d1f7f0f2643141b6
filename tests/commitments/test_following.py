"""A promise from the room until it is kept: who may do what, and what is never overwritten."""

import asyncio
from datetime import date, timedelta

import pytest

from app.access import Role, Viewer
from app.errors import Conflict, Invalid, NotAllowed
from app.journal.queries import history
from events.planning.policy import EventFacts
from events.planning.states import EventState
from events.running.room import record_commitment
from questions.commitments.confirming import confirm, silence_confirms
from questions.commitments.due import Due, next_month_day
from questions.commitments.facts import commitment_facts
from questions.commitments.policy import CommitmentFacts, allowed_acts
from questions.commitments.progressing import claim, report_progress
from questions.commitments.queries import commitment_view, commitments
from questions.commitments.recording import Promise
from questions.commitments.states import COMMITMENT, CommitmentAct, CommitmentState, DueWording
from questions.commitments.verifying import send_back, verify
from tests.support import AT, make_event, make_person, make_unit

C, A = CommitmentState, CommitmentAct


class EveryDay:
    """A calendar without holidays, for the words of due dates."""

    def add(self, start: date, working_days: int) -> date:
        return start + timedelta(days=working_days)


SAID = date(2026, 9, 5)


@pytest.mark.parametrize(
    ("due", "last_day"),
    [
        (Due(DueWording.BEFORE, day=date(2026, 9, 30)), date(2026, 9, 29)),
        (Due(DueWording.BY, day=date(2026, 10, 15)), date(2026, 10, 15)),
        (Due(DueWording.WITHIN, days=7), date(2026, 9, 12)),
        (Due(DueWording.MONTHLY, day_of_month=20), date(2026, 9, 20)),
        (Due(DueWording.MONTHLY, day_of_month=5), date(2026, 10, 5)),
    ],
)
def test_before_a_day_ends_with_the_day_before_and_by_a_day_with_that_day(due: Due, last_day: date) -> None:
    assert due.problem() is None
    assert due.last_day(SAID, EveryDay()) == last_day


def test_before_today_was_yesterday() -> None:
    days = (SAID - timedelta(days=1), SAID, SAID + timedelta(days=1))
    assert [Due(DueWording.BEFORE, day=day).is_over_on(SAID) for day in days] == [True, True, False]
    assert [Due(DueWording.BY, day=day).is_over_on(SAID) for day in days] == [True, False, False]
    assert not Due(DueWording.WITHIN, days=1).is_over_on(SAID)


def test_a_monthly_date_goes_over_the_end_of_the_year() -> None:
    assert next_month_day(date(2026, 12, 20), 20) == date(2027, 1, 20)
    assert next_month_day(date(2026, 1, 31), 28) == date(2026, 2, 28)


def test_every_state_is_reached_and_every_unfinished_one_can_be_left() -> None:
    assert COMMITMENT.reachable() == frozenset(C)
    assert all(COMMITMENT.events(state) for state in C if state not in COMMITMENT.final)


LEADER, FOCAL, JUDGE, OVERSIGHT, STRANGER = (
    Viewer(1, roles=frozenset({(10, Role.APPROVER)})),
    Viewer(2, roles=frozenset({(10, Role.FOCAL)})),
    Viewer(3, roles=frozenset({(1, Role.COORDINATOR)})),
    Viewer(4, roles=frozenset({(99, Role.SUPERVISOR)}), overseen=None),
    Viewer(5, roles=frozenset({(77, Role.COORDINATOR), (77, Role.APPROVER)})),
)


@pytest.mark.parametrize(
    ("state", "viewer", "acts"),
    [
        (C.RECORDED, LEADER, {A.CONFIRM, A.CONTEST}),
        (C.RECORDED, FOCAL, set()),
        (C.RECORDED, JUDGE, set()),
        (C.ACTIVE, LEADER, {A.CLAIM, A.ASK_DATE}),
        (C.ACTIVE, FOCAL, set()),
        (C.ACTIVE, JUDGE, {A.REASSIGN, A.CANCEL}),
        (C.CLAIMED, LEADER, set()),
        (C.CLAIMED, JUDGE, {A.VERIFY, A.VERIFY_PART, A.SEND_BACK}),
        (C.CLAIMED, OVERSIGHT, {A.VERIFY, A.VERIFY_PART, A.SEND_BACK}),
        (C.CLAIMED, STRANGER, set()),
        (C.FULFILLED, LEADER, set()),
        (C.FULFILLED, JUDGE, {A.REOPEN}),
        (C.FULFILLED, OVERSIGHT, set()),
        (C.CONTESTED, LEADER, set()),
        (C.CONTESTED, JUDGE, {A.UPHOLD, A.REWORD, A.CANCEL}),
        (C.CONTESTED, OVERSIGHT, set()),
        (C.PARTIAL, JUDGE, {A.RESUME, A.VERIFY}),
        (C.PARTIAL, OVERSIGHT, set()),
        (C.PARTIAL, LEADER, set()),
        (C.CANCELLED, JUDGE, set()),
        (C.CANCELLED, LEADER, set()),
    ],
)
def test_who_may_do_what_in_each_state(state: C, viewer: Viewer, acts: set[A]) -> None:
    facts = CommitmentFacts(1, "CK-2026-0001", state, organiser_id=1, owner_id=10)
    assert set(allowed_acts(viewer, facts)) == acts


@pytest.mark.parametrize(("overseen", "may"), [((1,), True), ((10,), True), ((77, 99), False), ((), False)])
def test_who_oversees_neither_organiser_nor_owner_verifies_nothing(overseen: tuple[int, ...], may: bool) -> None:
    facts = CommitmentFacts(1, "CK-2026-0001", C.CLAIMED, organiser_id=1, owner_id=10)
    watcher = Viewer(4, roles=frozenset({(99, Role.SUPERVISOR)}), overseen=frozenset(overseen))
    assert bool(allowed_acts(watcher, facts)) is may


def test_the_coordinator_who_also_works_for_the_owner_may_not_verify() -> None:
    both = Viewer(6, roles=frozenset({(1, Role.COORDINATOR), (10, Role.DRAFTER)}))
    facts = CommitmentFacts(1, "CK-2026-0001", C.CLAIMED, organiser_id=1, owner_id=10)
    assert allowed_acts(both, facts) == ()


class Room:
    """A forum in session, with the people whom its promises concern."""

    event: EventFacts
    coordinator: Viewer
    leader: Viewer
    focal: Viewer
    owner: int


async def a_room() -> Room:
    room = Room()
    organiser, room.owner = await make_unit(), await make_unit("Sở Nội vụ")
    room.coordinator = await make_person(organiser, Role.COORDINATOR)
    room.leader = await make_person(room.owner, Role.APPROVER)
    room.focal = await make_person(room.owner, Role.FOCAL)
    room.event = await make_event(organiser, EventState.IN_SESSION)
    return room


async def a_promise(room: Room, due: Due | None = None) -> str:
    promise = Promise(
        words="Giao Sở Nội vụ tham mưu kế hoạch kiểm tra.",
        promised_by="Chủ tịch",
        owner_id=room.owner,
        product="Kế hoạch",
        due=due or Due(DueWording.BY, day=(AT + timedelta(days=30)).date()),
    )
    return await record_commitment(room.event, promise, happened_at=AT - timedelta(hours=2), by=room.coordinator, at=AT)


@pytest.mark.anyio
async def test_progress_whose_button_is_pressed_twice_is_told_once(database: str) -> None:
    room = await a_room()
    code = await a_promise(room)
    facts = await commitment_facts(code)
    pressed = await asyncio.gather(
        *(report_progress(facts, "Đã lập tổ.", by=room.focal, at=AT) for _press in range(2)), return_exceptions=True
    )
    assert [type(one) for one in pressed if one is not None] == [Conflict]
    await report_progress(facts, "Đã lập tổ.", by=room.focal, at=AT + timedelta(minutes=2))
    await report_progress(facts, "Đã họp tổ.", by=room.focal, at=AT)
    assert [note.body for note in (await commitment_view(code)).notes] == ["Đã họp tổ.", "Đã lập tổ.", "Đã lập tổ."]


@pytest.mark.anyio
async def test_a_promise_whose_button_is_pressed_twice_is_one_promise(database: str) -> None:
    room = await a_room()
    first, second = await asyncio.gather(a_promise(room), a_promise(room))
    assert first == second
    assert len((await commitments()).items) == 1
    other = await a_promise(room, Due(DueWording.BY, day=(AT + timedelta(days=40)).date()))
    assert other != first


@pytest.mark.anyio
async def test_a_promise_is_confirmed_followed_claimed_with_evidence_and_verified_by_another(
    database: str,
) -> None:
    room = await a_room()
    code = await a_promise(room)
    await confirm(await commitment_facts(code), by=room.leader, at=AT)
    await report_progress(await commitment_facts(code), "Đã lập tổ soạn thảo.", by=room.focal, at=AT)
    with pytest.raises(Invalid):
        await claim(await commitment_facts(code), "Xong.", " ", by=room.leader, at=AT)
    await claim(await commitment_facts(code), "Xong.", "Số 12/KH-SNV", by=room.leader, at=AT)
    with pytest.raises(NotAllowed):
        await verify(await commitment_facts(code), "", by=room.leader, at=AT)
    await verify(await commitment_facts(code), "Đúng.", by=room.coordinator, at=AT)
    view = await commitment_view(code)
    assert view.state is C.FULFILLED
    assert [note.kind for note in view.notes] == ["verified", "claim", "progress"]
    entries = await history("commitment", view.id)
    assert [entry.act.removeprefix("commitment.") for entry in entries] == [
        *("record", "confirm", "progress", "claim", "verify")
    ]
    assert entries[0].happened_at < entries[0].entered_at


@pytest.mark.anyio
async def test_a_claim_is_sent_back_with_words_and_may_be_made_again(sqlite_database: str) -> None:
    room = await a_room()
    code = await a_promise(room)
    await confirm(await commitment_facts(code), by=room.leader, at=AT)
    await claim(await commitment_facts(code), "Xong.", "Số 12/KH-SNV", by=room.leader, at=AT)
    with pytest.raises(Invalid):
        await send_back(await commitment_facts(code), "", by=room.coordinator, at=AT)
    await send_back(await commitment_facts(code), "Kế hoạch chưa ký.", by=room.coordinator, at=AT)
    assert (await commitment_facts(code)).state is C.ACTIVE
    await claim(await commitment_facts(code), "Đã ký.", "Số 13/KH-SNV", by=room.leader, at=AT)


@pytest.mark.anyio
async def test_twenty_leaders_claim_at_once_and_one_wins(database: str) -> None:
    room = await a_room()
    code = await a_promise(room)
    await confirm(await commitment_facts(code), by=room.leader, at=AT)
    facts = await commitment_facts(code)
    results = await asyncio.gather(
        *(claim(facts, "Xong.", "Số 1", by=room.leader, at=AT) for _ in range(20)), return_exceptions=True
    )
    assert sum(result is None for result in results) == 1
    assert all(isinstance(result, Conflict) for result in results if result is not None)


@pytest.mark.anyio
async def test_silence_confirms_after_three_working_days(sqlite_database: str) -> None:
    room = await a_room()
    code = await a_promise(room)
    assert await silence_confirms(AT + timedelta(days=1)) == 0
    assert await silence_confirms(AT + timedelta(days=14)) == 1
    assert (await commitment_facts(code)).state is C.ACTIVE
    assert await silence_confirms(AT + timedelta(days=15)) == 0


@pytest.mark.anyio
async def test_a_recurring_promise_goes_on_to_its_next_period(sqlite_database: str) -> None:
    room = await a_room()
    code = await a_promise(room, Due(DueWording.MONTHLY, day_of_month=20))
    first = (await commitment_view(code)).due_on
    await confirm(await commitment_facts(code), by=room.leader, at=AT)
    await claim(await commitment_facts(code), "Báo cáo tháng.", "Số 9/BC", by=room.leader, at=AT)
    await verify(await commitment_facts(code), "", by=room.coordinator, at=AT)
    view = await commitment_view(code)
    assert (view.state, view.due_on) == (C.ACTIVE, next_month_day(first, 20))


@pytest.mark.anyio
async def test_promises_are_recorded_by_the_secretary_only_while_the_record_is_kept(
    sqlite_database: str,
) -> None:
    room = await a_room()
    room.coordinator = room.leader
    with pytest.raises(NotAllowed):
        await a_promise(room)


@pytest.mark.anyio
async def test_overdue_promises_stand_first_and_kept_ones_last(sqlite_database: str) -> None:
    room = await a_room()
    late = await a_promise(room, Due(DueWording.BY, day=(AT - timedelta(days=2)).date()))
    later = await a_promise(room, Due(DueWording.BY, day=(AT + timedelta(days=9)).date()))
    kept = await a_promise(room, Due(DueWording.BY, day=(AT - timedelta(days=9)).date()))
    await confirm(await commitment_facts(kept), by=room.leader, at=AT)
    await claim(await commitment_facts(kept), "Xong.", "Số 1", by=room.leader, at=AT)
    await verify(await commitment_facts(kept), "", by=room.coordinator, at=AT)
    assert [line.code for line in (await commitments()).items] == [late, later, kept]
