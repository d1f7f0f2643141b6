"""Attempts to come back after being let go, and to lock somebody out."""

from collections.abc import Callable

import pytest

from app.access import SYSTEM, Role
from app.clock import now
from app.errors import NotFound
from app.people import inviting, keeping, queries
from tests.people.browsing import PASSWORD, Browser, Office


def token_of(invited: inviting.Invited) -> str:
    return invited.path.rpartition("/")[2]


async def test_a_link_from_before_does_not_open_a_closed_account_again(office: Office) -> None:
    second = await inviting.invite(office.drafter_email, "Ánh", office.unit_id, Role.APPROVER, by=SYSTEM, at=now())
    forgotten = await inviting.renew(office.drafter_id, by=SYSTEM, at=now())
    await keeping.deactivate(office.drafter_id, by=SYSTEM, at=now())
    for link in (second, forgotten):
        with pytest.raises(NotFound):
            await inviting.accept(token_of(link), "Đỗ Thị Ánh", PASSWORD, at=now())
    person = await queries.person(office.drafter_id)
    assert person is not None
    assert not person.is_active


async def test_a_link_for_a_new_password_does_not_bring_back_a_role_that_ended(office: Office) -> None:
    link = await inviting.renew(office.drafter_id, by=SYSTEM, at=now())
    [held] = await queries.memberships(office.drafter_id)
    await keeping.end_membership(held.id, by=SYSTEM, at=now())
    with pytest.raises(NotFound):
        await inviting.accept(token_of(link), "Đỗ Thị Ánh", PASSWORD, at=now())


async def test_somebody_invited_anew_after_the_account_was_closed_comes_in(office: Office) -> None:
    await keeping.deactivate(office.drafter_id, by=SYSTEM, at=now())
    link = await inviting.invite(office.drafter_email, "Ánh", office.unit_id, Role.DRAFTER, by=SYSTEM, at=now())
    opened = await inviting.accept(token_of(link), "Đỗ Thị Ánh", PASSWORD, at=now())
    assert opened.viewer.person_id == office.drafter_id


async def test_a_stranger_cannot_use_up_the_tries_of_the_owners_own_browser(
    browser: Browser, another: Callable[[], Browser], office: Office
) -> None:
    assert (await browser.sign_in(office.admin_email)).status_code == 303
    async with another() as stranger:
        for ending in ("", " known", "\nknown", "\r\nknown", "\u2028known", "\x0bknown"):
            tries = [await stranger.sign_in(office.admin_email + ending, "đoán bừa thôi") for _turn in range(6)]
            assert tries[-1].status_code in (422, 429)
            stranger.cookies.clear()
    assert (await browser.send_form("/me", "/sign-out")).status_code == 303
    assert (await browser.sign_in(office.admin_email)).status_code == 303
