"""The administrator's pages, and the one rule that keeps a door open."""

import asyncio
import re
from datetime import date

import pytest

from app.access import SYSTEM, Access, Role
from app.clock import now
from app.errors import Conflict, Invalid, NotAllowed
from app.people import keeping, queries
from app.people.commands import run_add_unit, run_invite, run_list, run_renew
from app.people.kinds import UnitKind
from app.people.sessions import viewer_for
from app.people.unit_keeping import create_unit, replace_unit
from app.people.units import directory
from tests.people.browsing import Browser, Office


async def test_the_office_is_for_administrators(browser: Browser, office: Office) -> None:
    pages = ("/office/people", f"/office/people/{office.admin_id}")
    for page in pages:
        assert (await browser.get(page)).status_code == 303
    await browser.sign_in(office.drafter_email)
    for page in pages:
        assert (await browser.get(page)).status_code == 403
    await browser.send_form("/me", "/sign-out")
    await browser.sign_in(office.admin_email)
    for page in pages:
        shown = await browser.get(page)
        assert shown.status_code == 200
        assert "Sở Tài chính" in shown.text


async def test_an_administrator_invites_and_is_shown_the_link(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.admin_email)
    answer = await browser.send_form(
        "/office/people",
        "/office/invitations",
        email="moi@songhau.example",
        name="Trần Văn Mới",
        unit=str(office.unit_id),
        role="focal",
    )
    assert answer.status_code == 303
    shown = await browser.get("/office/people")
    assert "http://testserver/invitations/" in shown.text
    assert "moi@songhau.example" in shown.text


async def test_a_bad_invitation_keeps_what_was_typed(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.admin_email)
    answer = await browser.send_form(
        "/office/people",
        "/office/invitations",
        email="không phải thư",
        name="Mới",
        unit="999",
        role="king",
    )
    assert answer.status_code == 422
    assert 'value="không phải thư"' in answer.text
    assert 'id="role-problem"' in answer.text


async def test_a_role_is_given_and_ended_at_once(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.admin_email)
    page = f"/office/people/{office.drafter_id}"
    given = await browser.send_form(page, f"{page}/roles", unit=str(office.unit_id), role="approver")
    assert given.status_code == 303
    held = {row.role: row for row in await queries.memberships(office.drafter_id)}
    assert set(held) == {Role.DRAFTER, Role.APPROVER}
    ended = await browser.send_form(page, f"{page}/roles/{held[Role.DRAFTER].id}/end")
    assert ended.status_code == 303
    viewer = await viewer_for(office.drafter_id, now())
    assert [role for _unit, role in viewer.roles] == [Role.APPROVER]
    assert not (await browser.get(page)).is_error


async def test_ending_a_role_is_asked_about_first(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.admin_email)
    page = (await browser.get(f"/office/people/{office.drafter_id}")).text
    asked = "".join(re.findall(r"<details>.*?</details>", page, re.DOTALL))
    assert "Đồng ý, chấm dứt" in asked
    assert len(re.findall(r"/roles/\d+/end", asked)) == len(re.findall(r"/roles/\d+/end", page)) == 1


async def test_the_last_administrator_cannot_leave(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.admin_email)
    page = f"/office/people/{office.admin_id}"
    held = (await queries.memberships(office.admin_id))[0]
    for act in (f"{page}/roles/{held.id}/end", f"{page}/deactivate"):
        refused = await browser.send_form(page, act)
        assert refused.status_code == 403
        assert "đây là quản trị hệ thống cuối cùng" in refused.text
    assert (await viewer_for(office.admin_id, now())).may_reach(Access.OFFICE)


async def test_two_administrators_cannot_end_each_other_at_once(office: Office) -> None:
    await keeping.grant(office.drafter_id, office.unit_id, Role.ADMIN, by=SYSTEM, at=now())
    both = {
        row.person_id: row.id
        for person_id in (office.admin_id, office.drafter_id)
        for row in await queries.memberships(person_id)
        if row.role is Role.ADMIN
    }
    ended = await asyncio.gather(
        *(keeping.end_membership(membership_id, by=SYSTEM, at=now()) for membership_id in both.values()),
        return_exceptions=True,
    )
    assert [type(answer) for answer in ended if answer is not None] == [NotAllowed]
    assert len(await queries.admins()) == 1


async def test_a_closed_account_loses_roles_and_sessions(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.drafter_email)
    await keeping.deactivate(office.drafter_id, by=SYSTEM, at=now())
    assert (await browser.get("/who")).status_code == 303
    assert all(row.until for row in await queries.memberships(office.drafter_id))
    assert await queries.members(office.unit_id, Role.DRAFTER, day=date(2099, 1, 1)) == []
    with pytest.raises(NotAllowed):
        await keeping.deactivate(office.drafter_id, by=SYSTEM, at=now())


async def test_nobody_under_that_number(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.admin_email)
    page = f"/office/people/{office.admin_id}"
    for number in (0, 999, 2**31, 2**63, 10**30):
        assert (await browser.get(f"/office/people/{number}")).status_code == 404
        assert (await browser.send_form(page, f"{page}/roles/{number}/end")).status_code == 404
        assert (await browser.send_form("/me", f"/me/sessions/{number}/end")).status_code == 404


async def test_a_profile_is_changed_by_its_owner(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.drafter_email)
    changed = await browser.send_form("/me", name="Đỗ Ánh", title="Chuyên viên", phone="0912 345 678", language="en")
    assert changed.status_code == 303
    person = await queries.person(office.drafter_id)
    assert person is not None
    assert (person.name, person.title, person.phone, person.language) == (
        "Đỗ Ánh",
        "Chuyên viên",
        "0912 345 678",
        "en",
    )
    assert (await browser.send_form("/me", name="", language="xx")).status_code == 422


async def test_a_unit_has_one_successor_and_never_itself(office: Office) -> None:
    at = now()
    new = await create_unit(
        "SMOI",
        "Sở Mới",
        UnitKind.DEPARTMENT,
        valid_from=date(2026, 1, 1),
        by=SYSTEM,
        at=at,
    )
    with pytest.raises(Invalid):
        await replace_unit(new, new, last_day=date(2026, 1, 1), reason="", by=SYSTEM, at=at)
    await replace_unit(office.unit_id, new, last_day=date(2026, 1, 1), reason="", by=SYSTEM, at=at)
    with pytest.raises(Conflict):
        await replace_unit(office.unit_id, new, last_day=date(2026, 1, 1), reason="", by=SYSTEM, at=at)
    with pytest.raises(Invalid):
        await replace_unit(new, office.unit_id, last_day=date(2026, 1, 1), reason="", by=SYSTEM, at=at)
    assert (await directory()).resolve(office.unit_id) == new
    with pytest.raises(Invalid):
        await create_unit(
            "SMOI",
            "Sở khác",
            UnitKind.DEPARTMENT,
            valid_from=date(2026, 1, 1),
            by=SYSTEM,
            at=at,
        )


async def test_the_command_invites_and_prints_the_link(
    office: Office,
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from argparse import Namespace

    from app.errors import NotFound

    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("BASE_URL", "https://doithoai.example.vn")
    monkeypatch.delenv("SMTP_URL", raising=False)
    given = Namespace(email="moi@songhau.example", unit="stc", role="focal", name="")
    assert await run_invite(given) == 0
    assert "https://doithoai.example.vn/invitations/" in capsys.readouterr().out
    with pytest.raises(NotFound):
        await run_invite(Namespace(email="moi@songhau.example", unit="XYZ", role="focal", name=""))
    assert await run_renew(Namespace(email="anh@songhau.example")) == 0
    assert "https://doithoai.example.vn/invitations/" in capsys.readouterr().out
    assert await run_add_unit(Namespace(code="STP", name="Sở Tư pháp", kind="so", parent="STC", place="")) == 0
    assert (await directory()).by_code("STP") is not None
    assert await run_list(Namespace()) == 0
    assert "an@songhau.example\tLê Văn Ân\tadmin@STC" in capsys.readouterr().out
