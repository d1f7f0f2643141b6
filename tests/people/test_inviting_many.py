"""Those who were taken in with a list are invited with one act, by letter or on paper."""

import re
from dataclasses import replace

from app.access import SYSTEM, Role, Viewer
from app.clock import now
from app.database import Statement
from app.people import queries
from app.people.inviting_many import invite_waiting
from app.people.keeping import create_person, grant
from app.settings import Settings
from tests.people.browsing import PASSWORD, Browser, Office, make_application, new_browser

LETTERS = Statement("SELECT to_address, subject FROM outbox_letter ORDER BY id")
ENTRIES = Statement("SELECT id FROM journal_entry WHERE act = 'person.invited'")
LIST = "/office/people?waiting=1"
ALL = "/office/people/invitations"


async def two_without_letters(office: Office) -> list[int]:
    ids = []
    for email, name in (("mot@songhau.example", "Trần Thị Một"), ("hai@songhau.example", "Lý Văn Hai")):
        ids.append(await create_person(email, name, by=SYSTEM, at=now()))
        await grant(ids[-1], office.unit_id, Role.FOCAL, by=SYSTEM, at=now())
    await create_person("ba@songhau.example", "Chưa Có Vai Trò", by=SYSTEM, at=now())
    return ids


def pressed(page: str) -> dict[str, object]:
    """What the form on the page sends, each time it is pressed."""
    return {
        "csrf_token": page.partition('name="csrf_token" value="')[2].partition('"')[0],
        "seen_at": page.partition('name="seen_at" value="')[2].partition('"')[0].replace("&#43;", "+"),
        "person": re.findall(r'name="person" value="(\d+)"', page),
    }


async def test_without_a_mail_server_each_name_stands_beside_a_link_that_lets_in(
    browser: Browser, office: Office
) -> None:
    ids = await two_without_letters(office)
    await browser.sign_in(office.admin_email)
    shown = (await browser.get(LIST)).text
    assert "Trần Thị Một" in shown
    assert "Chưa Có Vai Trò" in shown
    assert "Đỗ Thị Ánh" not in shown
    form = pressed(shown)
    assert sorted(form["person"]) == sorted(map(str, ids))  # type: ignore[call-overload]
    first, second = await browser.post(ALL, data=form), await browser.post(ALL, data=form)
    assert not await LETTERS.all()
    assert len(await ENTRIES.all()) == 4
    links = [re.findall(r"http://testserver(/invitations/[\w-]+)", each.text) for each in (first, second)]
    assert [len(each) for each in links] == [2, 2], "pressed twice, the list that is seen holds all"
    assert first.headers["cache-control"] == "no-store"
    for path in (links[0][0], links[1][1]):
        assert (await browser.get(path)).status_code == 200
    let_in = await browser.send_form(links[1][0], name="Lý Văn Hai", password=PASSWORD, password_again=PASSWORD)
    assert let_in.status_code == 303
    assert await queries.count_waiting() == 2


async def test_by_letter_nobody_is_written_to_twice_for_one_look_at_the_list(
    settings: Settings, office: Office
) -> None:
    await two_without_letters(office)
    async with new_browser(make_application(replace(settings, smtp_url="smtp://mail.example.vn"))) as browser:
        await browser.sign_in(office.admin_email)
        form = pressed((await browser.get(LIST)).text)
        assert (await browser.post(ALL, data=form)).headers["location"] == LIST
        assert (await browser.post(ALL, data=form)).status_code == 303
        assert {row["to_address"] for row in await LETTERS.all()} == {"mot@songhau.example", "hai@songhau.example"}
        assert len(await LETTERS.all()) == 2
        assert (await browser.post(ALL, data=pressed((await browser.get(LIST)).text))).status_code == 303
        assert len(await LETTERS.all()) == 4, "looked at again, it is meant again"


async def test_a_new_look_ends_the_links_of_the_last_one(office: Office) -> None:
    ids, by = (
        await two_without_letters(office),
        Viewer(office.admin_id, roles=frozenset({(office.unit_id, Role.ADMIN)})),
    )
    old = await invite_waiting(ids, seen_at=now(), is_mailed=False, by=by, at=now())
    new = await invite_waiting([*ids, office.drafter_id], seen_at=now(), is_mailed=False, by=by, at=now())
    assert [one.name for one in new] == ["Trần Thị Một", "Lý Văn Hai"]
    assert await queries.invitation(old[0].path.rpartition("/")[2]) is None
    assert await queries.invitation(new[0].path.rpartition("/")[2]) is not None


async def test_nonsense_in_the_form_is_answered_with_a_sentence(browser: Browser, office: Office) -> None:
    await browser.sign_in(office.admin_email)
    assert (await browser.send_form("/me", ALL, person="9" * 40, seen_at="hôm qua")).status_code == 422
    answer = await browser.send_form("/me", ALL, person="9" * 40, seen_at=now().isoformat())
    assert answer.headers["location"] == LIST
