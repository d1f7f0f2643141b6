"""S12, S13, S17 for signing in: what answers tell by their time, how many tries there are, and who is disturbed."""

import gc
import statistics
import time
from collections.abc import Callable

import httpx
import pytest
from litestar import Litestar

from app.access import SYSTEM
from app.clock import now
from app.database import Statement
from app.people import passwords
from app.people.keeping import create_person
from app.settings import Settings
from app.web import tokens
from tests.people.browsing import PASSWORD, Browser, Office

LETTERS = Statement("SELECT to_address, subject, key FROM outbox_letter ORDER BY id")
WRONG = "sai mật khẩu rồi"
SAMPLES = 150
ROUNDS = 4


def stranger(application: Litestar, settings: Settings, address: str = "10.0.0.1") -> tuple[Browser, str]:
    """A browser never seen before, at this address, and the token for its forms."""
    transport = httpx.ASGITransport(application, client=(address, 4000))
    browser = Browser(transport=transport, base_url=settings.base_url, headers={"origin": settings.base_url})
    cookie = tokens.new_form_cookie(settings.secret_key)
    browser.cookies.set("form", cookie)
    return browser, tokens.form_token(settings.secret_key, tokens.form_name(settings.secret_key, cookie) or "")


async def try_once(
    application: Litestar, settings: Settings, email: str, address: str = "10.0.0.1", password: str = WRONG
) -> httpx.Response:
    browser, token = stranger(application, settings, address)
    async with browser:
        return await browser.post("/sign-in", data={"csrf_token": token, "email": email, "password": password})


async def seconds_to_answer(application: Litestar, settings: Settings, email: str) -> tuple[float, str]:
    """Until the last byte of the answer; what is done after it, the sender does not see. And the answer itself."""
    _browser, token = stranger(application, settings)
    form = httpx.Request("POST", "http://x", data={"csrf_token": token, "email": email, "password": WRONG})
    body, got, ended = form.content, bytearray(), 0.0
    cookie = "; ".join(f"{name}={value}" for name, value in _browser.cookies.items())
    await _browser.aclose()
    headers = {"host": "testserver", "origin": settings.base_url, "cookie": cookie, **form.headers}

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, object]) -> None:
        nonlocal ended
        if message["type"] == "http.response.body":
            got.extend(message.get("body", b""))  # type: ignore[arg-type]
            ended = time.perf_counter()

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": "/sign-in", "raw_path": b"/sign-in", "query_string": b"", "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("10.0.0.1", 4000), "server": ("testserver", 80),
    }  # fmt: skip
    begun = time.perf_counter()
    await application(scope, receive, send)  # type: ignore[arg-type]
    return ended - begun, got.decode().replace(email, "").partition('name="csrf_token"')[0]


@pytest.mark.timeout(240)
async def test_s12_known_and_unknown_take_as_long_and_read_the_same(
    database: str, application: Litestar, settings: Settings
) -> None:
    passwords.use_cost(time_cost=2, memory_kib=8192)  # some milliseconds, so that the work of hashing is seen
    hashed, at = await passwords.hashed(PASSWORD), now()
    application.state.web.limits._address = application.state.web.limits._address.__class__(10**6, 1)
    for turn in range(SAMPLES):
        await create_person(f"known{turn}@songhau.example", "Có", password_hash=hashed, by=SYSTEM, at=at)
    await passwords.fits(WRONG, None)
    measured = []
    for _round in range(ROUNDS):  # a busy machine may spoil a round, never four
        application.state.web.limits._buckets = type(application.state.web.limits._buckets)()
        known, unknown, texts = [], [], set()
        gc.disable()
        for turn in range(SAMPLES):
            # Alternately and in both orders, so that what else the machine does falls on both alike.
            kinds = [(f"known{turn}@songhau.example", known), (f"nobody{turn}@songhau.example", unknown)]
            for email, times in kinds if turn % 2 else reversed(kinds):
                seconds, text = await seconds_to_answer(application, settings, email)
                times.append(seconds)
                texts.add(text.replace("nobody", "").replace("known", ""))
        gc.enable()
        assert len(texts) == 1
        a, b = statistics.median(known), statistics.median(unknown)
        measured.append((a, b))
        if abs(a - b) < 0.005 and abs(a - b) < 0.05 * max(a, b):
            return
    pytest.fail(f"medians differ: {measured}")


@pytest.mark.timeout(240)
async def test_s13_a_thousand_tries_from_everywhere_are_ten_and_the_owner_still_comes_in(
    browser: Browser, application: Litestar, settings: Settings, office: Office
) -> None:
    await browser.sign_in(office.admin_email)
    await browser.send_form("/me", "/sign-out")
    statuses = []
    for turn in range(1000):
        address = f"10.{turn % 250}.{turn // 250}.7"
        statuses.append((await try_once(application, settings, office.admin_email, address)).status_code)
    assert set(statuses) == {422, 429}
    assert statuses.count(422) <= 10
    # Even the right password waits in a strange browser; the owner's own browser does not.
    right = await try_once(application, settings, office.admin_email, "10.9.9.9", PASSWORD)
    assert right.status_code == 429
    assert int(right.headers["retry-after"]) > 0
    assert (await browser.sign_in(office.admin_email, WRONG)).status_code == 422
    assert (await browser.sign_in(office.admin_email)).status_code == 303
    letters = [letter for letter in await LETTERS.all() if letter["key"]]
    assert [letter["to_address"] for letter in letters] == [office.admin_email]
    acts = [row["act"] for row in await Statement("SELECT act FROM journal_entry").all()]
    assert acts.count("person.tries_failed") == 1


async def test_s13_two_owners_of_one_browser_are_both_known(browser: Browser, office: Office) -> None:
    for email in (office.admin_email, office.drafter_email):
        await browser.sign_in(email)
        await browser.send_form("/me", "/sign-out")
    known = tokens.unseal("0123456789-abcdefghij-ABCDEFGHIJ-test-only", "known", browser.cookies["known"])
    assert known == f"{office.drafter_email}\n{office.admin_email}"


async def test_s13_a_stolen_or_made_up_mark_of_another_account_gives_no_tries(
    application: Litestar, settings: Settings, office: Office
) -> None:
    browser, token = stranger(application, settings)
    async with browser:
        browser.cookies.set("known", tokens.seal(settings.secret_key, "known", office.drafter_email))
        sent = {"csrf_token": token, "email": office.admin_email, "password": WRONG}
        statuses = [(await browser.post("/sign-in", data=sent)).status_code for _turn in range(12)]
        assert statuses.count(422) <= 10
        browser.cookies.set("known", tokens.seal("x" * 40, "known", office.admin_email))
        assert (await browser.post("/sign-in", data=sent)).status_code == 429


async def test_the_owner_is_told_once_a_day_and_coming_in_starts_anew(browser: Browser, office: Office) -> None:
    from app.people import alerting

    for turn in range(12):
        await alerting.note_failure(office.drafter_email, at=now())
        told = [letter for letter in await LETTERS.all() if letter["key"]]
        assert len(told) == (1 if turn >= 4 else 0)
    await alerting.note_failure("nobody@songhau.example", at=now())
    await browser.sign_in(office.drafter_email)
    row = await Statement("SELECT failed_tries FROM person WHERE id = {}").one(office.drafter_id)
    assert row == {"failed_tries": 0}


async def test_s17_a_burst_of_tries_leaves_others_and_other_acts_alone(
    browser: Browser, another: Callable[[], Browser], application: Litestar, settings: Settings, office: Office
) -> None:
    burst, token = stranger(application, settings)
    async with burst:
        answers = [
            await burst.post("/sign-in", data={"csrf_token": token, "email": f"a{turn}@b.example", "password": WRONG})
            for turn in range(200)
        ]
        statuses = [answer.status_code for answer in answers]
        assert statuses.count(422) <= 21
        assert statuses[-1] == 429
        assert int(answers[-1].headers["retry-after"]) > 0
        assert (await burst.get("/sign-in")).status_code == 200
        letter = await burst.post("/sign-in/link", data={"csrf_token": token, "email": office.drafter_email})
        assert letter.status_code == 303  # another act, another count
    async with another() as colleague:
        assert (await colleague.sign_in(office.drafter_email)).status_code == 303
