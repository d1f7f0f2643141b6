"""R7: of two who edit the same thing, the later one is told, keeps what was written, and saves it over a fresh page."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from app.settings import Settings
from app.web.pages import SAFE
from tests.apps import whole_site
from tests.site.edits import DECIDED
from tests.site.places import ADMITTED, IN_PROGRESS, KY8, KY9, Places, places_of
from tests.site.site import Site, handlers
from tests.told import SECRET

EARLY, LATE = "Lời của người lưu trước", "Lời của người lưu sau"


@dataclass(frozen=True)
class Edited:
    """A form, the two who have it open, and the field that both change."""

    page: Callable[[Places], str]
    field: str | Callable[[Places], str]
    first: str
    second: str
    beside: tuple[tuple[str, str], ...] = ()
    to: Callable[[Places], str] | None = None
    early: str = EARLY
    late: str = LATE
    kept: str = "version"
    needs: Callable[[Places], str] | None = None  # what the first one does before

    def name(self, places: Places) -> str:
        return self.field if isinstance(self.field, str) else self.field(places)


EDITED = {
    "the draft of an answer": Edited(
        lambda places: f"/desk/questions/{places.codes[IN_PROGRESS]}/answer",
        *("body", "soanthao.thue", "daumoi.thue"),
        (("summary", "Tóm tắt."), ("outcome", "explained"), ("then", "save")),
    ),
    "a forum": Edited(
        lambda places: f"/desk/events/{KY9}/edit", "theme", "dieuphoi", "dieuphoi", (("reason", "Đổi."),)
    ),
    "the minutes": Edited(lambda places: f"/desk/events/{KY8}/minutes", "conclusion", "thuky", "dieuphoi"),
    "a unit": Edited(lambda places: f"/office/units/{places.units['STC']}", "address", "quantri", "quantri"),
    "the site": Edited(lambda places: "/office/site", "address", "quantri", "quantri"),
    "a field of work": Edited(lambda places: "/office/fields/1", "name", "quantri", "quantri"),
    "a type of forum": Edited(lambda places: "/office/event-types/cafe", "basis", "quantri", "quantri"),
    "the text of a letter": Edited(lambda places: "/office/texts/receipt", "subject", "quantri", "quantri"),
    "a reason": Edited(lambda places: "/office/reasons/rejection/unclear", "guidance", "quantri", "quantri"),
    "a day count": Edited(lambda places: "/office/day-counts/answer", "basis", "quantri", "quantri"),
    "how long data is kept": Edited(
        lambda places: "/office/retention", "askers", "quantri", "quantri", early="61", late="62"
    ),
    "the public text of a question": Edited(
        lambda places: f"/desk/questions/{places.codes[ADMITTED]}/public-text",
        *("public_summary", "dieuphoi", "dieuphoi"),
        kept="seen",
    ),
    "a part of several agencies": Edited(
        lambda places: f"/desk/parts/{places.part}",
        *("body", "soanthao.snv", "daumoi.snv"),
        to=lambda places: f"/desk/parts/{places.part}/text",
    ),
    "a letter that is held back": Edited(
        lambda places: f"/desk/letters/{places.outgoing}",
        *("body", "dieuphoi", "dieuphoi"),
        to=lambda places: f"/desk/letters/{places.outgoing}/words",
        needs=lambda places: f"/desk/letters/{places.outgoing}/hold",
    ),
    "the list of invited agencies": Edited(
        lambda places: f"/desk/events/{KY9}/agencies",
        lambda places: f"attendee_{places.units['STC']}",
        *("dieuphoi", "dieuphoi"),
    ),
    "who comes for an agency": Edited(
        lambda places: f"/desk/events/{KY9}",
        lambda places: f"attendee_{places.units['STC']}",
        *("daumoi.stc", "dieuphoi"),
        to=lambda places: f"/desk/events/{KY9}/agencies/{places.units['STC']}/attendee",
    ),
    "an oral answer": Edited(
        lambda places: f"/desk/events/{KY8}/room/answers/{places.oral}", "body", "thuky", "dieuphoi"
    ),
    "a promise as it was written down": Edited(
        lambda places: f"/desk/events/{KY8}/room/commitments/{places.recorded}", "words", "thuky", "dieuphoi"
    ),
    "a webhook": Edited(
        lambda places: f"/office/webhooks/{places.hook}",
        *("name", "quantri", "quantri"),
        (("url", "https://zalo.example.vn/hook"),),
    ),
}


@pytest.mark.parametrize("edited", EDITED.values(), ids=EDITED)
async def test_r7_nobody_overwrites_what_was_saved_meanwhile_without_being_told(site: Site, edited: Edited) -> None:
    places = await places_of(site)
    page, field = edited.page(places), edited.name(places)
    to = edited.to(places) if edited.to else page
    async with site.visitor(edited.first) as one, site.visitor(edited.second) as other:
        if edited.needs:
            await one.act(edited.needs(places))
        of_one, of_other = [_form(answer.text, field) for answer in (await one.get(page), await other.get(page))]
        saved = await one.act(to, of_one | dict(edited.beside) | {field: edited.early})
        assert saved.status_code == 303, saved.text
        late = await other.act(to, of_other | dict(edited.beside) | {field: edited.late})
        assert late.status_code == 409
        assert edited.late in late.text, "what was written is kept"
        assert edited.early in (await one.get(page)).text, "and nothing was overwritten"

        fresh = _form((await other.get(page)).text, field)
        assert fresh[field] == edited.early
        assert fresh[edited.kept] != of_other[edited.kept]
        again = await other.act(to, fresh | dict(edited.beside) | {field: edited.late})
        assert again.status_code == 303, again.text
        assert edited.late in (await one.get(page)).text


TOO_LONG = "x" * 60_000


@pytest.mark.parametrize("edited", EDITED.values(), ids=EDITED)
async def test_r7_a_mistake_in_the_form_is_no_fresh_look(site: Site, edited: Edited) -> None:
    places = await places_of(site)
    page, field = edited.page(places), edited.name(places)
    to = edited.to(places) if edited.to else page
    async with site.visitor(edited.first) as one, site.visitor(edited.second) as other:
        if edited.needs:
            await one.act(edited.needs(places))
        of_one, of_other = [_form(answer.text, field) for answer in (await one.get(page), await other.get(page))]
        saved = await one.act(to, of_one | dict(edited.beside) | {field: edited.early})
        assert saved.status_code == 303, saved.text
        wrong = await other.act(to, of_other | dict(edited.beside) | {field: TOO_LONG})
        assert wrong.status_code == 422
        mended = _form(wrong.text, field) if f'name="{field}"' in wrong.text else of_other
        late = await other.act(to, mended | dict(edited.beside) | {field: edited.late})
        assert late.status_code == 409
        assert edited.early in (await one.get(page)).text, "nothing was overwritten"


# Ways back to what ships: nothing is typed there, so only the words of the other one can be lost.
TAKEN_BACK = {
    "the text of a letter": ("/office/texts/receipt", "subject", "/office/texts/receipt/revert"),
    "a reason": (
        "/office/reasons/rejection/unclear",
        "guidance",
        "/office/reasons/rejection/unclear/revert",
    ),
    "a day count": ("/office/day-counts/answer", "basis", "/office/day-counts/answer/revert"),
}


@pytest.mark.parametrize(("page", "field", "back"), TAKEN_BACK.values(), ids=TAKEN_BACK)
async def test_r7_nobody_takes_back_what_was_saved_meanwhile(site: Site, page: str, field: str, back: str) -> None:
    await places_of(site)
    async with site.visitor("quantri") as one, site.visitor("quantri") as other:
        assert (await one.act(page, _form((await one.get(page)).text, field) | {field: "Lời cũ"})).status_code == 303
        shown = (await other.get(page)).text
        await one.act(page, _form((await one.get(page)).text, field) | {field: EARLY})
        late = await other.act(back, _form_to(shown, back))
        assert late.status_code == 409
        assert EARLY in late.text
        assert _form((await one.get(page)).text, field)[field] == EARLY
        assert (await other.act(back, _form_to(late.text, back))).status_code == 303
        assert EARLY not in (await one.get(page)).text


async def test_r7_nobody_declares_a_day_over_a_declaration_that_was_not_read(site: Site) -> None:
    await places_of(site)
    page, swap = "/office/holidays", "/office/holidays/swap"
    async with site.visitor("quantri") as one, site.visitor("quantri") as other:
        mine = _form((await other.get(page)).text, "day") | {"day": "2030-05-06", "kind": "off", "source": "CV 2"}
        first = {"day": "2030-05-06", "kind": "off", "note": EARLY, "source": "CV 1"}
        assert (await one.act(page, _form((await one.get(page)).text, "day") | first)).status_code == 303
        late = await other.act(page, mine | {"note": LATE})
        assert late.status_code == 409
        assert LATE in late.text
        assert EARLY in late.text, "what was declared stands beside it"
        swapped = {"off": "2030-05-06", "worked": "2030-05-11", "swap_source": "CV 3"}
        exchanged = await other.act(swap, _form((await other.get(page)).text, "off") | swapped)
        assert exchanged.status_code == 409
        assert (await other.act(swap, _form_to(exchanged.text, swap))).status_code == 303

        stale = (await other.get(f"{page}?year=2030")).text
        back = f"{page}/2030-05-06/forget"
        unread = _form((await one.get(page)).text, "day") | first | {"note": "Nghỉ bù"}
        again = await one.act(page, unread)
        assert again.status_code == 409
        assert (await one.act(page, _form(again.text, "day"))).status_code == 303
        assert (await other.act(back, _form_to(stale, back))).status_code == 409
        assert (await other.act(back, _form_to((await other.get(f"{page}?year=2030")).text, back))).status_code == 303


async def test_r7_a_second_new_key_does_not_silence_the_first(site: Site) -> None:
    places = await places_of(site)
    page = f"/office/webhooks/{places.hook}"
    async with site.visitor("quantri") as one, site.visitor("quantri") as other:
        shown = (await one.get(page)).text
        assert (await one.act(f"{page}/key", _form_to(shown, f"{page}/key"))).status_code == 303
        assert (await other.act(f"{page}/key", _form_to(shown, f"{page}/key"))).status_code == 409


async def test_r7_what_one_released_another_does_not_close_unread(site: Site) -> None:
    places = await places_of(site)
    page = f"/desk/questions/{places.sent_code}"
    async with site.visitor("dieuphoi") as one, site.visitor("dieuphoi") as other:
        shown = _form((await other.get(page)).text, "released")
        ticked = _form((await one.get(page)).text, "released") | {"released": str(places.sent_file)}
        assert (await one.act(f"{page}/attachments", ticked)).status_code == 303
        assert (await other.act(f"{page}/attachments", shown)).status_code == 409
        fresh = _form((await other.get(page)).text, "released")
        assert fresh["released"] == [str(places.sent_file)]
        assert (await other.act(f"{page}/attachments", fresh | {"released": []})).status_code == 303


async def test_r7_a_question_is_transferred_from_the_unit_that_was_shown(site: Site) -> None:
    places = await places_of(site)
    page = f"/desk/questions/{places.codes[IN_PROGRESS]}/transfer"
    async with site.visitor("dieuphoi") as one, site.visitor("dieuphoi") as other:
        shown = _form((await other.get(page)).text, "reason")
        to_snv = _form((await one.get(page)).text, "reason") | {"unit": places.units["SNV"], "reason": EARLY}
        assert (await one.act(page, to_snv)).status_code == 303
        late = await other.act(page, shown | {"unit": places.units["STC"], "reason": LATE})
        assert late.status_code == 409
        assert LATE in late.text
        fresh = _form((await other.get(page)).text, "reason")
        again = await other.act(page, fresh | {"unit": places.units["STC"], "reason": LATE})
        assert again.status_code == 303, again.text


async def test_r7_a_question_is_taken_back_from_the_unit_that_was_shown(site: Site) -> None:
    places = await places_of(site)
    page = f"/desk/questions/{places.codes[IN_PROGRESS]}"
    async with site.visitor("dieuphoi") as one, site.visitor("dieuphoi") as other:
        shown = _form((await other.get(f"{page}/unassignment")).text, "reason")
        to_snv = _form((await one.get(f"{page}/transfer")).text, "reason")
        to_snv |= {"unit": places.units["SNV"], "reason": EARLY}
        assert (await one.act(f"{page}/transfer", to_snv)).status_code == 303
        late = await other.act(f"{page}/unassignment", shown | {"reason": LATE})
        assert late.status_code == 409
        assert LATE in late.text
        fresh = _form((await other.get(f"{page}/unassignment")).text, "reason")
        assert (await other.act(f"{page}/unassignment", fresh | {"reason": LATE})).status_code == 303


async def test_r7_a_promise_goes_over_from_the_unit_that_was_shown(site: Site) -> None:
    places = await places_of(site)
    page = f"/desk/commitments/{places.commitment}"
    act = f"{page}/acts/reassign"
    async with site.visitor("dieuphoi") as one, site.visitor("dieuphoi") as other:
        shown = _form_to((await other.get(page)).text, act)
        first = _form_to((await one.get(page)).text, act) | {"owner": places.units["STC"], "body": EARLY}
        assert (await one.act(act, first)).status_code == 303
        late = await other.act(act, shown | {"owner": places.units["SNV"], "body": LATE})
        assert late.status_code == 409
        assert LATE in late.text
        assert (await other.act(act, _form_to(late.text, act))).status_code == 303


async def test_r7_only_the_date_that_was_read_is_granted(site: Site) -> None:
    places = await places_of(site)
    page = f"/desk/commitments/{places.commitment}"
    async with site.visitor("lanhdao.snnmt") as leader, site.visitor("chutri") as one, site.visitor("chutri") as other:
        await leader.act(f"{page}/acts/ask_date", {"body": "Chậm vốn.", "day": "2099-01-05"})
        shown = (await other.get(page)).text
        refused = _form_to((await one.get(page)).text, f"{page}/acts/refuse_date") | {"body": "Quá xa."}
        assert (await one.act(f"{page}/acts/refuse_date", refused)).status_code == 303
        await leader.act(f"{page}/acts/ask_date", {"body": "Chậm vốn.", "day": "2099-12-05"})
        grant = f"{page}/acts/grant_date"
        late = await other.act(grant, _form_to(shown, grant) | {"body": LATE})
        assert late.status_code == 409
        assert LATE in late.text


def test_r7_every_form_is_decided(tmp_path: Path) -> None:
    app = whole_site(Settings(f"sqlite:///{tmp_path}/none.sqlite", SECRET))
    routes = sorted(path for method, path, _handler in handlers(app) if method not in SAFE)
    assert sorted(route for decided in DECIDED.values() for route in decided) == routes


def _form(page: str, field: str) -> dict[str, object]:
    """Everything that the form with this field would send, as a browser would."""
    [form] = [one for one in FORM.findall(page) if f'name="{field}"' in one]
    return _sent(_parsed(form))


def _form_to(page: str, address: str) -> dict[str, object]:
    """Everything that the form to this address would send."""
    [form] = [one for one in FORM.findall(page) if f'action="{address}"' in one.partition(">")[0]]
    return _sent(_parsed(form))


FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


def _parsed(form: str) -> Element:
    [found] = html5lib.parse(form, namespaceHTMLElements=False).iter("form")
    return found  # type: ignore[no-any-return]


def _sent(form: Element) -> dict[str, object]:
    sent: dict[str, object] = {}
    ticked: dict[str, list[str]] = {}
    for one in (each for each in form.iter() if each.tag in {"input", "textarea", "select"}):
        name, kind = one.get("name", ""), one.get("type", "")
        if one.tag == "select":
            chosen = [option for option in one.iter("option") if option.get("selected") is not None]
            sent[name] = [each.get("value", "") for each in chosen or list(one.iter("option"))[:1]]
        elif one.tag == "textarea":
            sent[name] = "".join(one.itertext())
        elif kind == "checkbox":
            ticked[name] = ticked.get(name, []) + ([one.get("value", "")] if one.get("checked") is not None else [])
        elif kind != "radio" or one.get("checked") is not None:
            sent[name] = one.get("value", "")
    return {name: value for name, value in (sent | ticked).items() if name and name != "csrf_token"}
