"""Links in letters: the same words for everybody, one use, a quarter of an hour, one purpose."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from litestar import Litestar

from app.access import SYSTEM
from app.clock import now
from app.database import Statement
from app.errors import Conflict, Invalid
from app.people import keeping, mailed_links, signing_in
from app.people.one_time import LIFETIME, Purpose
from app.settings import Settings
from tests.people.browsing import PASSWORD, Browser, Office, make_application, new_browser

LETTERS = Statement("SELECT to_address, subject, body FROM outbox_letter ORDER BY id")
SECRETS = Statement("SELECT token_hash, purpose FROM one_time ORDER BY id")
JOURNAL = Statement("SELECT act, before, after FROM journal_entry ORDER BY id")
NEW = "một mật khẩu khác hẳn"


@pytest.fixture
def application(settings: Settings) -> Litestar:
    return make_application(replace(settings, smtp_url="smtp://localhost:1"))


@pytest.fixture
async def browser(application: Litestar, office: Office) -> AsyncIterator[Browser]:
    async with new_browser(application) as made:
        yield made


async def link_to(email: str, purpose: Purpose = Purpose.SIGN_IN) -> str:
    """The path of a fresh link in a letter."""
    await mailed_links.send(email, purpose, at=now())
    letter = (await LETTERS.all())[-1]
    found = re.search(r"^/sign-in/\S{43,}$", letter["body"], re.MULTILINE)
    assert found is not None
    return found[0]


def token_of(path: str) -> str:
    return path.rpartition("/")[2]


async def test_somebody_comes_in_by_a_link_and_looking_uses_nothing_up(browser: Browser, office: Office) -> None:
    asked = await browser.send_form("/sign-in/link", email=office.drafter_email)
    assert asked.headers["location"] == "/sign-in/sent"
    [letter] = await LETTERS.all()
    assert letter["to_address"] == office.drafter_email
    path = re.search(r"^/sign-in/link/\S+$", letter["body"], re.MULTILINE)[0]  # type: ignore[index]
    for _scanner in range(3):
        assert (await browser.get(path)).status_code == 200
        assert (await browser.head(path)).status_code == 200
    entered = await browser.send_form(path)
    assert (entered.status_code, entered.headers["location"]) == (303, "/work")
    assert (await browser.get("/who")).text == "Đỗ Thị Ánh"
    spent = await browser.get(path)
    assert spent.status_code == 409
    assert 'href="/sign-in/link"' in spent.text


async def test_the_same_words_for_known_unknown_and_closed(browser: Browser, office: Office) -> None:
    await Statement("UPDATE person SET is_active = {} WHERE id = {}").run(False, office.admin_id)
    for page in ("/sign-in/link", "/sign-in/password"):
        answers = [
            await browser.send_form(page, email=email)
            for email in (office.drafter_email, "nobody@songhau.example", office.admin_email)
        ]
        assert {(answer.status_code, answer.headers["location"], answer.text) for answer in answers} == {
            (303, "/sign-in/sent", "")
        }
    assert [letter["to_address"] for letter in await LETTERS.all()] == [office.drafter_email] * 2


async def test_a_new_password_is_chosen_by_a_link(
    browser: Browser, another: Callable[[], Browser], office: Office
) -> None:
    async with another() as elsewhere:
        await elsewhere.sign_in(office.drafter_email)
        other_link = await link_to(office.drafter_email)
        path = await link_to(office.drafter_email, Purpose.PASSWORD)
        for new, again in (("ngắn", "ngắn"), (NEW, NEW + "x")):
            refused = await browser.send_form(path, new_password=new, new_password_again=again)
            assert refused.status_code == 422
            assert NEW not in refused.text
        changed = await browser.send_form(path, new_password=NEW, new_password_again=NEW)
        assert changed.status_code == 303
        assert (await browser.get("/who")).text == "Đỗ Thị Ánh"
        assert (await elsewhere.get("/who")).status_code == 303
        assert (await elsewhere.sign_in(office.drafter_email)).status_code == 422
        assert (await elsewhere.sign_in(office.drafter_email, NEW)).status_code == 303
        assert (await elsewhere.get(other_link)).status_code == 409
    assert "password_chosen" in str(await JOURNAL.all())
    assert (await LETTERS.all())[-1]["to_address"] == office.drafter_email


async def test_s14_of_twenty_at_once_exactly_one_comes_in(office: Office) -> None:
    token = token_of(await link_to(office.drafter_email))

    async def follow() -> bool:
        try:
            await mailed_links.follow(token, at=now())
        except Conflict:
            return False
        return True

    assert (await asyncio.gather(*(follow() for _turn in range(20)))).count(True) == 1
    assert len(await Statement("SELECT id FROM session").all()) == 1


async def test_s14_of_twenty_at_once_exactly_one_chooses_the_password(office: Office) -> None:
    token = token_of(await link_to(office.drafter_email, Purpose.PASSWORD))

    async def choose(turn: int) -> bool:
        try:
            await mailed_links.choose_password(token, f"{NEW} {turn}", at=now())
        except Conflict:
            return False
        return True

    chosen = await asyncio.gather(*(choose(turn) for turn in range(20)))
    assert chosen.count(True) == 1
    await signing_in.sign_in(office.drafter_email, f"{NEW} {chosen.index(True)}", at=now())


async def test_s14_a_changed_late_or_foreign_link_opens_nothing(office: Office) -> None:
    token = token_of(await link_to(office.drafter_email))
    late = now() + LIFETIME[Purpose.SIGN_IN]
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), token.swapcase(), token + "=", "", "x" * 5000):
        with pytest.raises(Conflict):
            await mailed_links.follow(wrong, at=now())
    with pytest.raises(Conflict):
        await mailed_links.follow(token, at=late)
    with pytest.raises(Conflict):  # a link to sign in chooses no password
        await mailed_links.choose_password(token, NEW, at=now())
    assert await mailed_links.follow(token, at=late - timedelta(seconds=1))


async def test_s14_a_link_does_not_outlive_what_ends_the_account(office: Office) -> None:
    for end in (
        lambda: keeping.deactivate(office.drafter_id, by=SYSTEM, at=now()),
        lambda: Statement("UPDATE person SET is_active = {} WHERE id = {}").run(False, office.admin_id),
    ):
        email = office.drafter_email if not await SECRETS.all() else office.admin_email
        tokens = [token_of(await link_to(email, purpose)) for purpose in (Purpose.SIGN_IN, Purpose.PASSWORD)]
        await end()
        with pytest.raises((Conflict, Invalid)):
            await mailed_links.follow(tokens[0], at=now())
        with pytest.raises((Conflict, Invalid)):
            await mailed_links.choose_password(tokens[1], NEW, at=now())
    assert await Statement("SELECT id FROM session").all() == []


async def test_only_the_hash_is_stored(office: Office) -> None:
    token = token_of(await link_to(office.drafter_email))
    assert len(token) == 43
    assert token not in str(await SECRETS.all()) + str(await JOURNAL.all())
    assert len((await SECRETS.all())[0]["token_hash"]) == 64


async def test_old_secrets_are_swept(office: Office) -> None:
    await mailed_links.send(office.drafter_email, Purpose.SIGN_IN, at=now() - timedelta(hours=1))
    await mailed_links.send(office.drafter_email, Purpose.SIGN_IN, at=now())
    assert len(await SECRETS.all()) == 1


async def test_s17_letters_are_limited_for_each_address_and_apart_from_signing_in(
    browser: Browser, another: Callable[[], Browser], office: Office
) -> None:
    async with another() as stranger, another() as owner:
        await owner.sign_in(office.drafter_email)
        await owner.send_form("/me", "/sign-out")
        answers = []
        for _turn in range(30):
            stranger.cookies.clear()
            answers.append(await stranger.send_form("/sign-in/link", email=office.drafter_email))
        assert [answer.status_code for answer in answers].count(303) == 3
        assert int(answers[-1].headers["retry-after"]) > 0
        assert len(await LETTERS.all()) == 3
        assert (await owner.send_form("/sign-in/link", email=office.drafter_email)).status_code == 303
        assert (await browser.send_form("/sign-in/link", email=office.admin_email)).status_code == 303
        assert (await browser.sign_in(office.drafter_email, PASSWORD)).status_code == 303


async def test_without_a_mail_server_the_page_names_the_administrator(settings: Settings, office: Office) -> None:
    async with new_browser(make_application(settings)) as browser:
        assert "/sign-in/password" not in (await browser.get("/sign-in")).text
        assert "notice-soon" in (await browser.get("/sign-in/sent")).text


async def test_what_is_no_address_is_named(browser: Browser) -> None:
    answer = await browser.send_form("/sign-in/link", email="không phải thư\r\nBcc: x@y.z")
    assert answer.status_code == 422
    assert 'id="email-problem"' in answer.text
