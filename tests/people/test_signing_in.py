"""Signing in: the same words and the same work for all who may not, limits, and where one lands."""

import asyncio
import statistics
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.access import SYSTEM
from app.clock import now
from app.database import Statement
from app.errors import Invalid
from app.people import passwords, signing_in
from app.people.keeping import create_person
from tests.people.browsing import PASSWORD, Browser, Office

HASH = Statement("SELECT password_hash FROM person WHERE id = {}")


def shown_refusal(text: str) -> str:
    """The page without what differs each time: the token and what was typed."""
    before, _token, rest = text.partition('name="csrf_token" value="')
    return (before + rest.partition('"')[2]).replace("an@songhau.example", "").replace("nobody@songhau.example", "")


async def test_s12_unknown_closed_and_wrong_read_the_same(browser: Browser, office: Office) -> None:
    wrong = await browser.sign_in("an@songhau.example", "sai mật khẩu rồi")
    unknown = await browser.sign_in("nobody@songhau.example", "sai mật khẩu rồi")
    await Statement("UPDATE person SET is_active = {} WHERE id = {}").run(False, office.admin_id)
    closed = await browser.sign_in("an@songhau.example")
    assert [answer.status_code for answer in (wrong, unknown, closed)] == [
        422,
        422,
        422,
    ]
    assert shown_refusal(wrong.text) == shown_refusal(unknown.text) == shown_refusal(closed.text)


async def test_s12_somebody_unknown_costs_the_same_work(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str | None] = []
    fits = passwords.fits

    async def watched(password: str, stored: str | None) -> bool:
        checked.append(stored)
        return await fits(password, stored)

    monkeypatch.setattr(passwords, "fits", watched)
    for email in ("an@songhau.example", "nobody@songhau.example"):
        with pytest.raises(Invalid):
            await signing_in.sign_in(email, "sai mật khẩu rồi", at=now())
    assert len(checked) == 2
    assert checked[1] is None


async def test_s12_a_decoy_takes_as_long_as_a_stored_hash() -> None:
    passwords.use_cost(time_cost=2, memory_kib=4096)
    stored = await passwords.hashed(PASSWORD)
    assert not await passwords.fits("x", None)
    known, unknown = [], []
    for _turn in range(30):
        for kind, times in ((stored, known), (None, unknown)):
            begun = time.perf_counter()
            assert not await passwords.fits("sai mật khẩu rồi", kind)
            times.append(time.perf_counter() - begun)
    assert abs(statistics.median(known) - statistics.median(unknown)) < 0.005


async def test_a_password_is_the_same_from_every_keyboard(office: Office) -> None:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert decomposed != PASSWORD
    opened = await signing_in.sign_in("  AN@SongHau.example ", decomposed, at=now())
    assert opened.viewer.name == "Lê Văn Ân"


async def test_odd_passwords_are_only_wrong(office: Office) -> None:
    for password in ("", "x" * 129, "\x00", "\ud800", "é" * 5000):
        with pytest.raises(Invalid):
            await signing_in.sign_in("an@songhau.example", password, at=now())


async def test_an_old_hash_is_renewed_at_sign_in(office: Office) -> None:
    passwords.use_cost(time_cost=2, memory_kib=16)
    await signing_in.sign_in("an@songhau.example", PASSWORD, at=now())
    row = await HASH.one(office.admin_id)
    assert row is not None
    assert "m=16,t=2" in row["password_hash"]
    assert await signing_in.sign_in("an@songhau.example", PASSWORD, at=now())


async def test_a_password_changed_meanwhile_lets_the_old_one_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = passwords.fits

    async def slow(password: str, stored: str | None) -> bool:
        answer = await fits(password, stored)
        await Statement("UPDATE person SET password_hash = {} WHERE id = {}").run(
            await passwords.hashed("một mật khẩu khác hẳn"), office.admin_id
        )
        return answer

    monkeypatch.setattr(passwords, "fits", slow)
    with pytest.raises(Invalid):
        await signing_in.sign_in("an@songhau.example", PASSWORD, at=now())
    assert await Statement("SELECT id FROM session").all() == []


async def test_s13_ten_tries_and_then_a_rest(browser: Browser, another: Callable[[], Browser]) -> None:
    async with another() as owner, another() as stranger:
        await owner.sign_in("an@songhau.example")
        await owner.send_form("/me", "/sign-out")
        tries = []
        for _turn in range(12):
            stranger.cookies.clear()  # each time another browser
            tries.append((await stranger.sign_in("an@songhau.example", "sai mật khẩu rồi")).status_code)
        assert tries.count(422) <= 10
        assert tries[-1] == 429
        assert (await stranger.sign_in("AN@songhau.example")).status_code == 429
        assert (await stranger.sign_in("anh@songhau.example")).status_code == 303
        assert (await owner.sign_in("an@songhau.example")).status_code == 303


async def test_s13_a_refusal_says_when_to_come_back(browser: Browser) -> None:
    answers = [await browser.sign_in("an@songhau.example", "sai mật khẩu rồi") for _turn in range(11)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


ELSEWHERE = (
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/%2f%2fevil.example",
    "javascript:alert(1)",
    "",
)


async def test_s15_sign_in_leads_only_to_pages_of_this_site(browser: Browser, office: Office) -> None:
    here = "/desk/questions?page=2"
    landings = {here: here} | dict.fromkeys(ELSEWHERE, "/office")
    for wanted, landing in landings.items():
        browser.cookies.clear()
        answer = await browser.send_form("/sign-in", email=office.admin_email, password=PASSWORD, next=wanted)
        assert (answer.status_code, answer.headers["location"]) == (303, landing)
        again = await browser.get("/sign-in", params={"next": wanted})
        assert (again.status_code, again.headers["location"]) == (303, landing)


async def test_a_closed_page_asks_to_sign_in_and_comes_back(browser: Browser) -> None:
    refused = await browser.get("/me?tab=1")
    assert refused.status_code == 303
    shown = await browser.get(refused.headers["location"])
    assert 'name="next" value="/me?tab=1"' in shown.text


async def test_a_form_without_our_token_is_refused(browser: Browser) -> None:
    answer = await browser.post("/sign-in", data={"email": "an@songhau.example", "password": PASSWORD})
    assert answer.status_code == 403
    assert (await browser.post("/sign-out")).status_code == 403


async def test_empty_fields_are_named_and_the_password_is_never_shown(
    browser: Browser,
) -> None:
    answer = await browser.send_form("/sign-in", email="", password="bí mật của tôi")
    assert answer.status_code == 422
    assert 'id="email-problem"' in answer.text
    assert "bí mật của tôi" not in answer.text


async def test_hashing_holds_nobody_up(office: Office) -> None:
    passwords.use_cost(time_cost=3, memory_kib=65536)
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.001)
            ticks += 1

    ticking = asyncio.create_task(tick())
    await passwords.hashed(PASSWORD)
    ticking.cancel()
    assert ticks > 3


async def test_an_address_has_one_account(office: Office) -> None:
    with pytest.raises(Invalid):
        await create_person("AN@songhau.example", "Người khác", by=SYSTEM, at=now() + timedelta(days=1))
