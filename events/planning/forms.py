"""The planner's form: posted text in, a plan or problems out. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from app.access import Role
from app.clock import local
from app.forms import Posted, Reader
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.plan import AgencyPlan, EventPlan, OfficerPlan, problems_of_times
from events.planning.rows import EventView

MOST_CHAIRS, MOST_SECRETARIES = 3, 2
LABELS: dict[str, Sentence] = {
    "organiser": _("Organising unit"),
    "type": _("Type of forum"),
    "series": _("Series"),
    "new_series": _("Name of the new series"),
    "edition": _("Edition"),
    "title": _("Title of the forum"),
    "theme": _("Theme"),
    "fields": _("Fields"),
    "place": _("Place"),
    "online_url": _("Online link"),
    "starts_at": _("Starts"),
    "ends_at": _("Ends"),
    "opens_at": _("Questions open from"),
    "closes_at": _("Questions close"),
    "agenda": _("Agenda"),
    "description": _("Description"),
    "reason": _("Reason"),
}


@dataclass(frozen=True)
class EventForm:
    """What was typed, what is wrong with it, and the plan when nothing is.

    `ticked` are the agencies ticked, `proposed` those that were on the screen as proposals: a proposal that
    was shown and is not ticked was refused by hand.
    """

    typed: Mapping[str, str]
    problems: dict[str, Sentence]
    plan: EventPlan | None
    version: int = 0
    reason: str = ""
    field_ids: tuple[int, ...] = ()
    ticked: frozenset[int] = frozenset()
    proposed: frozenset[int] = frozenset()

    def invited(self, proposals: Iterable[int]) -> tuple[int, ...]:
        """The agencies to invite, given today's proposals: those ticked, and proposals not seen before.

        What was ticked only because it was proposed goes when its field goes.
        """
        now = tuple(proposals)
        kept = (unit_id for unit_id in sorted(self.ticked) if unit_id not in self.proposed or unit_id in now)
        fresh = (unit_id for unit_id in now if unit_id not in self.proposed)
        return tuple(dict.fromkeys([*fresh, *kept]))


def read_event(posted: Posted, organiser_ids: Collection[int], types: Collection[str]) -> EventForm:
    """Read the form of one of these units, with one of these types; with one unit the field may be left out."""
    form = Reader(posted)
    organiser_id = _organiser(form, organiser_ids)
    type_code = form.choice("type", list(types))
    series_id = form.number("series")
    new_series = form.line("new_series", most=200)
    edition = form.number("edition", least=1, most=9999)
    title = form.line("title", most=300)
    if not (title or series_id or new_series):
        form.problem("title", _("Please give the forum a title, or choose a series."))
    theme = form.line("theme", most=300)
    field_ids = tuple(form.numbers("fields"))
    place, online_url = form.line("place", most=300), _link(form)
    starts_at, ends_at = form.moment("starts_at", required=True), form.moment("ends_at", required=True)
    opens_at, closes_at = form.moment("opens_at"), form.moment("closes_at")
    for name, sentence in problems_of_times(starts_at, ends_at, opens_at, closes_at).items():
        form.problem(name, sentence)
    co_organiser_ids = tuple(form.numbers("co_organisers"))
    officers = _officers(form, "chair", MOST_CHAIRS, Role.CHAIR)
    officers += _officers(form, "secretary", MOST_SECRETARIES, Role.SECRETARY)
    agenda, description = form.text("agenda"), form.text("description")
    ticked, proposed = form.numbers("agencies"), form.numbers("proposed")
    version, reason = form.number("version") or 0, form.text("reason", most=1000)
    plan = None
    if not form.problems and starts_at and ends_at:
        plan = EventPlan(
            organiser_id=organiser_id,
            type=type_code,
            starts_at=starts_at,
            ends_at=ends_at,
            title=title,
            series_id=series_id,
            new_series=new_series,
            edition=edition,
            theme=theme,
            description=description,
            agenda=agenda,
            place=place,
            online_url=online_url,
            opens_at=opens_at,
            closes_at=closes_at,
            field_ids=field_ids,
            co_organiser_ids=co_organiser_ids,
            officers=officers,
        )
    return EventForm(
        form.typed, form.problems, plan, version, reason, field_ids, frozenset(ticked), frozenset(proposed)
    )


def typed_of(view: EventView) -> dict[str, str]:
    """A forum as its own edit form shows it."""
    typed = {
        "organiser": str(view.organiser.id),
        "type": view.type,
        "series": str(view.series_id or ""),
        "edition": str(view.edition or ""),
        "title": view.title,
        "theme": view.theme,
        "fields": ",".join(str(field.id) for field in view.fields),
        "place": view.place,
        "online_url": view.online_url,
        "starts_at": _wall_clock(view.starts_at),
        "ends_at": _wall_clock(view.ends_at),
        "opens_at": _wall_clock(view.opens_at),
        "closes_at": _wall_clock(view.closes_at),
        "co_organisers": ",".join(str(unit.id) for unit in view.co_organisers),
        "agenda": view.agenda,
        "description": view.description,
        "version": str(view.version),
    }
    for name, officers in (("chair", view.chairs), ("secretary", view.secretaries)):
        for number, officer in enumerate(officers, start=1):
            typed |= {f"{name}_{number}": str(officer.person_id), f"{name}_title_{number}": officer.title}
    return typed


def typed_of_next(view: EventView) -> dict[str, str]:
    """The next edition, begun with all of the last one that is likely to hold again."""
    fresh = ("title", "theme", "starts_at", "ends_at", "opens_at", "closes_at", "version")
    kept = {name: value for name, value in typed_of(view).items() if name not in fresh}
    return kept | {"edition": str((view.edition or 0) + 1)}


def _organiser(form: Reader, organiser_ids: Collection[int]) -> int:
    if len(organiser_ids) == 1:
        return next(iter(organiser_ids))
    chosen = form.choice("organiser", [str(unit_id) for unit_id in organiser_ids])
    return int(chosen) if chosen else 0


def _link(form: Reader) -> str:
    link = form.line("online_url", most=500)
    if link and not _is_web_address(link):
        form.problem("online_url", _("Please enter a link that starts with https://"))
    return link


def _is_web_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:  # https://[
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _officers(form: Reader, name: str, most: int, role: Role) -> tuple[OfficerPlan, ...]:
    found: list[OfficerPlan] = []
    for number in range(1, most + 1):
        person_id = form.number(f"{name}_{number}")
        title = form.line(f"{name}_title_{number}", most=200)
        if person_id:
            found.append(OfficerPlan(person_id, role, title))
    return tuple(found)


def _wall_clock(at: datetime | None) -> str:
    """As a browser's date-and-time field wants it, in Vietnam."""
    return local(at).strftime("%Y-%m-%dT%H:%M") if at else ""


@dataclass(frozen=True)
class ActForm:
    """What an act may ask for: words, and a new time."""

    typed: Mapping[str, str]
    problems: dict[str, Sentence]
    reason: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    closes_at: datetime | None = None


def read_act(posted: Posted, *, needs_time: bool) -> ActForm:
    form = Reader(posted)
    reason = form.text("reason", most=1000)
    if not needs_time:
        return ActForm(form.typed, form.problems, reason)
    starts_at, ends_at = form.moment("starts_at", required=True), form.moment("ends_at", required=True)
    closes_at = form.moment("closes_at")
    for name, sentence in problems_of_times(starts_at, ends_at, None, closes_at).items():
        form.problem(name, sentence)
    return ActForm(form.typed, form.problems, reason, starts_at, ends_at, closes_at)


@dataclass(frozen=True)
class AgenciesForm:
    typed: Mapping[str, str]
    problems: dict[str, Sentence]
    agencies: tuple[AgencyPlan, ...]


def read_agencies(posted: Posted) -> AgenciesForm:
    """The ticked agencies, each with `attendee_ID` and `attendee_title_ID`."""
    form = Reader(posted)
    agencies = tuple(read_attendee(form, unit_id) for unit_id in dict.fromkeys(form.numbers("agencies")))
    return AgenciesForm(form.typed, form.problems, agencies)


def read_attendee(form: Reader, unit_id: int) -> AgencyPlan:
    return AgencyPlan(
        unit_id, form.line(f"attendee_{unit_id}", most=200), form.line(f"attendee_title_{unit_id}", most=200)
    )
