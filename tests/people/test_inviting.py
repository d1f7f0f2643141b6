"""Invitations: by administrators, one use, one week, never a way around somebody's password."""

import asyncio
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.access import SYSTEM, Role, Viewer
from app.clock import day_of, now
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.people import inviting, keeping, queries
from app.people.kinds import UnitKind
from app.people.sessions import viewer_for
from app.people.signing_in import Opened
from app.people.unit_keeping import create_unit, replace_unit
from tests.people.browsing import PASSWORD, Browser, Office

LETTERS = Statement("SELECT to_address, body, about_kind FROM outbox_letter ORDER BY id")
PEOPLE = Statement("SELECT id FROM person WHERE email = {}")


def token_of(invited: inviting.Invited) -> str:
    return invited.path.rpartition("/")[2]


async def test_an_invitation_is_taken_up_once_by_twenty_at_once(office: Office) -> None:
    invited = await inviting.invite("moi@songhau.example", "Mới", office.unit_id, Role.FOCAL, by=SYSTEM, at=now())

    async def take() -> bool:
        try:
            await inviting.accept(token_of(invited), "Trần Văn Mới", PASSWORD, at=now())
        except (Conflict, Invalid):
            return False
        return True

    taken = await asyncio.gather(*(take() for _turn in range(20)))
    assert taken.count(True) == 1
    person = await queries.person_by_email("moi@songhau.example")
    assert person is not None
    assert [row.role for row in await queries.memberships(person.id)] == [Role.FOCAL]
    assert len(await Statement("SELECT id FROM session WHERE person = {}").all(person.id)) == 1


async def test_an_invited_person_comes_in_through_the_letter(office: Office, browser: Browser) -> None:
    await inviting.invite("Moi@SongHau.example", "Mới", office.unit_id, Role.DRAFTER, by=SYSTEM, at=now())
    letter = (await LETTERS.all())[0]
    assert letter["to_address"] == "moi@songhau.example"
    found = re.search(r"^/invitations/\S+$", letter["body"], re.MULTILINE)
    assert found is not None
    page = found[0]
    assert (await browser.get(page)).status_code == 200
    assert (await browser.get(page)).status_code == 200
    short = await browser.send_form(page, name="Trần Văn Mới", password="ngắn", password_again="ngắn")
    assert short.status_code == 422
    differing = await browser.send_form(page, name="Trần Văn Mới", password=PASSWORD, password_again=PASSWORD + "x")
    assert differing.status_code == 422
    assert PASSWORD not in differing.text
    taken = await browser.send_form(page, name="Trần Văn Mới", password=PASSWORD, password_again=PASSWORD)
    assert taken.status_code == 303
    assert taken.headers["location"] == "/work"
    assert (await browser.get("/who")).text == "Trần Văn Mới"
    used = await browser.get(page)
    assert used.status_code == 409
    assert 'href="/sign-in"' in used.text


async def test_an_invitation_ends_after_a_week(office: Office) -> None:
    at = now()
    invited = await inviting.invite("moi@songhau.example", "", office.unit_id, Role.FOCAL, by=SYSTEM, at=at)
    with pytest.raises(Conflict):
        await inviting.accept(token_of(invited), "Mới", PASSWORD, at=at + timedelta(days=7))
    assert await PEOPLE.all("moi@songhau.example") == []


async def test_an_unknown_link_is_nothing(browser: Browser) -> None:
    assert (await browser.get("/invitations/" + "a" * 43)).status_code == 404
    with pytest.raises(NotFound):
        await inviting.accept("a" * 43, "Ai đó", PASSWORD, at=now())


async def test_an_old_letter_takes_no_account_over(office: Office) -> None:
    invited = await inviting.invite(office.drafter_email, "Ánh", office.unit_id, Role.APPROVER, by=SYSTEM, at=now())
    with pytest.raises(Invalid):
        await inviting.accept(token_of(invited), "Kẻ gian", "mật khẩu của kẻ gian", at=now())
    opened = await inviting.accept(token_of(invited), "Đỗ Thị Ánh", PASSWORD, at=now())
    assert opened.viewer.person_id == office.drafter_id
    assert opened.viewer.name == "Đỗ Thị Ánh"
    assert opened.viewer.has(Role.APPROVER, office.unit_id)
    assert opened.viewer.has(Role.DRAFTER, office.unit_id)


async def test_a_closed_account_is_opened_again_by_an_invitation(
    office: Office,
) -> None:
    await Statement("UPDATE person SET is_active = {} WHERE id = {}").run(False, office.drafter_id)
    invited = await inviting.invite(office.drafter_email, "Ánh", office.unit_id, Role.FOCAL, by=SYSTEM, at=now())
    opened = await inviting.accept(token_of(invited), "Ánh", "một mật khẩu khác hẳn", at=now())
    assert opened.viewer.person_id == office.drafter_id


async def test_only_administrators_invite(office: Office) -> None:
    drafter = await viewer_for(office.drafter_id, now())
    for viewer in (drafter, Viewer()):
        with pytest.raises(NotAllowed):
            await inviting.invite("x@songhau.example", "", office.unit_id, Role.ADMIN, by=viewer, at=now())
    assert await LETTERS.all() == []


async def test_nobody_is_invited_to_a_unit_of_the_past(office: Office) -> None:
    at = now()
    new = await create_unit(
        "SMOI",
        "Sở Mới",
        UnitKind.DEPARTMENT,
        valid_from=date(2026, 1, 1),
        by=SYSTEM,
        at=at,
    )
    yesterday = day_of(at) - timedelta(days=1)
    await replace_unit(
        office.unit_id,
        new,
        last_day=yesterday,
        reason="Sắp xếp bộ máy",
        by=SYSTEM,
        at=at,
    )
    with pytest.raises(Invalid):
        await inviting.invite("x@songhau.example", "", office.unit_id, Role.FOCAL, by=SYSTEM, at=at)
    viewer = await viewer_for(office.drafter_id, at)
    assert viewer.has(Role.DRAFTER, new)
    assert [member.id for member in await queries.members(new, Role.DRAFTER, day=day_of(at))] == [office.drafter_id]


async def test_only_one_good_address_is_invited(office: Office) -> None:
    bad = ("", "an", "an@", "a@b.vn, c@d.vn", "a@b.vn\nBcc: c@d.vn", "@b.vn", "a" * 300 + "@b.vn")
    for email in bad:
        with pytest.raises(Invalid):
            await inviting.invite(email, "", office.unit_id, Role.FOCAL, by=SYSTEM, at=now())


async def test_a_withdrawn_invitation_opens_nothing(
    office: Office, browser: Browser, another: Callable[[], Browser]
) -> None:
    invited = await inviting.invite("moi@songhau.example", "", office.unit_id, Role.FOCAL, by=SYSTEM, at=now())
    await browser.sign_in(office.admin_email)
    answer = await browser.send_form("/office/people", f"/office/invitations/{invited.id}/withdraw")
    assert answer.status_code == 303
    async with another() as guest:
        assert (await guest.get(invited.path)).status_code == 404
    assert (await browser.send_form("/office/people", f"/office/invitations/{invited.id}/withdraw")).status_code == 409


async def test_only_the_hash_of_a_link_is_stored(office: Office) -> None:
    invited = await inviting.invite("moi@songhau.example", "", office.unit_id, Role.FOCAL, by=SYSTEM, at=now())
    rows = await Statement("SELECT token_hash, email, name FROM staff_invitation").all()
    assert token_of(invited) not in str(rows)
    assert token_of(invited) not in str(await Statement("SELECT before, after FROM journal_entry").all())


async def test_a_forgotten_password_ends_and_a_link_sets_a_new_one(
    office: Office, browser: Browser, another: Callable[[], Browser]
) -> None:
    async with another() as forgetful:
        await forgetful.sign_in(office.drafter_email)
        await browser.sign_in(office.admin_email)
        page = f"/office/people/{office.drafter_id}"
        assert (await browser.send_form(page, f"{page}/password")).status_code == 303
        found = re.search(r"/invitations/[\w-]+", (await browser.get(page)).text)
        assert found is not None
        assert (await forgetful.get("/who")).status_code == 303
        assert (await forgetful.sign_in(office.drafter_email)).status_code == 422
        new = "một mật khẩu khác hẳn"
        answer = await forgetful.send_form(found[0], password=new, password_again=new)
        assert answer.status_code == 303
        assert (await forgetful.get("/who")).text == "Đỗ Thị Ánh"
    assert "password_renewed" in str(await Statement("SELECT act FROM journal_entry").all())


async def test_a_link_for_a_new_password_is_only_an_administrators_to_give(office: Office) -> None:
    drafter = await viewer_for(office.drafter_id, now())
    with pytest.raises(NotAllowed):
        await inviting.renew(office.admin_id, by=drafter, at=now())
    await keeping.deactivate(office.drafter_id, by=SYSTEM, at=now())
    with pytest.raises(NotFound):
        await inviting.renew(office.drafter_id, by=SYSTEM, at=now())


async def test_a_new_link_ends_the_old_one_and_lets_in(browser: Browser, office: Office) -> None:
    first = await inviting.invite("moi@songhau.example", "Mới", office.unit_id, Role.CLERK, by=SYSTEM, at=now())
    await browser.sign_in(office.admin_email)
    again = await browser.send_form("/office/people", f"/office/invitations/{first.id}/again")
    assert again.status_code == 303
    shown = (await browser.get("/office/people")).text
    path = re.search(r"/invitations/[\w-]{30,}", shown)
    assert path
    assert path[0] != first.path
    assert (await browser.get(first.path)).status_code == 404
    opened = await inviting.accept(path[0].rpartition("/")[2], "Mới", PASSWORD, at=now())
    assert isinstance(opened, Opened)
    assert (await browser.send_form("/office/people", f"/office/invitations/{first.id}/again")).status_code == 409
