"""How every act changes a forum: permission first, then compare-and-set, then the journal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app import journal
from app.access import Viewer
from app.errors import Conflict, Invalid, NotAllowed
from app.i18n import Sentence
from app.i18n import Sentence as _
from events.planning.policy import EventFacts, why_never, why_not, why_not_edit
from events.planning.queries import event_facts_by_id
from events.planning.states import EVENT, STATE_NAMES, EventAct, EventState
from events.planning.tables import Event


def permit(act: EventAct, by: Viewer, event: EventFacts) -> None:
    """Raises NotAllowed when this person may never do it, Conflict when nobody may in the forum's state."""
    if refusal := why_never(act, by, event):
        raise NotAllowed(refusal)
    if refusal := why_not(act, by, event):
        raise Conflict(refusal)


def permit_edit(by: Viewer, event: EventFacts) -> None:
    if refusal := why_not_edit(by, event):
        raise NotAllowed(refusal)


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise needs("reason", _("Please give a reason; it is shown to everyone."))


def needs(field: str, sentence: Sentence) -> Invalid:
    return Invalid(sentence, {field: sentence})


async def move(
    act: EventAct,
    event: EventFacts,
    *,
    by: Viewer,
    at: datetime,
    reason: str = "",
    before: Mapping[str, object] | None = None,
    sequence: bool = False,
    **columns: object,
) -> EventFacts:
    """Do one act of the workflow inside the caller's transaction; the forum's new facts.

    `columns` are stored with the new state; `sequence` counts a change that calendars must notice.
    Raises Conflict when somebody was faster.
    """
    permit(act, by, event)
    target = EVENT.target(event.state, act)
    assert target is not None
    changes: dict[Any, Any] = {
        Event.state: target,
        Event.version: Event.version + 1,
        Event.changed_at: at,
        **{getattr(Event, name): value for name, value in columns.items()},
    }
    if sequence:
        changes[Event.sequence] = Event.sequence + 1
    moved = await Event.update(changes).where(Event.id == event.id, Event.state == event.state).returning(Event.id)
    if not moved:
        raise await overtaken(event.id)
    await journal.record(
        f"event.{act}",
        by=by,
        at=at,
        about=("event", event.id),
        unit_id=event.organiser_id,
        before={"state": event.state, **(before or {})},
        after={"state": target, **columns},
        reason=reason,
    )
    return await event_facts_by_id(event.id)


async def overtaken(event_id: int) -> Conflict:
    """The refusal that tells what the forum has become meanwhile."""
    row = await Event.select(Event.state).where(Event.id == event_id).first()
    if row is None:
        return Conflict(_("There is no such forum."))
    return Conflict(
        _(
            "Somebody else has changed this forum meanwhile. It is now “%(state)s”.",
            state=STATE_NAMES[EventState(row["state"])],
        )
    )
