"""Passkeys: made on one's own page, used alone or after a password, each answer once, only for this site."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from litestar import Litestar

from app.access import Role
from app.clock import now
from app.database import Statement
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.people import passkeys, second_factors, signing_in
from app.people.passkeys import RelyingSite
from app.people.policy import FRESH_MOST
from app.people.relying import passkeys_work, site_id, site_origin
from app.people.second_factors import Secured
from app.people.sessions import viewer_for
from app.people.signing_in import Opened, SecondStep
from app.settings import Settings
from tests.people.authenticator import Authenticator, b64, unb64
from tests.people.browsing import PASSWORD, Browser, Office, make_application

BASE = "https://doithoai.test"
SITE = RelyingSite("doithoai.test", BASE, "Đối thoại")
ROWS = Statement("SELECT person, name, sign_count, last_used_at FROM passkey ORDER BY id")


async def add(office_person: int, device: Authenticator, name: str = "điện thoại") -> Secured:
    by = await viewer_for(office_person, now())
    options = await passkeys.creation_options(SITE, by=by, at=now())
    return await passkeys.add(device.make(options), name, SITE, by=by, at=now(), user_agent="")


async def come_in(device: Authenticator) -> Opened:
    return await passkeys.sign_in(device.use(await passkeys.options_to_sign_in(SITE, at=now())), SITE, at=now())


async def half_of(email: str) -> str:
    entry = await signing_in.sign_in(email, PASSWORD, at=now())
    assert isinstance(entry, SecondStep)
    return entry.token


@pytest.fixture
def application(settings: Settings) -> Litestar:
    return make_application(replace(settings, base_url=BASE, require_second_factor=frozenset({Role.ADMIN})))


@pytest.fixture
async def browser(application: Litestar, office: Office) -> AsyncIterator[Browser]:
    async with Browser(transport=httpx.ASGITransport(application), base_url=BASE, headers={"origin": BASE}) as made:
        yield made


async def token_on(browser: Browser, page: str) -> str:
    return (await browser.get(page)).text.partition('name="csrf_token" value="')[2].partition('"')[0]


async def test_a_passkey_alone_lets_its_owner_in(office: Office) -> None:
    device = Authenticator()
    secured = await add(office.drafter_id, device)
    assert secured.opened is not None
    assert len(secured.codes) == 10
    opened = await come_in(device)
    assert opened.viewer.name == "Đỗ Thị Ánh"
    assert (await Statement("SELECT is_strong FROM session ORDER BY id").all())[-1]["is_strong"]
    [row] = await ROWS.all()
    assert (row["name"], row["sign_count"]) == ("điện thoại", 2)
    assert row["last_used_at"] is not None


async def test_a_second_passkey_ends_no_session_and_makes_no_codes(office: Office) -> None:
    await add(office.drafter_id, Authenticator())
    assert await add(office.drafter_id, Authenticator(), "khóa bảo mật") == Secured()
    assert len(await ROWS.all()) == 2


async def test_a_passkey_is_the_second_step_after_a_password(office: Office) -> None:
    device = Authenticator(verifies=False)
    await add(office.drafter_id, device)
    half = await half_of(office.drafter_email)
    answer = device.use(await passkeys.options_for_second_step(half, SITE, at=now()))
    opened = await passkeys.sign_in(answer, SITE, half=half, at=now())
    assert opened.viewer.person_id == office.drafter_id
    with pytest.raises(Conflict):
        await passkeys.options_for_second_step(half, SITE, at=now())


async def test_without_finger_face_or_code_a_passkey_alone_is_not_enough(office: Office) -> None:
    device = Authenticator(verifies=False)
    await add(office.drafter_id, device)
    with pytest.raises(Invalid):
        await come_in(device)


async def test_a_challenge_of_the_second_step_does_not_open_without_the_first(office: Office) -> None:
    device = Authenticator(verifies=False)
    await add(office.drafter_id, device)
    half = await half_of(office.drafter_email)
    answer = device.use(await passkeys.options_for_second_step(half, SITE, at=now()))
    before = await Statement("SELECT id FROM session").all()
    with pytest.raises(Invalid):
        await passkeys.sign_in(answer, SITE, at=now())
    assert await Statement("SELECT id FROM session").all() == before


async def test_somebody_elses_passkey_does_not_finish_ones_sign_in(office: Office) -> None:
    own, foreign = Authenticator(), Authenticator()
    await add(office.drafter_id, own)
    await add(office.admin_id, foreign)
    half = await half_of(office.drafter_email)
    answer = foreign.use(await passkeys.options_for_second_step(half, SITE, at=now()))
    with pytest.raises(Invalid):
        await passkeys.sign_in(answer, SITE, half=half, at=now())


async def test_s14_an_answer_counts_once_even_for_twenty_at_once(office: Office) -> None:
    device = Authenticator(counts=False)  # keys of telephones do not count
    await add(office.drafter_id, device)
    answer = device.use(await passkeys.options_to_sign_in(SITE, at=now()))

    async def give() -> bool:
        try:
            await passkeys.sign_in(answer, SITE, at=now())
        except Invalid:
            return False
        return True

    assert (await asyncio.gather(*(give() for _turn in range(20)))).count(True) == 1


async def test_a_copied_key_is_noticed_by_its_count(office: Office) -> None:
    device = Authenticator()
    await add(office.drafter_id, device)
    await come_in(device)
    device.count = 0
    with pytest.raises(Invalid):
        await come_in(device)


async def test_another_site_another_origin_another_key_or_an_old_challenge_open_nothing(office: Office) -> None:
    device = Authenticator()
    await add(office.drafter_id, device)
    wrong = (
        replace(device, origin="https://evil.test"),
        replace(device, site="evil.test"),
        Authenticator(id=device.id, count=50, user=device.user),
        Authenticator(),
        replace(device, user=str(office.admin_id).encode(), count=60),
    )
    for other in wrong:
        with pytest.raises(Invalid):
            await come_in(other)
    made_up = json.dumps({"challenge": b64(b"A" * 43)})
    with pytest.raises(Invalid):
        await passkeys.sign_in(device.use(made_up), SITE, at=now())
    late = device.use(await passkeys.options_to_sign_in(SITE, at=now() - FRESH_MOST))
    with pytest.raises(Invalid):
        await passkeys.sign_in(late, SITE, at=now())


async def test_nonsense_is_refused_with_a_sentence(office: Office) -> None:
    device = Authenticator()
    await add(office.drafter_id, device)
    good = json.loads(device.use(await passkeys.options_to_sign_in(SITE, at=now())))
    broken = [
        "",
        "{}",
        "[]",
        "null",
        "[" * 100_000,
        json.dumps({**good, "id": 5}),
        json.dumps({**good, "response": {**good["response"], "signature": "é"}}),
        json.dumps({**good, "response": {**good["response"], "authenticatorData": "AA"}}),
        json.dumps({**good, "response": {**good["response"], "clientDataJSON": b64(b"\xff")}}),
        json.dumps({**good, "response": {**good["response"], "clientDataJSON": b64(b'{"challenge": 1}')}}),
        json.dumps({**good, "response": {**good["response"], "userHandle": b64(b"\xff")}}),
        json.dumps({**good, "type": "private-key"}),
        json.dumps({**good, "rawId": "AAAA"}),
    ]
    by = await viewer_for(office.drafter_id, now())
    for credential in broken:
        with pytest.raises(Invalid):
            await passkeys.sign_in(credential, SITE, at=now())
        with pytest.raises(Invalid):
            await passkeys.add(credential, "x", SITE, by=by, at=now(), user_agent="")


async def test_a_passkey_made_for_one_person_is_not_kept_by_another(office: Office) -> None:
    device = Authenticator()
    drafter, admin = [await viewer_for(one, now()) for one in (office.drafter_id, office.admin_id)]
    answer = device.make(await passkeys.creation_options(SITE, by=drafter, at=now()))
    with pytest.raises(Invalid):
        await passkeys.add(answer, "x", SITE, by=admin, at=now(), user_agent="")
    await passkeys.add(answer, "x", SITE, by=drafter, at=now(), user_agent="")
    with pytest.raises(Invalid):  # the challenge is used up
        await passkeys.add(answer, "x", SITE, by=drafter, at=now(), user_agent="")
    again = device.make(await passkeys.creation_options(SITE, by=admin, at=now()))
    with pytest.raises(Invalid):  # and the key belongs to somebody
        await passkeys.add(again, "x", SITE, by=admin, at=now(), user_agent="")


async def test_a_passkey_is_removed_by_its_owner_only(office: Office) -> None:
    await add(office.drafter_id, Authenticator())
    [row] = await Statement("SELECT id FROM passkey").all()
    drafter, admin = [await viewer_for(one, now()) for one in (office.drafter_id, office.admin_id)]
    with pytest.raises(NotFound):
        await passkeys.remove(row["id"], is_required=False, by=admin, at=now())
    with pytest.raises(NotAllowed):
        await passkeys.remove(row["id"], is_required=True, by=drafter, at=now())
    await passkeys.remove(row["id"], is_required=False, by=drafter, at=now())
    assert await second_factors.factors_of(office.drafter_id) == second_factors.Factors()


async def test_a_closed_account_is_not_opened_by_its_passkey(office: Office) -> None:
    device = Authenticator()
    await add(office.drafter_id, device)
    await Statement("UPDATE person SET is_active = {} WHERE id = {}").run(False, office.drafter_id)
    with pytest.raises(Invalid):
        await come_in(device)


async def test_an_administrator_sets_one_up_and_comes_in_through_the_pages(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.admin_email)
    assert (await browser.get("/office/people")).headers["location"].startswith("/me/second-factor")
    page = await browser.get("/me/second-factor")
    assert "passkeys.js" in page.text
    device, token = Authenticator(), await token_on(browser, "/me/second-factor")
    options = await browser.post("/me/passkeys/challenge", headers={"x-csrf-token": token})
    assert options.headers["content-type"] == "application/json"
    shown = await browser.post(
        "/me/passkeys", data={"csrf_token": token, "credential": device.make(options.text), "passkey_name": ""}
    )
    assert shown.status_code == 200
    assert shown.text.count("<code>") == 10
    assert (await browser.get("/office/people")).status_code == 200
    await browser.send_form("/me", "/sign-out")

    token = await token_on(browser, "/sign-in")
    options = await browser.post("/sign-in/passkey/challenge", headers={"x-csrf-token": token})
    answer = {"csrf_token": token, "credential": device.use(options.text), "next": "/office/people"}
    entered = await browser.post("/sign-in/passkey", data=answer)
    assert (entered.status_code, entered.headers["location"]) == (303, "/office/people")
    await browser.send_form("/me", "/sign-out")
    token = await token_on(browser, "/sign-in")
    refused = await browser.post("/sign-in/passkey", data={**answer, "csrf_token": token})
    assert refused.status_code == 422

    await browser.sign_in(office.admin_email)
    token = await token_on(browser, "/sign-in/second")
    options = await browser.post("/sign-in/passkey/second", headers={"x-csrf-token": token})
    assert [unb64(one["id"]) for one in options.json()["allowCredentials"]] == [device.id]
    sent = {"csrf_token": token, "credential": device.use(options.text)}
    assert (await browser.post("/sign-in/passkey", data=sent)).status_code == 303
    assert (await browser.get("/who")).text == "Lê Văn Ân"


async def test_questions_for_passkeys_need_our_token(browser: Browser) -> None:
    assert (await browser.post("/sign-in/passkey/challenge")).status_code == 403
    assert (await browser.post("/sign-in/passkey", data={"credential": "{}"})).status_code == 403


async def test_at_an_address_of_figures_there_are_no_passkeys(settings: Settings, office: Office) -> None:
    plain = make_application(replace(settings, base_url="http://127.0.0.1:8000"))
    async with Browser(
        transport=httpx.ASGITransport(plain),
        base_url="http://127.0.0.1:8000",
        headers={"origin": "http://127.0.0.1:8000"},
    ) as browser:
        assert "passkey" not in (await browser.get("/sign-in")).text
        token = await token_on(browser, "/sign-in")
        assert (await browser.post("/sign-in/passkey/challenge", headers={"x-csrf-token": token})).status_code == 404


def test_passkeys_belong_to_names_over_https() -> None:
    works = {
        "https://doithoai.example.vn": True,
        "https://doithoai.example.vn:8443": True,
        "http://localhost:8000": True,
        "http://doithoai.example.vn": False,
        "https://10.0.0.1": False,
        "http://127.0.0.1:8000": False,
        "https://[::1]": False,
    }
    assert {url: passkeys_work(url) for url in works} == works
    assert site_id("https://doithoai.example.vn:8443") == "doithoai.example.vn"
    assert site_origin("https://doithoai.example.vn:8443") == "https://doithoai.example.vn:8443"
