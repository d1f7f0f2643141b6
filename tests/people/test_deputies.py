"""Standing in: the rules as a table, the days exactly, and what a deputy may do on them."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of, now
from app.database import Statement
from app.errors import Invalid, NotAllowed, NotFound
from app.people import deputies, keeping, queries
from app.people.deputy_policy import (
    AuthorityForm,
    DeputyFacts,
    deputy_problems,
    signer_title,
    why_not_end_deputy,
    why_not_name_deputy,
)
from app.people.sessions import viewer_for
from tests.people.browsing import PASSWORD, Browser, Office
from tests.support import make_person, make_unit

TODAY = date(2026, 9, 5)
GOOD = DeputyFacts(
    principal_id=1,
    deputy_id=2,
    form=AuthorityForm.DEPUTY,
    document="",
    since=TODAY,
    until=TODAY + timedelta(days=7),
    leads=True,
    works_there=True,
    overlaps=False,
)


def test_what_is_wrong_with_a_deputy_stands_beside_its_field() -> None:
    table: list[tuple[dict[str, object], set[str]]] = [
        ({}, set()),
        ({"until": TODAY}, set()),
        ({"deputy_id": 1}, {"deputy"}),
        ({"works_there": False}, {"deputy"}),
        ({"since": TODAY - timedelta(days=1)}, {"since"}),
        ({"until": TODAY - timedelta(days=1)}, {"until"}),
        ({"until": TODAY + timedelta(days=366)}, set()),
        ({"until": TODAY + timedelta(days=367)}, {"until"}),
        ({"overlaps": True}, {"since"}),
        ({"form": AuthorityForm.DELEGATED}, {"document"}),
        ({"form": AuthorityForm.BY_ORDER}, {"document"}),
        ({"form": AuthorityForm.DELEGATED, "document": "Quyết định 12/QĐ-STC"}, set()),
    ]
    for change, fields in table:
        assert set(deputy_problems(replace(GOOD, **change), TODAY)) == fields, change  # type: ignore[arg-type]


def test_who_may_name_and_end() -> None:
    leader, admin = Viewer(person_id=1), Viewer(person_id=9, roles=frozenset({(1, Role.ADMIN)}))
    deputy, stranger = Viewer(person_id=2), Viewer(person_id=3, roles=frozenset({(1, Role.APPROVER)}))
    may_name = {who for who in (leader, admin, deputy, stranger) if not why_not_name_deputy(who, 1, leads=True)}
    assert may_name == {leader, admin}
    assert why_not_name_deputy(leader, 1, leads=False)
    may_end = {who for who in (leader, admin, deputy, stranger) if not why_not_end_deputy(who, 1, 2)}
    assert may_end == {leader, admin, deputy}


def test_what_stands_above_the_name() -> None:
    assert signer_title(AuthorityForm.DEPUTY, "Giám đốc", "Phó Giám đốc") == "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"
    assert signer_title(AuthorityForm.DELEGATED, "Chủ tịch", "Chánh Văn phòng") == "TUQ. CHỦ TỊCH / CHÁNH VĂN PHÒNG"
    assert signer_title(AuthorityForm.BY_ORDER, "Giám đốc", "") == "TL. GIÁM ĐỐC"
    assert signer_title(AuthorityForm.DEPUTY, "", "Phó Giám đốc") == "KT. / PHÓ GIÁM ĐỐC"


async def name(leader: Viewer, deputy: Viewer, unit_id: int, days: int = 3, start: int = 0) -> int:
    today = day_of(now())
    return await deputies.name_deputy(
        leader.person_id or 0,
        deputy.person_id or 0,
        unit_id,
        AuthorityForm.DEPUTY,
        since=today + timedelta(days=start),
        until=today + timedelta(days=start + days - 1),
        by=leader,
        at=now(),
    )


async def leader_and_deputy(unit_id: int) -> tuple[Viewer, Viewer]:
    leader = await make_person(unit_id, Role.APPROVER, name="Lê Văn Giám")
    deputy = await make_person(unit_id, Role.DRAFTER, name="Trần Thị Phó")
    await Statement("UPDATE person SET title = {} WHERE id = {}").run("Giám đốc", leader.person_id)
    await Statement("UPDATE person SET title = {} WHERE id = {}").run("Phó Giám đốc", deputy.person_id)
    return leader, deputy


async def test_a_deputy_approves_on_the_days_and_on_no_other(office: Office) -> None:
    leader, deputy = await leader_and_deputy(office.unit_id)
    await name(leader, deputy, office.unit_id, days=3, start=1)
    today = now()
    acting = [
        (await viewer_for(deputy.person_id or 0, today + timedelta(days=ahead))).has(Role.APPROVER, office.unit_id)
        for ahead in range(5)
    ]
    assert acting == [False, True, True, True, False]
    tomorrow = day_of(today) + timedelta(days=1)
    there = {one.id: one for one in await queries.members(office.unit_id, Role.APPROVER, day=tomorrow)}
    assert set(there) == {leader.person_id, deputy.person_id}
    assert len(await queries.members(office.unit_id, Role.APPROVER, day=day_of(today))) == 1
    assert await deputies.title_to_sign(deputy.person_id or 0, office.unit_id, tomorrow) == (
        "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"
    )
    assert await deputies.title_to_sign(deputy.person_id or 0, office.unit_id, day_of(today)) == "Phó Giám đốc"
    assert await deputies.title_to_sign(leader.person_id or 0, office.unit_id, tomorrow) == "Giám đốc"
    letter = await Statement("SELECT to_address FROM outbox_letter ORDER BY id DESC LIMIT 1").one()
    assert letter == {"to_address": deputy.email}


async def test_who_stands_in_passes_nothing_on(office: Office) -> None:
    leader, deputy = await leader_and_deputy(office.unit_id)
    third = await make_person(office.unit_id, Role.DRAFTER)
    await name(leader, deputy, office.unit_id)
    with pytest.raises(NotAllowed):
        await name(deputy, third, office.unit_id)


async def test_a_leader_who_lost_the_role_has_no_deputy(office: Office) -> None:
    leader, deputy = await leader_and_deputy(office.unit_id)
    await name(leader, deputy, office.unit_id)
    assert (await viewer_for(deputy.person_id or 0, now())).has(Role.APPROVER)
    [held] = await queries.memberships(leader.person_id or 0)
    await keeping.end_membership(held.id, by=SYSTEM, at=now())
    assert not (await viewer_for(deputy.person_id or 0, now())).has(Role.APPROVER)
    assert await queries.members(office.unit_id, Role.APPROVER, day=day_of(now())) == []


async def test_a_deputy_who_no_longer_works_there_signs_no_more(office: Office) -> None:
    leader, deputy = await leader_and_deputy(office.unit_id)
    under, elsewhere = await make_unit("Phòng Giá", parent_id=office.unit_id), await make_unit("Sở khác")
    [held] = await queries.memberships(deputy.person_id or 0)
    for unit_id in (under, elsewhere):
        await keeping.grant(deputy.person_id or 0, unit_id, Role.DRAFTER, by=SYSTEM, at=now())
    await name(leader, deputy, office.unit_id)
    await name(leader, await make_person(office.unit_id, Role.DRAFTER), office.unit_id, start=3)
    await keeping.end_membership(held.id, by=SYSTEM, at=now())
    assert (await viewer_for(deputy.person_id or 0, now())).has(Role.APPROVER, office.unit_id)  # still works under it

    [held] = [row for row in await queries.memberships(deputy.person_id or 0) if row.unit_id == under]
    await keeping.end_membership(held.id, by=SYSTEM, at=now())

    assert not (await viewer_for(deputy.person_id or 0, now())).has(Role.APPROVER)
    assert deputy.person_id not in {one.id for one in await queries.members(office.unit_id, day=day_of(now()))}
    assert len(await deputies.deputies_about(leader.person_id or 0, day_of(now()))) == 1
    acts = [row["act"] for row in await Statement("SELECT act FROM journal_entry ORDER BY id").all()]
    assert acts[-2:] == ["person.role_ended", "deputy.ended"]


async def test_one_deputy_at_a_time_even_when_two_are_named_at_once(office: Office) -> None:
    leader, deputy = await leader_and_deputy(office.unit_id)
    third = await make_person(office.unit_id, Role.DRAFTER)
    answers = await asyncio.gather(
        *(name(leader, one, office.unit_id) for one in (deputy, third)), return_exceptions=True
    )
    assert [type(answer) for answer in answers].count(Invalid) == 1
    await name(leader, third, office.unit_id, start=3)  # the day after the last one


async def test_a_deputy_comes_from_the_unit_or_from_one_under_it(office: Office) -> None:
    leader, _deputy = await leader_and_deputy(office.unit_id)
    under = await make_unit("Phòng Giá", parent_id=office.unit_id)
    elsewhere = await make_unit("Sở khác")
    with pytest.raises(Invalid) as refusal:
        await name(leader, await make_person(elsewhere, Role.APPROVER), office.unit_id)
    assert set(refusal.value.problems) == {"deputy"}
    await name(leader, await make_person(under, Role.FOCAL), office.unit_id)


async def test_either_side_ends_it_and_a_stranger_does_not(office: Office) -> None:
    leader, deputy = await leader_and_deputy(office.unit_id)
    row = await name(leader, deputy, office.unit_id)
    with pytest.raises(NotAllowed):
        await deputies.end_deputy(row, by=await viewer_for(office.drafter_id, now()), at=now())
    await deputies.end_deputy(row, by=deputy, at=now())
    assert not (await viewer_for(deputy.person_id or 0, now())).has(Role.APPROVER)
    with pytest.raises(NotFound):
        await deputies.end_deputy(row, by=leader, at=now())
    acts = [row["act"] for row in await Statement("SELECT act FROM journal_entry ORDER BY id").all()]
    assert acts[-2:] == ["deputy.named", "deputy.ended"]


async def test_a_leader_names_a_deputy_on_the_page(
    browser: Browser, another: Callable[[], Browser], office: Office
) -> None:
    from app.people import passwords

    leader, deputy = await leader_and_deputy(office.unit_id)
    await Statement("UPDATE person SET password_hash = {} WHERE id = {}").run(
        await passwords.hashed(PASSWORD), leader.person_id
    )
    await browser.sign_in(leader.email)
    assert "/me/deputies" in (await browser.get("/me")).text
    today = day_of(now())
    sent = {"unit": str(office.unit_id), "deputy": str(deputy.person_id), "form": "TUQ", "document": ""}
    days = {"since": today.isoformat(), "until": f"{today + timedelta(days=2):%d/%m/%Y}"}
    refused = await browser.send_form("/me/deputies", **sent, **days)
    assert refused.status_code == 422
    assert 'id="document-problem"' in refused.text
    named = await browser.send_form("/me/deputies", **{**sent, "form": "KT"}, **days)
    assert named.status_code == 303
    assert "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" in (await browser.get("/me/deputies")).text
    assert "Trần Thị Phó" in (await browser.get("/me")).text
    async with another() as admin:
        await admin.sign_in(office.admin_email)
        assert "Trần Thị Phó" in (await admin.get("/office/people")).text.partition("Lê Văn Giám")[2][:600]
        page = f"/office/people/{leader.person_id}"
        assert "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" in (await admin.get(page)).text
        [row] = await deputies.deputies_about(leader.person_id or 0, today)
        assert (await admin.send_form(page, f"{page}/deputies/{row.id}/end")).status_code == 303
    assert await deputies.deputies_about(leader.person_id or 0, today) == []
    assert (await browser.send_form("/me/deputies", f"/me/deputies/{row.id}/end")).status_code == 404


async def test_an_administrator_names_a_deputy_for_a_leader(
    browser: Browser, another: Callable[[], Browser], office: Office
) -> None:
    leader, deputy = await leader_and_deputy(office.unit_id)
    unit_id, leader_id, deputy_id = office.unit_id, leader.person_id or 0, deputy.person_id
    here = f"/office/people/{leader_id}/deputies"
    await browser.sign_in(office.admin_email)
    assert f'href="{here}"' in (await browser.get(f"/office/people/{leader_id}")).text
    day = day_of(now())
    sent = {"unit": str(unit_id), "deputy": str(deputy_id), "form": "TUQ", "since": str(day), "until": str(day)}
    lacking = await browser.send_form(here, **sent)
    assert lacking.status_code == 422
    assert 'id="document-problem"' in lacking.text
    assert (await browser.send_form(here, **sent, document="Quyết định 12/QĐ-STC")).status_code == 303
    assert [row.deputy_id for row in await deputies.deputies_about(leader_id, day)] == [deputy_id]
    letters = await Statement("SELECT to_address, subject FROM outbox_letter ORDER BY id").all()
    assert [letter["to_address"] for letter in letters] == [deputy.email, leader.email]
    assert letters[1]["subject"] == "Trần Thị Phó, Phó Giám đốc ký thay anh/chị"
    assert (await browser.get(f"/office/people/{2**31 - 1}/deputies")).status_code == 404
    async with another() as elsewhere:
        await elsewhere.sign_in(office.drafter_email)
        assert (await elsewhere.get(here)).status_code == 403


async def test_who_leads_nothing_sees_no_form(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.drafter_email)
    page = await browser.get("/me/deputies")
    assert page.status_code == 200
    assert 'name="deputy"' not in page.text
    today = day_of(now()).isoformat()
    sent = {"unit": str(office.unit_id), "deputy": str(office.admin_id), "form": "KT", "since": today, "until": today}
    assert (await browser.send_form("/me/deputies", **sent)).status_code == 403
