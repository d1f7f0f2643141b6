"""A forum as a calendar file (RFC 5545). Its identity stays, so a new date moves the old entry. Pure."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vCalAddress, vDatetime, vText, vUri

from app.clock import VIETNAM, local
from app.i18n import Sentence as _
from app.i18n import language
from events.planning.rows import EventView
from events.planning.states import EventState

STATUS = {EventState.POSTPONED: "TENTATIVE", EventState.CANCELLED: "CANCELLED"}
# What RFC 5546 wants named even when there is no address: calendar programs know this one.
NO_MAIL = "invalid:nomail"


def calendar_file(view: EventView, base_url: str) -> bytes:
    """The same bytes until the forum itself changes. Lines end in CRLF and are folded at 75 octets."""
    calendar = Calendar()
    calendar.add("prodid", "-//Doi thoai//Forums//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_vietnam())
    calendar.add_component(_event(view, base_url))
    return bytes(calendar.to_ical())


def _event(view: EventView, base_url: str) -> Event:
    page = f"{base_url}/events/{view.slug}"
    event = Event()
    event.add("uid", f"event-{view.id}@{urlsplit(base_url).hostname}")
    event.add("dtstamp", view.changed_at.replace(microsecond=0))
    event.add("last-modified", view.changed_at.replace(microsecond=0))
    event.add("sequence", view.sequence)
    event["dtstart"] = _wall_clock(view.starts_at)
    event["dtend"] = _wall_clock(view.ends_at)
    event.add("summary", _summary(view), parameters={"LANGUAGE": language()})
    event.add("description", _description(view, page))
    if where := view.place or view.online_url:
        event.add("location", where)
    event["url"] = vUri(page)
    event["organizer"] = _organiser(view)
    event.add("status", STATUS.get(view.state, "CONFIRMED"))
    event.add("transp", "OPAQUE" if view.has_date else "TRANSPARENT")
    event.add("class", "PUBLIC")
    return event


def _wall_clock(at: datetime) -> vDatetime:
    """A time in Vietnam, named by its zone, so that a traveller's calendar shows the hall's clock too."""
    moment = vDatetime(local(at).replace(microsecond=0, tzinfo=None))
    moment.params["TZID"] = VIETNAM.key
    return moment


def _summary(view: EventView) -> str:
    if view.state is EventState.POSTPONED:
        return str(_("Postponed: %(title)s", title=view.title))
    if view.state is EventState.CANCELLED:
        return str(_("Cancelled: %(title)s", title=view.title))
    return view.title


def _description(view: EventView, page: str) -> str:
    lines = [
        str(_("Theme: %(theme)s", theme=view.theme)) if view.theme else "",
        str(_("Organised by: %(unit)s", unit=view.organiser.name)),
        str(_("Online: %(link)s", link=view.online_url)) if view.online_url else "",
        str(_("Reason: %(reason)s", reason=view.change_reason)) if view.change_reason else "",
        view.description,
        page,
    ]
    return "\n".join(line for line in lines if line)


def _organiser(view: EventView) -> vCalAddress:
    address = vCalAddress(f"mailto:{view.organiser.email}" if view.organiser.email else NO_MAIL)
    address.params["CN"] = vText(view.organiser.name)
    return address


def _vietnam() -> Timezone:
    """UTC+7 without summer time, as it has been since 13 June 1975."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", VIETNAM.key)
    standard["dtstart"] = vDatetime(datetime(1975, 6, 13))  # noqa: DTZ001 - RFC 5545 wants wall-clock time
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone
