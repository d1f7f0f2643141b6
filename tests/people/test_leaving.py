"""A person leaves: offices in coming forums pass on, standing in ends, the unit keeps the work."""

import pytest
from litestar import Litestar

from app.access import SYSTEM, Role
from app.clock import day_of, now
from app.database import Statement
from app.errors import Invalid
from app.people import deputies, keeping, leaving, queries
from app.people.deputy_policy import AuthorityForm
from app.people.leaving import HandOver
from app.people.sessions import viewer_for
from events.planning.leaving import OFFICES
from events.planning.states import EventState
from tests.people.browsing import Browser, Office
from tests.support import make_event, make_person, make_unit

OFFICERS = Statement("SELECT event, person, role FROM officer ORDER BY event, role, person")
ADD = Statement("INSERT INTO officer (event, person, role, title, position) VALUES ({}, {}, {}, '', 0)")


async def test_offices_in_coming_forums_pass_on_and_past_ones_stay(office: Office) -> None:
    leaver = await make_person(office.unit_id, Role.SECRETARY)
    successor = await make_person(office.unit_id, Role.SECRETARY)
    coming, both, held = [
        await make_event(office.unit_id, state)
        for state in (EventState.COLLECTING, EventState.ANNOUNCED, EventState.HELD)
    ]
    for event in (coming, both, held):
        await ADD.run(event.id, leaver.person_id, "secretary")
    await ADD.run(both.id, successor.person_id, "secretary")
    leaver_id, successor_id = leaver.person_id or 0, successor.person_id or 0
    assert len(await leaving.passes_on(leaver_id, [OFFICES])) == 2
    with pytest.raises(Invalid) as refusal:
        await keeping.deactivate(leaver_id, hand_overs=[OFFICES], by=SYSTEM, at=now())
    assert set(refusal.value.problems) == {"successor"}
    assert (await queries.person(leaver_id)).is_active  # type: ignore[union-attr]
    await keeping.deactivate(leaver_id, successor_id=successor_id, hand_overs=[OFFICES], by=SYSTEM, at=now())
    assert {(row["event"], row["person"]) for row in await OFFICERS.all()} == {
        (coming.id, successor_id),
        (both.id, successor_id),
        (held.id, leaver_id),
    }
    assert len(await OFFICERS.all()) == 3
    last = (await Statement("SELECT act, after FROM journal_entry ORDER BY id").all())[-1]
    assert last["act"] == "person.deactivated"
    assert '"handed_over": 2' in str(last["after"])


async def test_a_successor_is_a_colleague_of_the_unit(office: Office) -> None:
    leaver = await make_person(office.unit_id, Role.SECRETARY)
    stranger = await make_person(await make_unit(), Role.SECRETARY)
    for successor_id in (stranger.person_id, leaver.person_id, 2**31 - 1):
        with pytest.raises(Invalid):
            await keeping.deactivate(leaver.person_id or 0, successor_id=successor_id, by=SYSTEM, at=now())


async def test_standing_in_ends_on_both_sides(office: Office) -> None:
    leaver = await make_person(office.unit_id, Role.APPROVER)
    other = await make_person(office.unit_id, Role.APPROVER)
    today = day_of(now())
    for principal, deputy in ((leaver, other), (other, leaver)):
        await deputies.name_deputy(
            principal.person_id or 0,
            deputy.person_id or 0,
            office.unit_id,
            AuthorityForm.DEPUTY,
            since=today,
            until=today,
            by=principal,
            at=now(),
        )
    assert len(await leaving.ends_with(leaver.person_id or 0, now())) == 2
    await keeping.deactivate(leaver.person_id or 0, by=SYSTEM, at=now())
    assert await deputies.open_deputies(today) == {}
    assert [one.id for one in await queries.members(office.unit_id, Role.APPROVER, day=today)] == [other.person_id]


async def test_a_hand_over_that_fails_leaves_everything_as_it_was(office: Office) -> None:
    async def held(person_id: int) -> list[object]:
        return ["x"]

    async def move(*_given: object) -> int:
        raise RuntimeError("no")

    leaver = await make_person(office.unit_id, Role.SECRETARY)
    with pytest.raises(RuntimeError):
        await keeping.deactivate(
            leaver.person_id or 0,
            successor_id=office.admin_id,
            hand_overs=[HandOver(held, move)],  # type: ignore[arg-type]
            by=SYSTEM,
            at=now(),
        )
    assert (await viewer_for(leaver.person_id or 0, now())).has(Role.SECRETARY)


async def test_the_page_says_what_passes_on_and_what_stays(
    browser: Browser, application: Litestar, office: Office
) -> None:
    application.state.hand_overs = (OFFICES,)
    event = await make_event(office.unit_id, title="Cà phê doanh nhân kỳ 9")
    await ADD.run(event.id, office.drafter_id, "chair")
    await browser.sign_in(office.admin_email)
    page = f"/office/people/{office.drafter_id}/leave"
    shown = await browser.get(page)
    assert shown.status_code == 200
    assert "Sở Tài chính" in shown.text
    assert "Cà phê doanh nhân kỳ 9" in shown.text
    wrong = await browser.send_form(page, f"/office/people/{office.drafter_id}/deactivate", successor="999999")
    assert wrong.status_code == 422
    assert 'id="successor-problem"' in wrong.text
    address = f"/office/people/{office.drafter_id}/deactivate"
    assert (await browser.send_form(page, address)).status_code == 422
    closed = await browser.send_form(page, address, successor=str(office.admin_id))
    assert closed.status_code == 303
    assert (await browser.get(page)).status_code == 404
