"""Reading forums. Public pages ask these, so each takes one to four questions to the database."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import Any

from piccolo.columns.combination import WhereRaw

from app.access import Role, Viewer
from app.clock import at_local
from app.database import Statement
from app.database.word_index import wanted
from app.errors import NotFound
from app.i18n import Sentence as _
from app.people.directory import Directory
from app.people.units import directory
from app.text import search_words
from app.web.paging import COUNTED, Page, Total
from events.planning.kinds import event_types
from events.planning.parts import AttendancePart
from events.planning.policy import EventFacts
from events.planning.rows import (
    AgencyRow,
    AttendanceRow,
    EventLine,
    EventView,
    FieldName,
    OfficerRow,
    UnitCard,
)
from events.planning.search import FORUM_WORDS
from events.planning.states import EventState
from events.planning.tables import CoOrganiser, Event, Officer
from events.planning.types import EventType

FACTS = (
    "SELECT event.id, event.slug, event.state, event.organiser AS organiser_id, event.title, event.type,"
    " event.starts_at, event.closes_at, event.ended_at,"
    " officer.person AS officer_id, officer.role AS officer_role, co_organiser.unit AS co_organiser_id"
    " FROM event LEFT JOIN officer ON officer.event = event.id"
    " LEFT JOIN co_organiser ON co_organiser.event = event.id"
)
FACTS_BY_SLUG = Statement(FACTS + " WHERE event.slug = {}")
FACTS_BY_ID = Statement(FACTS + " WHERE event.id = {}")

LINE_COLUMNS = (
    "event.id, event.slug, event.type, event.title, event.edition, event.theme, event.place,"
    " event.online_url, event.organiser AS organiser_id, event.starts_at, event.ends_at, event.opens_at,"
    " event.closes_at, event.state, event.postponed_from, event.change_reason, event.announced_at,"
    " event.started_at, event.ended_at, event.results_at,"
    " series.name AS series_name, series.slug AS series_slug"
)
FROM_EVENT = " FROM event LEFT JOIN series ON series.id = event.series"
VIEW = Statement(
    f"SELECT {LINE_COLUMNS}, event.series AS series_id, event.description, event.agenda,"
    " event.short_notice_reason, event.sequence, event.version, event.changed_at"
    + FROM_EVENT
    + " WHERE event.slug = {}"
)
COMING = Statement(
    f"SELECT {LINE_COLUMNS}" + FROM_EVENT + " WHERE event.state NOT IN ('draft', 'cancelled')"
    " AND (event.starts_at >= {} OR event.state = 'postponed')"
    " ORDER BY event.state = 'postponed', event.starts_at, event.id LIMIT {}"
)
PAST = Statement(
    f"SELECT {LINE_COLUMNS}" + FROM_EVENT + " WHERE event.state NOT IN ('draft', 'postponed')"
    " AND (event.starts_at < {} OR event.state = 'cancelled')"
    " ORDER BY event.starts_at DESC, event.id DESC LIMIT {} OFFSET {}"
)
LINE = (
    Event.id, Event.slug, Event.type, Event.title, Event.edition, Event.theme,
    Event.place, Event.online_url, Event.organiser.as_alias("organiser_id"), Event.starts_at, Event.ends_at,
    Event.opens_at, Event.closes_at, Event.state, Event.postponed_from, Event.change_reason,
    Event.announced_at, Event.started_at, Event.ended_at, Event.results_at,
    Event.series.name.as_alias("series_name"), Event.series.slug.as_alias("series_slug"),
)  # fmt: skip

OFFICERS = Statement(
    "SELECT officer.person AS person_id, person.name, officer.title, officer.role FROM officer"
    " JOIN person ON person.id = officer.person WHERE officer.event = {}"
    " ORDER BY officer.position, officer.id"
)
FIELDS_AND_CO_ORGANISERS = Statement(
    "SELECT 'field' AS kind, field.id, field.name, field.sort_key FROM event_field"
    " JOIN field ON field.id = event_field.field WHERE event_field.event = {}"
    " UNION ALL SELECT 'unit', unit.id, unit.name, unit.sort_key FROM co_organiser"
    " JOIN unit ON unit.id = co_organiser.unit WHERE co_organiser.event = {} ORDER BY 1, 4, 2"
)
AGENCIES = Statement(
    "SELECT invited_agency.unit AS unit_id, invited_agency.invited_at, invited_agency.attendee,"
    " invited_agency.attendee_title FROM invited_agency JOIN unit ON unit.id = invited_agency.unit"
    " WHERE invited_agency.event = {} ORDER BY unit.sort_key, unit.id"
)
ATTENDANCE = Statement(
    "SELECT id, part, name, organisation, heads, is_present, recorded_at FROM attendance"
    " WHERE event = {} ORDER BY id LIMIT 2000"
)

MOST_IN_A_LIST = 200


def no_such_event() -> NotFound:
    return NotFound(_("There is no such forum."))


async def event_facts(slug: str) -> EventFacts:
    """What rules need of one forum; raises NotFound. Whether a draft may be seen is for `policy.may_see`."""
    return _facts(await FACTS_BY_SLUG.all(slug))


async def event_facts_by_id(event_id: int) -> EventFacts:
    return _facts(await FACTS_BY_ID.all(event_id))


async def event_view(slug: str) -> EventView:
    """All that pages show of one forum, in five questions; raises NotFound."""
    row = await VIEW.one(slug)
    if row is None:
        raise no_such_event()
    units = await directory()
    officers = await OFFICERS.all(row["id"])
    named = await FIELDS_AND_CO_ORGANISERS.all(row["id"], row["id"])
    agencies = await AGENCIES.all(row["id"])
    return EventView(
        **_line_values(row, units, await event_types()),
        officers=tuple(OfficerRow(**{**officer, "role": Role(officer["role"])}) for officer in officers),
        fields=tuple(FieldName(each["id"], each["name"]) for each in named if each["kind"] == "field"),
        co_organisers=tuple(_card(each["id"], units) for each in named if each["kind"] == "unit"),
        agencies=tuple(
            AgencyRow(short_name=units.short_name(each["unit_id"]), name=units.name(each["unit_id"]), **each)
            for each in agencies
        ),
    )


async def public_events(today: date, *, number: int = 1, most: int = MOST_IN_A_LIST) -> Page[EventLine]:
    """The forums that everyone sees: the coming ones, soonest first, then the past, newest first, page after page.

    Those whose new date is awaited stand last among the coming; `EventLine.is_coming` tells the groups apart.
    """
    start = at_local(today)
    coming = await COMING.all(start, most) if number == 1 else []
    past = await PAST.all(start, most + 1, (number - 1) * most)
    lines = _lines(coming + past[:most], await directory(), await event_types())
    return Page(lines, number, most, has_next=len(past) > most)


async def find_forums(
    sought: str = "", unit_ids: Collection[int] = (), *, number: int = 1, most: int = MOST_IN_A_LIST
) -> Page[EventLine]:
    """The announced forums that hold these words (of `word_index.wanted`) or are organised by one of these units, the
    newest first, and how many there are."""
    places = f"event.organiser IN ({', '.join(['{}'] * len(unit_ids))})" if unit_ids else ""
    find, count = _finding(" AND ".join(filter(None, (FORUM_WORDS.condition if sought else "", places))))
    values = (*((sought,) if sought else ()), *sorted(unit_ids))
    counted = await count.one(*values, COUNTED + 1)
    rows = await find.all(*values, most + 1, (number - 1) * most)
    found = _lines(rows, await directory(), await event_types())
    return Page.cut(found, number, most, Total.counted(counted["number"] if counted else 0))


@cache
def _finding(holds: str) -> tuple[Statement, Statement]:
    where = f" WHERE event.state <> 'draft' AND {holds}"
    return (
        Statement(
            f"SELECT {LINE_COLUMNS}{FROM_EVENT}{where}"
            " ORDER BY event.starts_at DESC, event.id DESC LIMIT {} OFFSET {}",
            slow=True,
        ),
        Statement(f"SELECT count(*) AS number FROM (SELECT 1 FROM event{where} LIMIT {{}}) AS found", slow=True),  # noqa: S608
    )


async def desk_events(viewer: Viewer) -> list[EventLine]:
    """The newest 200 of `desk_list`."""
    return list((await desk_list(viewer)).items)


async def desk_list(
    viewer: Viewer, states: Collection[EventState] = (), words: str = "", *, number: int = 1, most: int = MOST_IN_A_LIST
) -> Page[EventLine]:
    """The forums of one's own units and offices, and of those that one oversees, newest first.

    Agrees with `policy.may_see` about every draft. `states` narrows the list, and so do the `words` that were typed.
    """
    found = Event.select(*LINE).order_by(Event.starts_at, Event.id, ascending=False)
    found = found.limit(most + 1).offset((number - 1) * most)
    if not (viewer.is_system or viewer.oversees_all):
        mine = _is_own(viewer)
        if mine is None:
            return Page((), number, most, has_next=False)
        found = found.where(mine)
    if states:
        found = found.where(Event.state.is_in(list(states)))
    if sought := search_words(words[:300])[:8]:
        found = found.where(WhereRaw(FORUM_WORDS.condition, wanted(sought)))
    return Page.cut(_lines(await found, await directory(), await event_types()), number, most)


async def attendance(event_id: int) -> list[AttendanceRow]:
    """Those present (and those who were to come), in the order in which they were written down."""
    return [
        AttendanceRow(**{**row, "part": AttendancePart(row["part"]), "is_present": bool(row["is_present"])})
        for row in await ATTENDANCE.all(event_id)
    ]


def _is_own(viewer: Viewer) -> Any:
    """The condition of a forum being one's own; None when none can be."""
    units = sorted(viewer.units(Role.COORDINATOR, Role.CLERK, Role.SECRETARY) | (viewer.overseen or frozenset()))
    ways: list[Any] = []
    if units:
        co_organised = CoOrganiser.select(CoOrganiser.event).where(CoOrganiser.unit.is_in(units))
        ways += [Event.organiser.is_in(units), Event.id.is_in(co_organised)]
    offices = [role.value for role in (Role.CHAIR, Role.SECRETARY) if viewer.has_any(role)]
    if viewer.person_id is not None and offices:
        held = Officer.select(Officer.event).where(Officer.person == viewer.person_id, Officer.role.is_in(offices))
        ways.append(Event.id.is_in(held))
    return reduce(or_, ways) if ways else None


def _facts(rows: list[dict[str, Any]]) -> EventFacts:
    """From one row for each pair of officer and co-organiser."""
    if not rows:
        raise no_such_event()
    first = rows[0]
    return EventFacts(
        id=first["id"],
        slug=first["slug"],
        state=EventState(first["state"]),
        organiser_id=first["organiser_id"],
        title=first["title"],
        type=first["type"],
        starts_at=first["starts_at"],
        closes_at=first["closes_at"],
        ended_at=first["ended_at"],
        co_organiser_ids=frozenset(row["co_organiser_id"] for row in rows if row["co_organiser_id"] is not None),
        officers=frozenset(
            (row["officer_id"], Role(row["officer_role"])) for row in rows if row["officer_id"] is not None
        ),
    )


def _lines(rows: Iterable[dict[str, Any]], units: Directory, kinds: Mapping[str, EventType]) -> list[EventLine]:
    return [EventLine(**_line_values(row, units, kinds)) for row in rows]


def _line_values(row: dict[str, Any], units: Directory, kinds: Mapping[str, EventType]) -> dict[str, Any]:
    values = {
        **row,
        "kind": kinds[row["type"]],
        "state": EventState(row["state"]),
        "organiser": _card(row["organiser_id"], units),
    }
    del values["organiser_id"]
    return values


def _card(unit_id: int, units: Directory) -> UnitCard:
    unit = units.get(unit_id)
    if unit is None:
        return UnitCard(unit_id, "", "")
    return UnitCard(unit.id, unit.name, unit.short_name or unit.name, unit.address, unit.phone, unit.email)
