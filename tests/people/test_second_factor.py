"""Code apps: set up, asked for after the password, each code once; recovery codes; roles that need more."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape

import httpx
import pyotp
import pytest
from litestar import Litestar

from app.access import SYSTEM, Role
from app.clock import now
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.people import code_app, inviting, mailed_links, second_factors, second_step, signing_in
from app.people.codes import is_code, new_recovery_codes, recovery_hash, step_of
from app.people.one_time import LIFETIME, Purpose
from app.people.policy import FRESH_MOST, SECOND_STEP_TRIES
from app.people.sealing import opened, sealed
from app.people.sessions import signed_in, viewer_for
from app.people.signing_in import Opened, SecondStep
from app.settings import Settings
from tests.people.browsing import PASSWORD, Browser, Office, make_application, new_browser
from tests.support import SECRET

KEYS = Statement("SELECT sealed FROM totp_key")
ACTS = Statement("SELECT act FROM journal_entry ORDER BY id")
LETTERS = Statement("SELECT to_address, body FROM outbox_letter ORDER BY id")
CODE = re.compile(r"<code>([A-Z2-7-]{19})</code>")


def code_of(secret: str, *, ahead: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return pyotp.TOTP(secret).at(now(), ahead)


async def armed(person_id: int, *, ahead: int = -1) -> tuple[str, list[str]]:
    """A person with a code app (its secret) and recovery codes. The code of now has not been used yet."""
    secret = pyotp.random_base32()
    at = now()
    secured = await code_app.set_up(
        secret, pyotp.TOTP(secret).at(at, ahead), key=SECRET, by=await viewer_for(person_id, at), at=at, user_agent=""
    )
    return secret, secured.codes


async def half_of(email: str) -> str:
    entry = await signing_in.sign_in(email, PASSWORD, at=now())
    assert isinstance(entry, SecondStep)
    return entry.token


@pytest.fixture
def strict(settings: Settings) -> Litestar:
    return make_application(replace(settings, require_second_factor=frozenset({Role.ADMIN, Role.COORDINATOR})))


@pytest.fixture
async def admin(strict: Litestar, office: Office) -> AsyncIterator[Browser]:
    """The administrator at a site that asks administrators for a second factor."""
    async with new_browser(strict) as browser:
        yield browser


def secret_on(page: httpx.Response) -> str:
    found = re.search(r"<code>([A-Z2-7 ]{39})</code>", page.text)
    assert found, page.text[:500]
    return found[1].replace(" ", "")


def hidden_on(page: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found
    return unescape(found[1])


async def set_up_in(browser: Browser, **fields: str) -> tuple[str, httpx.Response]:
    """Fill in the page as a person with a telephone would; the secret and the answer."""
    page = await browser.get("/me/second-factor")
    secret = secret_on(page)
    sent = {"secret": hidden_on(page, "secret"), "code": code_of(secret, ahead=-1), **fields}
    sent["csrf_token"] = hidden_on(page, "csrf_token")
    return secret, await browser.post("/me/second-factor", data=sent)


async def test_a_code_app_is_set_up_and_asked_for(
    browser: Browser, another: Callable[[], Browser], office: Office
) -> None:
    async with another() as elsewhere:
        await elsewhere.sign_in(office.drafter_email)
        old = (await browser.sign_in(office.drafter_email)).cookies["session"]
        page = await browser.get("/me/second-factor")
        assert "<svg" in page.text
        assert "style=" not in page.text.partition("<main")[2]
        secret, shown = await set_up_in(browser)
        assert shown.status_code == 200
        assert len(CODE.findall(shown.text)) == 10
        assert shown.cookies["session"] != old  # a new secret after the factor
        assert (await elsewhere.get("/who")).status_code == 303
        assert await signed_in(old, now()) is None
        assert (await browser.get("/who")).text == "Đỗ Thị Ánh"
        assert CODE.findall((await browser.get("/me/second-factor")).text) == []

        first = await elsewhere.sign_in(office.drafter_email)
        assert first.headers["location"] == "/sign-in/second"
        assert "session" not in first.cookies
        assert (await elsewhere.get("/who")).status_code == 303  # half signed in is not signed in
        assert (await elsewhere.send_form("/sign-in/second", code="000000")).status_code == 422
        second = await elsewhere.send_form("/sign-in/second", code=code_of(secret))
        assert (second.status_code, second.headers["location"]) == (303, "/work")
        assert (await elsewhere.get("/who")).text == "Đỗ Thị Ánh"
        assert "half" not in elsewhere.cookies


async def test_the_wanted_page_survives_the_second_step(browser: Browser, office: Office) -> None:
    secret, _codes = await armed(office.drafter_id)
    first = await browser.send_form(
        "/sign-in", email=office.drafter_email, password=PASSWORD, next="/desk/questions?page=2&q=a%20b"
    )
    page = await browser.get(first.headers["location"])
    sent = {name: hidden_on(page, name) for name in ("csrf_token", "next")}
    second = await browser.post("/sign-in/second", data={**sent, "code": code_of(secret)})
    assert second.headers["location"] == "/desk/questions?page=2&q=a%20b"


async def test_s14_a_code_counts_once_even_for_twenty_at_once(office: Office) -> None:
    secret, _codes = await armed(office.drafter_id)
    halves = [await half_of(office.drafter_email) for _turn in range(20)]
    code = code_of(secret)

    async def give(half: str) -> bool:
        try:
            await second_step.give_code(half, code, key=SECRET, at=now())
        except (Invalid, Conflict):
            return False
        return True

    assert (await asyncio.gather(*(give(half) for half in halves))).count(True) == 1
    with pytest.raises(Invalid):  # and not again later
        await second_step.give_code(await half_of(office.drafter_email), code, key=SECRET, at=now())


async def test_s14_one_first_step_opens_one_session(office: Office) -> None:
    _secret, codes = await armed(office.drafter_id)
    half = await half_of(office.drafter_email)

    async def give(code: str) -> bool:
        try:
            await second_step.give_code(half, code, key=SECRET, at=now())
        except (Invalid, Conflict):
            return False
        return True

    assert (await asyncio.gather(*(give(code) for code in codes))).count(True) == 1
    assert (await second_factors.factors_of(office.drafter_id)).codes_left == 9


async def test_the_code_that_set_the_app_up_signs_nobody_in(office: Office) -> None:
    secret, _codes = await armed(office.drafter_id, ahead=0)
    half = await half_of(office.drafter_email)
    with pytest.raises(Invalid):
        await second_step.give_code(half, code_of(secret), key=SECRET, at=now())
    with pytest.raises(Invalid):
        await second_step.give_code(half, code_of(secret, ahead=-1), key=SECRET, at=now())


async def test_after_five_wrong_codes_the_first_step_is_over(office: Office) -> None:
    secret, _codes = await armed(office.drafter_id)
    half = await half_of(office.drafter_email)

    async def guess(number: int) -> type[Exception]:
        try:
            await second_step.give_code(half, f"{number:06}", key=SECRET, at=now())
        except (Invalid, Conflict) as refusal:
            return type(refusal)
        return Exception

    answers = await asyncio.gather(*(guess(number) for number in range(20)))
    assert answers.count(Invalid) <= SECOND_STEP_TRIES
    assert answers.count(Conflict) >= 15
    with pytest.raises(Conflict):
        await second_step.give_code(half, code_of(secret), key=SECRET, at=now())


async def test_a_first_step_is_short_lived_and_opens_nothing_else(office: Office) -> None:
    secret, _codes = await armed(office.drafter_id)
    half = await half_of(office.drafter_email)
    assert await signed_in(half, now()) is None
    with pytest.raises(Conflict):
        await mailed_links.follow(half, at=now())
    late = now() + LIFETIME[Purpose.SECOND_STEP]
    with pytest.raises(Conflict):
        await second_step.give_code(half, pyotp.TOTP(secret).at(late), key=SECRET, at=late)


async def test_a_recovery_code_works_once_and_its_owner_is_told(browser: Browser, office: Office) -> None:
    _secret, codes = await armed(office.drafter_id)
    await browser.sign_in(office.drafter_email)
    typed = codes[0].lower().replace("-", " ")
    assert (await browser.send_form("/sign-in/second", code=typed)).status_code == 303
    assert (await browser.get("/who")).text == "Đỗ Thị Ánh"
    assert "9" in (await LETTERS.all())[-1]["body"]
    await browser.send_form("/me", "/sign-out")
    await browser.sign_in(office.drafter_email)
    assert (await browser.send_form("/sign-in/second", code=typed)).status_code == 422
    acts = [row["act"] for row in await ACTS.all()]
    assert acts.count("person.recovery_code_used") == 1


async def test_new_recovery_codes_end_the_old_ones(office: Office) -> None:
    _secret, old = await armed(office.drafter_id)
    new = await second_factors.renew_codes(by=await viewer_for(office.drafter_id, now()), at=now())
    assert not set(old) & set(new)
    with pytest.raises(Invalid):
        await second_step.give_code(await half_of(office.drafter_email), old[0], key=SECRET, at=now())
    assert await second_step.give_code(await half_of(office.drafter_email), new[0], key=SECRET, at=now())
    with pytest.raises(NotFound):
        await second_factors.renew_codes(by=await viewer_for(office.admin_id, now()), at=now())


async def test_every_way_in_asks_for_the_second_step(browser: Browser, office: Office) -> None:
    await armed(office.drafter_id)
    invited = await inviting.invite(office.drafter_email, "Ánh", office.unit_id, Role.FOCAL, by=SYSTEM, at=now())
    entry = await inviting.accept(invited.path.rpartition("/")[2], "Đỗ Thị Ánh", PASSWORD, at=now())
    assert isinstance(entry, SecondStep)
    for purpose in (Purpose.SIGN_IN, Purpose.PASSWORD):
        await mailed_links.send(office.drafter_email, purpose, at=now())
        found = re.search(r"^/sign-in/\w+/(\S{43,})$", (await LETTERS.all())[-1]["body"], re.MULTILINE)
        assert found
        followed = (
            await mailed_links.follow(found[1], at=now())
            if purpose is Purpose.SIGN_IN
            else await mailed_links.choose_password(found[1], "một mật khẩu khác hẳn", at=now())
        )
        assert isinstance(followed, SecondStep)
    assert await Statement("SELECT id FROM session WHERE is_strong = {}").all(False) == []


async def test_a_session_from_before_the_factor_does_not_count(office: Office) -> None:
    entry = await signing_in.sign_in(office.drafter_email, PASSWORD, at=now())
    assert isinstance(entry, Opened)
    await Statement("INSERT INTO totp_key (person, sealed, created_at, last_step) VALUES ({}, 'x', {}, 0)").run(
        office.drafter_id, now()
    )
    assert await signed_in(entry.token, now()) is None


async def test_who_must_have_a_second_factor_is_led_to_it_before_anything_else(admin: Browser, office: Office) -> None:
    assert (await admin.sign_in(office.admin_email)).status_code == 303
    for page in ("/office/people", "/me", "/who", "/", "/questions?page=2"):
        led = await admin.get(page)
        assert (led.status_code, led.headers["location"].partition("?")[0]) == (303, "/me/second-factor")
    by_htmx = await admin.get("/office/people", headers={"hx-request": "true"})
    assert by_htmx.headers["hx-redirect"].startswith("/me/second-factor")
    refused = await admin.send_form("/me/second-factor", "/office/invitations", email="x@songhau.example")
    assert refused.status_code == 403
    assert await LETTERS.all() == []
    secret, shown = await set_up_in(admin, next="/office/people")
    assert 'href="/office/people"' in shown.text
    assert (await admin.get("/office/people")).status_code == 200
    assert (await admin.send_form("/me/second-factor", "/me/second-factor/remove")).status_code == 403
    assert (await second_factors.factors_of(office.admin_id)).code_app_since is not None
    assert (await admin.send_form("/me", "/sign-out")).status_code == 303
    await admin.sign_in(office.admin_email)
    assert (await admin.send_form("/sign-in/second", code=code_of(secret))).headers["location"] == "/office"


async def test_who_needs_none_is_left_alone(admin: Browser, office: Office) -> None:
    await admin.sign_in(office.drafter_email)
    assert (await admin.get("/who")).text == "Đỗ Thị Ánh"
    assert (await admin.get("/me/second-factor")).status_code == 200


async def test_somebody_led_to_set_up_may_still_sign_out_and_change_the_language(
    admin: Browser, office: Office
) -> None:
    await admin.sign_in(office.admin_email)
    assert (await admin.get("/language?to=en")).headers["location"] == "/"
    assert (await admin.send_form("/me/second-factor", "/sign-out")).headers["location"] == "/sign-in"
    assert (await admin.get("/who")).headers["location"].startswith("/sign-in")


async def test_removing_the_last_factor_removes_its_codes(browser: Browser, office: Office) -> None:
    secret, _codes = await armed(office.drafter_id)
    await browser.sign_in(office.drafter_email)
    await browser.send_form("/sign-in/second", code=code_of(secret))
    assert (await browser.send_form("/me/second-factor", "/me/second-factor/remove")).status_code == 303
    assert (await second_factors.factors_of(office.drafter_id)) == second_factors.Factors()
    assert (await browser.get("/who")).status_code == 200
    assert (await browser.send_form("/me/second-factor", "/me/second-factor/remove")).status_code == 404


async def test_a_browser_left_open_changes_no_lock(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.drafter_email)
    await Statement("UPDATE session SET created_at = {}").run(now() - FRESH_MOST)
    page = await browser.get("/me/second-factor")
    assert "<svg role" not in page.text.partition("<main")[2].partition("app-title")[2]
    for act in ("", "/remove", "/codes"):
        assert (await browser.send_form("/me/second-factor", f"/me/second-factor{act}")).status_code == 403
    again = await browser.send_form("/me/second-factor", "/sign-out", next="/me/second-factor")
    assert again.headers["location"] == "/sign-in?next=/me/second-factor"


async def test_a_secret_is_bound_to_the_person_and_the_code_must_fit(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.drafter_email)
    _secret, wrong = await set_up_in(browser, code="123456")
    assert wrong.status_code == 422
    assert 'id="code-problem"' in wrong.text
    _secret, foreign = await set_up_in(browser, secret="MFRGG.x")
    assert foreign.status_code == 422
    assert await KEYS.all() == []


async def test_two_apps_at_once_end_in_one(office: Office) -> None:
    answers = await asyncio.gather(*(armed(office.drafter_id) for _turn in range(5)), return_exceptions=True)
    assert sum(isinstance(answer, Conflict) for answer in answers) == 4
    assert len(await KEYS.all()) == 1


async def test_an_administrator_removes_what_was_lost(office: Office) -> None:
    secret, codes = await armed(office.drafter_id)
    half = await half_of(office.drafter_email)
    drafter = await viewer_for(office.drafter_id, now())
    with pytest.raises(NotAllowed):
        await second_factors.remove_all(office.admin_id, by=drafter, at=now())
    await second_factors.remove_all(office.drafter_id, by=SYSTEM, at=now())
    with pytest.raises(Conflict):
        await second_step.give_code(half, code_of(secret), key=SECRET, at=now())
    assert isinstance(await signing_in.sign_in(office.drafter_email, PASSWORD, at=now()), Opened)
    assert codes
    assert (await LETTERS.all())[-1]["to_address"] == office.drafter_email
    with pytest.raises(NotFound):
        await second_factors.remove_all(office.drafter_id, by=SYSTEM, at=now())


async def test_the_secret_is_sealed_and_codes_are_hashed(office: Office) -> None:
    secret, codes = await armed(office.drafter_id)
    stored = str(await KEYS.all()) + str(await Statement("SELECT code_hash FROM recovery_code").all())
    assert secret not in stored
    assert all(code not in stored and code.replace("-", "") not in stored for code in codes)


async def test_with_another_key_of_the_site_only_recovery_codes_work(office: Office) -> None:
    secret, codes = await armed(office.drafter_id)
    half = await half_of(office.drafter_email)
    with pytest.raises(Invalid):
        await second_step.give_code(half, code_of(secret), key=SECRET[::-1], at=now())
    assert await second_step.give_code(half, codes[3], key=SECRET[::-1], at=now())


def test_what_was_sealed_opens_only_as_it_was() -> None:
    text = sealed("JBSWY3DPEHPK3PXP", SECRET, "totp")
    assert opened(text, SECRET, "totp") == "JBSWY3DPEHPK3PXP"
    assert opened(text, SECRET, "other") is None
    assert opened(text, SECRET + "x", "totp") is None
    assert sealed("JBSWY3DPEHPK3PXP", SECRET, "totp") != text


def test_the_clock_of_a_telephone_may_be_half_a_minute_off() -> None:
    secret, at = pyotp.random_base32(), now()
    shown = pyotp.TOTP(secret).at(at)
    steps = [step_of(secret, f" {shown[:3]} {shown[3:]} ", at + timedelta(seconds=30 * off)) for off in (-1, 0, 1)]
    assert len(set(steps)) == 1
    assert steps[0] is not None
    assert step_of(secret, shown, at + timedelta(seconds=90)) is None
    for odd in ("", "０１２３４５", "12345", "1234567", "é" * 6):
        assert step_of(secret, odd, at) is None
        assert not is_code(odd)


def test_recovery_codes_are_long_and_belong_to_one_person() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", code) for code in codes)
    assert recovery_hash(1, codes[0]) != recovery_hash(2, codes[0])


async def test_the_command_lets_somebody_back_in_who_lost_everything(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    from argparse import Namespace

    from app.people.commands import run_unlock

    await armed(office.admin_id)
    assert await run_unlock(Namespace(email=office.admin_email)) == 0
    assert office.admin_email in capsys.readouterr().out
    assert isinstance(await signing_in.sign_in(office.admin_email, PASSWORD, at=now()), Opened)
    with pytest.raises(NotFound):
        await run_unlock(Namespace(email="nobody@songhau.example"))
