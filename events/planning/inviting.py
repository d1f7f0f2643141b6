"""Agencies that should come and answer: whom to invite, and whom they name."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from app import journal, post
from app.access import Role, Viewer
from app.clock import day_of
from app.database import Statement, atomic
from app.errors import Invalid, NotAllowed, NotFound
from app.i18n import Sentence as _
from app.journal.staleness import print_of, refuse_other
from app.people.queries import readers as focal_readers
from app.people.units import directory
from events.planning import letters
from events.planning.changing import permit_edit
from events.planning.plan import AgencyPlan
from events.planning.policy import EventFacts, why_not_name_attendee
from events.planning.queries import event_view
from events.planning.rows import AgencyRow, EventView
from events.planning.states import BEFORE_SESSION, EventState
from events.planning.tables import InvitedAgency

# Holds the list of a forum: two who change it come one after the other.
HOLD = Statement("SELECT id FROM event WHERE id = {}", postgres="SELECT id FROM event WHERE id = {} FOR UPDATE")


def list_print(agencies: Iterable[AgencyRow]) -> str:
    """What the form of the list keeps."""
    return print_of(*_listed(agencies))


def attendee_print(agency: AgencyRow) -> str:
    """What the form of one agency's attendee keeps."""
    return print_of(*_listed([agency]))


def _listed(agencies: Iterable[AgencyRow]) -> list[tuple[int, str, str]]:
    return sorted((agency.unit_id, agency.attendee, agency.attendee_title) for agency in agencies)


@atomic
async def set_agencies(
    event: EventFacts, agencies: Sequence[AgencyPlan], *, by: Viewer, at: datetime, seen: str = ""
) -> None:
    """Invite exactly these agencies; of an announced forum, the new ones get their letter at once.

    `seen` is the print of the list as its writer read it (see `list_print`), or "". Raises NotAllowed, Invalid for a
    new one that does not exist today, and Conflict when the list is another one by now.
    """
    permit_edit(by, event)
    await HOLD.one(event.id)
    plans = {agency.unit_id: agency for agency in agencies}
    before = {agency.unit_id: agency for agency in (await event_view(event.slug)).agencies}
    refuse_other(seen, *_listed(before.values()))
    today = {unit.id for unit in (await directory()).on(day_of(at))}
    if plans.keys() - before.keys() - today:
        problem = _("Please choose a unit that exists today.")
        raise Invalid(problem, {"agencies": problem})
    gone = [unit_id for unit_id in before if unit_id not in plans]
    if gone:
        await InvitedAgency.delete().where(InvitedAgency.event == event.id, InvitedAgency.unit.is_in(gone))
    for unit_id, agency in plans.items():
        if unit_id not in before:
            await _add(event.id, agency)
        else:
            await _name(event.id, agency)
    await journal.record(
        "event.agencies",
        by=by,
        at=at,
        about=("event", event.id),
        unit_id=event.organiser_id,
        before={"unit_ids": sorted(before)},
        after={"unit_ids": sorted(plans)},
    )
    if event.state in BEFORE_SESSION - {EventState.DRAFT, EventState.POSTPONED}:
        await send_invitations(await event_view(event.slug), at=at)


@atomic
async def name_attendee(event: EventFacts, agency: AgencyPlan, *, by: Viewer, at: datetime, seen: str = "") -> None:
    """An invited agency (or a coordinator for it) says who comes.

    Raises NotFound when it is not invited, Conflict when another one is named than its writer read (`attendee_print`).
    """
    if refusal := why_not_name_attendee(by, event, agency.unit_id):
        raise NotAllowed(refusal)
    await HOLD.one(event.id)
    view = await event_view(event.slug)
    refuse_other(seen, *_listed(one for one in view.agencies if one.unit_id == agency.unit_id))
    if not await _name(event.id, agency):
        raise NotFound(_("This agency is not invited to the forum."))
    await journal.record(
        "event.attendee",
        by=by,
        at=at,
        about=("event", event.id),
        unit_id=agency.unit_id,
        after={"attendee": agency.attendee, "title": agency.attendee_title},
    )


async def send_invitations(view: EventView, *, at: datetime) -> None:
    """Queue a letter to every agency that has none yet; part of the caller's transaction."""
    waiting = [agency.unit_id for agency in view.agencies if agency.invited_at is None]
    if not waiting:
        return
    for unit_id in waiting:
        for name, to in await readers(unit_id, at):
            await post.queue(letters.invitation(view, name, to), about=("event", view.id), at=at)
    await InvitedAgency.update({InvitedAgency.invited_at: at}).where(
        InvitedAgency.event == view.id, InvitedAgency.unit.is_in(waiting)
    )


async def tell_agencies(view: EventView, letter: letters.Writer, *, at: datetime) -> None:
    """Queue a letter of news to every agency that was invited; part of the caller's transaction."""
    for agency in view.agencies:
        if agency.invited_at is not None:
            for name, to in await readers(agency.unit_id, at):
                await post.queue(letter(view, name, to), about=("event", view.id), at=at)


async def readers(unit_id: int, at: datetime) -> list[tuple[str, str]]:
    """Who reads for an agency today, as (name, address): its own mail box, or else its focal points."""
    units = await directory()
    today = units.get(units.resolve(unit_id))
    if today is None:
        return []
    if today.email:
        return [(today.name, today.email)]
    return [(focal.name, focal.email) for focal in await focal_readers(today.id, Role.FOCAL, day=day_of(at))]


async def _add(event_id: int, agency: AgencyPlan) -> None:
    await InvitedAgency.insert(
        InvitedAgency(
            event=event_id,
            unit=agency.unit_id,
            attendee=agency.attendee,
            attendee_title=agency.attendee_title,
        )
    )


async def _name(event_id: int, agency: AgencyPlan) -> bool:
    named: dict[Any, Any] = {
        InvitedAgency.attendee: agency.attendee,
        InvitedAgency.attendee_title: agency.attendee_title,
    }
    return bool(
        await InvitedAgency.update(named)
        .where(InvitedAgency.event == event_id, InvitedAgency.unit == agency.unit_id)
        .returning(InvitedAgency.id)
    )
