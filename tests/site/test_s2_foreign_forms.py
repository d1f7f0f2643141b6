"""S2: nothing changes for a form that is not ours, whichever route it is sent to and whoever is signed in."""

from dataclasses import replace

from app.database import Statement
from tests.apps import whole_site
from tests.site.doors import DOORS, Door
from tests.site.people import account_of
from tests.site.places import Places, places_of
from tests.site.site import BASE, FROM_HERE, Site

ACTS = Statement("SELECT count(*) AS acts FROM journal_entry")
UNSAFE = [door for door in DOORS if door.method not in {"GET", "HEAD"} and door.opens]
FOREIGN: dict[str, dict[str, str]] = {
    "another site's origin": {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    "an origin that only begins alike": {"origin": f"{BASE}.evil.example"},
    "no origin": {"origin": "null"},
    "another site, says the browser": {"origin": BASE, "sec-fetch-site": "cross-site"},
    "a sister site, says the browser": {"sec-fetch-site": "same-site"},
    "a sender that says nothing": {},
}


def _somebody_of(door: Door) -> str:
    return account_of(min(door.opens), door.lead)


async def test_s2_no_foreign_form_is_obeyed(site: Site) -> None:
    places = await places_of(site)
    before = await ACTS.one()
    wrong = []
    for door in UNSAFE:
        async with site.visitor(_somebody_of(door)) as visitor:
            await visitor.act("/nowhere")  # learns the token
            sent = {"csrf_token": visitor.token, **door.sent(places)}
            for what, headers in FOREIGN.items():
                answer = await visitor.post(door.address(places), data=sent, headers=headers)
                if answer.status_code != 403:
                    wrong.append(f"{door.route} with {what}: {answer.status_code}")
            for what, token in (
                ("no token", ""),
                ("a guessed token", "x" * 32),
                ("another's token", await _of_another(site, _somebody_of(door))),
            ):
                sent = {"csrf_token": token, **door.sent(places)}
                answer = await visitor.post(door.address(places), data=sent, headers=FROM_HERE)
                if answer.status_code != 403:
                    wrong.append(f"{door.route} with {what}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert await ACTS.one() == before


async def _of_another(site: Site, account: str) -> str:
    async with site.visitor("giamsat" if account != "giamsat" else "tiepnhan") as other:
        await other.act("/nowhere")
        return other.token


async def test_s2_after_the_secret_was_changed_the_next_page_works_again(site: Site) -> None:
    places: Places = await places_of(site)
    clerk, stranger = site.visitor("tiepnhan"), site.visitor()
    await clerk.act("/nowhere")
    await stranger.act("/nowhere")
    site.app = whole_site(replace(site.settings, secret_key="another-secret-0123456789-abcdefghij-ABCDEF"))
    for old, account, page, sent in (
        (clerk, "tiepnhan", "/me", {"name": "Tên mới", "language": "vi"}),
        (stranger, "", "/lookup", {"code": places.codes[1], "phone": "0900000000"}),
    ):
        now = site.visitor(account)
        now.cookies.update(old.cookies)
        now.token = old.token
        assert (await now.act(page, sent)).status_code == 403
        assert (await now.fill_in(page, **sent)).status_code in {303, 422}


# In the told city nobody has a second factor, a session, a holiday or a day count to spare, or a promise of one's own.
WITHOUT_AN_OBJECT = {
    "POST /me/passkeys",
    "POST /me/passkeys/challenge",
    "POST /me/passkeys/{passkey_id:int}/remove",
    "POST /me/second-factor/codes",
    "POST /me/second-factor/remove",
    "POST /me/sessions/{session_id:int}/end",
    "POST /office/holidays/{day:str}/forget",
    "POST /office/people/{person_id:int}/second-factor/remove",
    "POST /office/special-day-counts/{special_id:int}/removal",
    "POST /data/confirm/{sealed:str}",
    "POST /desk/answers/{answer_id:int}/clearance",
    "POST /replies/{token:str}",
    "POST /sign-in/passkey",
    "POST /sign-in/passkey/challenge",
    "POST /sign-in/passkey/second",
    "POST /track/{token:str}/commitments/{commitment:str}/objection",
}


def test_the_table_of_doors_has_every_unsafe_route_open_to_somebody() -> None:
    assert {door.route for door in DOORS if door.method != "GET"} - {door.route for door in UNSAFE} == WITHOUT_AN_OBJECT


async def test_s2_no_foreign_form_reaches_a_door_without_an_object_either(site: Site) -> None:
    places = await places_of(site)
    wrong = []
    for door in (door for door in DOORS if door.route in WITHOUT_AN_OBJECT):
        async with site.visitor("quantri") as visitor:
            await visitor.act("/nowhere")
            for what, headers, token in (
                ("a foreign origin", FOREIGN["another site's origin"], visitor.token),
                ("no token", FROM_HERE, ""),
            ):
                answer = await visitor.post(door.address(places), data={"csrf_token": token}, headers=headers)
                if answer.status_code != 403:
                    wrong.append(f"{door.route} with {what}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
