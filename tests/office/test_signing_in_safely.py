"""The office's own tick: administrators and coordinators need a second factor, and nobody is locked out by it."""

import re
from html import unescape

import pyotp

from app.access import SYSTEM
from app.clock import now
from app.database import Statement
from app.office.site_keeping import change_site
from app.office.values import SiteValues
from app.people.policy import FRESH_MOST
from tests.office.conftest import Office
from tests.site.site import Visitor

SET_UP = "/me/second-factor?next=/office/site"
SITE = {"name": "Đối thoại Sông Hậu"}
AGE = Statement("UPDATE session SET created_at = {} WHERE person = {}")


async def test_the_administrator_who_ticks_it_without_a_factor_is_led_to_set_one_up(
    admin: Visitor, coordinator: Visitor, office: Office
) -> None:
    page = await admin.open("/office/site")
    assert 'name="second_factor_required"' in page.text
    assert 'value="on" checked' not in page.text
    assert (await coordinator.get("/work")).status_code == 200
    assert (await admin.fill_in("/office/site", second_factor_required="on", **SITE)).status_code == 303
    assert (await admin.get("/office/site")).headers["location"] == SET_UP
    assert (await coordinator.get("/work")).headers["location"].startswith("/me/second-factor")

    form = (await admin.get(SET_UP)).text
    found = re.search(r"<code>([A-Z2-7 ]{39})</code>", form)
    sealed = re.search(r'name="secret" value="([^"]*)"', form)
    assert found
    assert sealed
    code = pyotp.TOTP(found[1].replace(" ", "")).now()
    sent = {"secret": unescape(sealed[1]), "code": code, "next": "/office/site"}
    shown = await admin.act("/me/second-factor", sent)
    assert 'href="/office/site"' in shown.text
    renewed = shown.cookies["session"]
    admin.cookies.clear()
    admin.cookies.set("session", renewed)
    admin.token = ""
    assert 'name="second_factor_required" value="on" checked' in (await admin.open("/office/site")).text
    # Its last factor cannot be taken away while the tick stands; without the tick it can.
    refused = await admin.act("/me/second-factor/remove")
    assert refused.status_code in (403, 409)
    assert (await admin.act("/office/site", SITE)).status_code == 303
    assert (await admin.act("/me/second-factor/remove")).status_code == 303
    assert (await coordinator.get("/work")).status_code == 200


async def test_a_session_that_is_no_longer_fresh_may_still_sign_out_and_begin_again(
    admin: Visitor, office: Office
) -> None:
    await change_site(SiteValues("Sông Hậu", second_factor_required=True), by=SYSTEM, at=now())
    await AGE.run(now() - FRESH_MOST, office.admin_id)
    shown = await admin.get(SET_UP)
    assert shown.status_code == 200
    assert 'action="/sign-out"' in shown.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', shown.text)
    assert token
    admin.token = unescape(token[1])
    assert (await admin.act("/sign-out")).status_code == 303
