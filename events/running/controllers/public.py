"""The front page, the list of forums and the page of one forum."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from app.access import Access
from app.clock import day_of, now
from app.database.word_index import wanted
from app.people.directory import UnitRow
from app.people.units import directory, unit_asked_for
from app.text import clean_line, search_words
from app.web.cache import kept
from app.web.limits import take
from app.web.pages import page
from app.web.paging import Page, page_number
from app.web.posted import AnyRequest
from events.planning.queries import find_forums, public_events
from events.planning.rows import EventLine
from events.running.forum import forum
from events.running.home import home
from questions.public_lists import LOOKS

MOST_WORDS = 12


@get("/", opt={"access": Access.PUBLIC, "cache": True})
async def show_home(request: AnyRequest) -> Response[Any]:
    at = now()
    shown = await home(at)
    events = [*(opened.event for opened in shown.open_now), *shown.coming]
    return kept(page(request, "home/show.html", home=shown, looks=LOOKS), *_moments(events), at=at)


@get("/events", opt={"access": Access.PUBLIC, "cache": True})
async def list_events(request: AnyRequest) -> Response[Any]:
    at = now()
    today = day_of(at)
    typed, number = clean_line(request.query_params.get("q") or "")[:300], page_number(request.query_params.get("page"))
    if words := search_words(typed)[:MOST_WORDS]:
        await take(request, "search")
        return _list(request, await find_forums(wanted(words), number=number), today, typed)
    if unit := await unit_asked_for(request.query_params.get("unit", "")):
        units = await directory()
        found = await find_forums(unit_ids=units.same_as(unit.id), number=number)
    else:
        found = await public_events(today, number=number)
    return kept(_list(request, found, today, unit=unit), *_moments(found.items), at=at)


def _list(
    request: AnyRequest, found: Page[EventLine], today: date, typed: str = "", unit: UnitRow | None = None
) -> Response[Any]:
    return page(
        request,
        "events/index.html",
        found=found,
        coming=[event for event in found.items if event.is_coming(today)],
        past=[event for event in found.items if not event.is_coming(today)],
        q=typed,
        unit=unit,
    )


@get("/events/{slug:str}", opt={"access": Access.PUBLIC, "cache": True})
async def show_forum(request: AnyRequest, slug: FromPath[str]) -> Response[Any]:
    at = now()
    shown = await forum(slug, at)
    return kept(
        page(request, "events/show.html", forum=shown, event=shown.event, looks=LOOKS, today=day_of(at)),
        *_moments([shown.event]),
        at=at,
    )


def _moments(events: Sequence[EventLine]) -> list[Any]:
    """When these pages change by the clock."""
    return [moment for event in events for moment in (event.opens_at, event.closes_at, event.starts_at, event.ends_at)]


HANDLERS = (show_home, list_events, show_forum)
