"""Changing what was planned."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from app import journal
from app.access import Viewer
from app.database import atomic
from app.errors import Conflict, Invalid
from app.i18n import Sentence as _
from events.planning import letters
from events.planning.changing import needs, overtaken, permit_edit, require_reason
from events.planning.checking import refuse_unknown
from events.planning.following import day_moved
from events.planning.inviting import tell_agencies
from events.planning.plan import EventPlan, OfficerPlan, problems_of_times
from events.planning.plan_rows import write_co_organisers, write_fields, write_officers
from events.planning.policy import EventFacts
from events.planning.queries import event_view
from events.planning.rows import EventView
from events.planning.states import BEFORE_SESSION, EventState
from events.planning.tables import Event

# What somebody has put into a calendar; when it changes, they must hear of it.
IN_CALENDARS = ("starts_at", "ends_at", "place", "online_url")
TOLD = (EventState.ANNOUNCED, EventState.COLLECTING, EventState.PREPARING, EventState.IN_SESSION)


@atomic
async def edit_event(
    event: EventFacts, plan: EventPlan, version: int, *, reason: str = "", by: Viewer, at: datetime
) -> None:
    """Store the plan over the version that its writer saw; raises Conflict when somebody stored another.

    Organiser, series, edition, address and invited agencies stay as they are, the type too once it is public.
    From the announcement to the session a new time or place needs a public `reason`, and invited agencies are told;
    of a postponed forum they are told with its new day.
    """
    permit_edit(by, event)
    before = await event_view(event.slug)
    if before.version != version:
        raise Conflict(
            _(
                "Somebody else has changed this forum since you opened the page."
                " Please look at it again, then repeat your change."
            )
        )
    after = _columns(plan, before)
    changed = {name: value for name, value in after.items() if value != getattr(before, name)}
    is_moved = any(name in changed for name in IN_CALENDARS)
    tells = is_moved and before.state in TOLD
    _check(before, plan, after, changed, at)
    await refuse_unknown(plan)
    if tells:
        require_reason(reason)
        changed["change_reason"] = reason
    await _store(event, version, changed, sequence=is_moved, at=at)
    await write_fields(event.id, plan.field_ids)
    await write_co_organisers(event.id, plan.co_organiser_ids, event.organiser_id)
    await write_officers(event.id, plan.officers)
    await journal.record(
        "event.edit",
        by=by,
        at=at,
        about=("event", event.id),
        unit_id=event.organiser_id,
        before={name: getattr(before, name) for name in changed},
        after=changed,
        reason=reason,
    )
    if not {"starts_at", "ends_at"}.isdisjoint(changed):
        await day_moved(event.id, by=by, at=at)
    if tells:
        await tell_agencies(await event_view(event.slug), letters.changed, at=at)


@atomic
async def set_officers(event: EventFacts, officers: Sequence[OfficerPlan], *, by: Viewer, at: datetime) -> None:
    """Name the chairs and secretaries, in their order."""
    permit_edit(by, event)
    await write_officers(event.id, officers)
    await Event.update({Event.version: Event.version + 1, Event.changed_at: at}).where(Event.id == event.id)
    await journal.record(
        "event.officers",
        by=by,
        at=at,
        about=("event", event.id),
        unit_id=event.organiser_id,
        before={"officers": sorted(event.officers)},
        after={"officers": [(officer.person_id, officer.role) for officer in officers]},
    )


def _columns(plan: EventPlan, before: EventView) -> dict[str, object]:
    return {
        "type": plan.type if before.state is EventState.DRAFT else before.type,
        "title": plan.title or before.title,
        "theme": plan.theme,
        "description": plan.description,
        "agenda": plan.agenda,
        "place": plan.place,
        "online_url": plan.online_url,
        "starts_at": plan.starts_at.astimezone(UTC),
        "ends_at": plan.ends_at.astimezone(UTC),
        "opens_at": plan.opens_at.astimezone(UTC) if plan.opens_at else before.opens_at,
        "closes_at": plan.closes_at.astimezone(UTC) if plan.closes_at else before.closes_at,
    }


def _check(
    before: EventView, plan: EventPlan, after: dict[str, object], changed: dict[str, object], at: datetime
) -> None:
    if problems := problems_of_times(plan.starts_at, plan.ends_at, plan.opens_at, plan.closes_at):
        raise Invalid(_("Please check the times of the forum."), dict(problems))
    is_public = before.state is not EventState.DRAFT
    if is_public and not after["place"] and not after["online_url"]:
        raise needs("place", _("Please give a place or an online link."))
    if "starts_at" not in changed:
        return
    if before.state is EventState.POSTPONED:
        raise needs("starts_at", _("This forum is postponed. Please use “Set a new date”."))
    if before.state not in BEFORE_SESSION:
        raise needs("starts_at", _("The session has taken place; its time can no longer be changed."))
    if is_public and plan.starts_at <= at:
        raise needs("starts_at", _("The session is in the past. Please set its time first."))


async def _store(event: EventFacts, version: int, changed: dict[str, object], *, sequence: bool, at: datetime) -> None:
    changes: dict[Any, Any] = {
        **{getattr(Event, name): value for name, value in changed.items()},
        Event.version: Event.version + 1,
        Event.changed_at: at,
    }
    if sequence:
        changes[Event.sequence] = Event.sequence + 1
    stored = await Event.update(changes).where(Event.id == event.id, Event.version == version).returning(Event.id)
    if not stored:
        raise await overtaken(event.id)
