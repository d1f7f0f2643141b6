"""R7: of two who edit the same thing, the later one is told, keeps what was written, and saves it over a fresh page."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import html5lib
import pytest

from app.settings import Settings
from app.web.pages import SAFE
from tests.apps import whole_site
from tests.site.edits import DECIDED
from tests.site.places import IN_PROGRESS, KY8, KY9, Places, places_of
from tests.site.site import Site, handlers
from tests.told import SECRET


@dataclass(frozen=True)
class Edited:
    """A form, the two who have it open, and the field that both change."""

    page: Callable[[Places], str]
    field: str | Callable[[Places], str]
    first: str
    second: str
    beside: tuple[tuple[str, str], ...] = ()
    to: Callable[[Places], str] | None = None

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
EARLY, LATE = "Lời của người lưu trước", "Lời của người lưu sau"


@pytest.mark.parametrize("edited", EDITED.values(), ids=EDITED)
async def test_r7_nobody_overwrites_what_was_saved_meanwhile_without_being_told(site: Site, edited: Edited) -> None:
    places = await places_of(site)
    page, field = edited.page(places), edited.name(places)
    to = edited.to(places) if edited.to else page
    async with site.visitor(edited.first) as one, site.visitor(edited.second) as other:
        of_one, of_other = [_form(answer.text, field) for answer in (await one.get(page), await other.get(page))]
        saved = await one.act(to, of_one | dict(edited.beside) | {field: EARLY})
        assert saved.status_code == 303, saved.text
        late = await other.act(to, of_other | dict(edited.beside) | {field: LATE})
        assert late.status_code == 409
        assert LATE in late.text, "what was written is kept"
        assert EARLY in (await one.get(page)).text, "and nothing was overwritten"

        fresh = _form((await other.get(page)).text, field)
        assert fresh[field] == EARLY
        assert fresh["version"] != of_other["version"]
        again = await other.act(to, fresh | dict(edited.beside) | {field: LATE})
        assert again.status_code == 303, again.text
        assert LATE in (await one.get(page)).text


TOO_LONG = "x" * 60_000


@pytest.mark.parametrize("edited", EDITED.values(), ids=EDITED)
async def test_r7_a_mistake_in_the_form_is_no_fresh_look(site: Site, edited: Edited) -> None:
    places = await places_of(site)
    page, field = edited.page(places), edited.name(places)
    to = edited.to(places) if edited.to else page
    async with site.visitor(edited.first) as one, site.visitor(edited.second) as other:
        of_one, of_other = [_form(answer.text, field) for answer in (await one.get(page), await other.get(page))]
        saved = await one.act(to, of_one | dict(edited.beside) | {field: EARLY})
        assert saved.status_code == 303, saved.text
        wrong = await other.act(to, of_other | dict(edited.beside) | {field: TOO_LONG})
        assert wrong.status_code == 422
        mended = _form(wrong.text, field) if f'name="{field}"' in wrong.text else of_other
        late = await other.act(to, mended | dict(edited.beside) | {field: LATE})
        assert late.status_code == 409
        assert EARLY in (await one.get(page)).text, "nothing was overwritten"


def test_r7_every_form_is_decided(tmp_path: Path) -> None:
    app = whole_site(Settings(f"sqlite:///{tmp_path}/none.sqlite", SECRET))
    routes = sorted(path for method, path, _handler in handlers(app) if method not in SAFE)
    assert sorted(route for decided in DECIDED.values() for route in decided) == routes


def _form(page: str, field: str) -> dict[str, object]:
    """Everything that the form with this field would send, as a browser would."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    [form] = [one for one in tree.iter("form") if field in {each.get("name") for each in one.iter()}]
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
